using WsiDicomizer.Slides.Tests.Support;
using WsiDicomizer.SyntheticSlides;

namespace WsiDicomizer.Slides.Tests.Hidden;

/// <summary>Every synthetic slide: what is hidden has a range, and the slide is the same without it.</summary>
public class HiddenIdentityCatalogTests
{
    public static TheoryData<string> Vendors => [.. SyntheticSlideCatalog.Vendors.Select(vendor => vendor.Name)];

    [Theory]
    [MemberData(nameof(Vendors))]
    public void Overwrite_EveryRange_LeavesTheSlideAsItWas(string name)
    {
        using var folder = new TemporaryFolder();
        var vendor = SyntheticSlideCatalog.Vendors.Single(vendor => vendor.Name == name);
        var found = 0;
        foreach (var (index, written) in vendor.WriteAll(folder.Path, new SyntheticSlideOptions { Size = new(700, 500) }).Index())
        {
            var before = Describe(written.Path, out var ranges);
            Clear(ranges, index % 2 == 0 ? (byte)0 : (byte)' ');

            Assert.Equal(before, Describe(written.Path, out var left));
            Assert.Empty(left);
            found += ranges.Count;
        }

        Assert.Equal(name != "hamamatsu", found > 0);
    }

    private static string Describe(string path, out List<(string File, ByteRange Range)> hidden)
    {
        using var slide = SlideFormats.Open(path);
        hidden = [.. slide.FindHiddenIdentity().Select(record => (slide.Files[record.FileIndex], record.Range!.Value))];
        return string.Join('\n', slide.Areas.SelectMany(area => area.Levels).Select(level =>
            $"{level.Location} {level.Size} {level.TileSize} {level.Encoding.Compression} {level.Encoding.Color} {level.Encoding.BitsPerSample} "
            + string.Join(';', Enumerable.Range(0, level.TileCount).Select(level.GetTileRange))));
    }

    private static void Clear(List<(string File, ByteRange Range)> ranges, byte value)
    {
        foreach (var (file, range) in ranges)
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
            Assert.InRange(range.Length, 1, stream.Length - range.Offset);
            stream.Position = range.Offset;
            stream.Write(Enumerable.Repeat(value, (int)range.Length).ToArray());
        }
    }
}
