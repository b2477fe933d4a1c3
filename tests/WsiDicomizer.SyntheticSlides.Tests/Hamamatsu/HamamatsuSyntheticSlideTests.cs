using System.Buffers.Binary;
using System.Text;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Formats.Hamamatsu;

namespace WsiDicomizer.SyntheticSlides.Tests.Hamamatsu;

public class HamamatsuSyntheticSlideTests
{
    public static TheoryData<HamamatsuVariant> Variants => [.. Enum.GetValues<HamamatsuVariant>()];

    [Theory]
    [MemberData(nameof(Variants))]
    public void Entries_InTags_AreInThatTagOfThatPage(HamamatsuVariant variant)
    {
        var (file, key) = Write(new() { Variant = variant, Size = new PixelSize(640, 448) });
        var pages = ReadPages(file);

        var inTags = key.Entries.Where(entry => entry.Where.Contains(", tag ", StringComparison.Ordinal)).ToList();

        Assert.True(inTags.Count > 40);
        foreach (var entry in inTags)
        {
            var words = entry.Where.Split(' ', ',');
            var text = Encoding.UTF8.GetString(pages[int.Parse(words[1])][int.Parse(words[4])]);
            Assert.Contains(entry.Value, text, StringComparison.Ordinal);
            Assert.True(words[4] != "65449" || entry.Name == "text without a key" || text.Contains($"{entry.Name}={entry.Value}\r\n"));
        }
    }

    [Fact]
    public void Entries_CoverEveryPlaceThatIsKnown()
    {
        var key = Write(new() { Size = new PixelSize(640, 448) }).Key;
        string[] names =
        [
            "file name", "Reference", "AuthCode", "ScannerSerialNumber", "Barcode", "ScanProfile", "Created", "Updated", "NDP.S/N",
            "Macro.S/N", "Operator", "Slide.Name", "text without a key", "DateTime", "Artist", "HostComputer", "Copyright",
            "ImageDescription", "tag 65490", "patient name", "barcode",
        ];
        Assert.Empty(names.Except(key.Entries.Select(entry => entry.Name)));
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Levels_OfEveryVariant_AreOneJpegWithTheStartsOfItsIntervals(HamamatsuVariant variant)
    {
        var (file, key) = Write(new() { Variant = variant, Size = new PixelSize(1280, 448) });
        var pages = ReadPages(file);
        var hasIntervals = false;
        foreach (var level in key.Levels)
        {
            var page = pages[level.Page];
            var stream = file.AsSpan((int)Number(page[273]), (int)Number(page[279]));
            var header = JpegHeader.Read(stream, JpegLimits.Default);
            Assert.Equal(level.Width > ushort.MaxValue ? 0 : level.Width, header.Width);
            Assert.Equal(level.Height, header.Height);
            hasIntervals |= header.RestartInterval > 0;
            Assert.Equal(header.RestartInterval > 0 && variant != HamamatsuVariant.NoStarts, page.ContainsKey(65426));
            if (page.TryGetValue(65426, out var starts))
            {
                Assert.Equal(header.ScanOffset, (int)Number(starts));
                for (var i = 1; i < starts.Length / 4; i++)
                {
                    var start = BinaryPrimitives.ReadInt32LittleEndian(starts.AsSpan(4 * i));
                    Assert.Equal((0xFF, 0xD0 + ((i - 1) % 8)), (stream[start - 2], stream[start - 1]));
                }
            }
        }

        Assert.Equal(variant is not (HamamatsuVariant.NoIntervals or HamamatsuVariant.Ycc420), hasIntervals);
    }

    [Fact]
    public void Write_SameOptions_GivesTheSameBytes()
    {
        var options = new HamamatsuSyntheticOptions { Size = new PixelSize(200, 200), Seed = 5 };
        Assert.Equal(Write(options).File, Write(options).File);
        Assert.NotEqual(Write(options).File, Write(options with { Seed = 6 }).File);
    }

    [Fact]
    public void Write_NoIdentity_PlantsNothing()
    {
        var (file, key) = Write(new() { Size = new PixelSize(200, 200), Identity = PlantedIdentity.None });
        Assert.Empty(key.Entries);
        Assert.True(file.AsSpan().IndexOf("Reference"u8) < 0);
        Assert.All(ReadPages(file), page => Assert.False(page.ContainsKey(65427) || page.ContainsKey(306)));
    }

    [Fact]
    public void Write_SizeOutOfRange_Throws() => Assert.Throws<ArgumentOutOfRangeException>(
        () => Write(new() { Size = new PixelSize(63, 100) }));

    private static (byte[] File, AnswerKey Key) Write(HamamatsuSyntheticOptions options)
    {
        using var stream = new MemoryStream();
        var key = HamamatsuSyntheticSlide.Write(stream, "DOE_JANE_4711.ndpi", options);
        return (stream.ToArray(), key);
    }

    private static long Number(byte[] value) => BinaryPrimitives.ReadUInt32LittleEndian(value);

    // The values of all tags, as the format says: texts always elsewhere, everything else inline up to four bytes.
    private static List<Dictionary<int, byte[]>> ReadPages(byte[] file)
    {
        var pages = new List<Dictionary<int, byte[]>>();
        for (var offset = BitConverter.ToInt64(file, 4); offset != 0;)
        {
            var at = (int)offset;
            int count = BitConverter.ToUInt16(file, at);
            var page = new Dictionary<int, byte[]>();
            for (var i = 0; i < count; i++)
            {
                var field = at + 2 + (12 * i);
                int type = BitConverter.ToUInt16(file, field + 2);
                var length = BitConverter.ToInt32(file, field + 4) * (type switch { 2 => 1, 3 => 2, 5 => 8, _ => 4 });
                var place = length <= 4 && type != 2 ? field + 8 : BitConverter.ToInt32(file, field + 8);
                page.Add(BitConverter.ToUInt16(file, field), file.AsSpan(place, length).ToArray());
                Assert.Equal(0, BitConverter.ToInt32(file, at + 2 + (12 * count) + 8 + (4 * i)));
            }

            pages.Add(page);
            offset = BitConverter.ToInt64(file, at + 2 + (12 * count));
        }

        return pages;
    }
}
