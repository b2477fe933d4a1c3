using WsiDicomizer.InPlace.Tests.Running;
using WsiDicomizer.InPlace.Writing;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Tests.Formats;

/// <summary>Hamamatsu's and Philips' slides with some bytes changed: refused with a word, or done and whole.</summary>
public sealed class DamagedSlidesTests(SyntheticVariants variants) : IClassFixture<SyntheticVariants>
{
    private const int Rounds = 120;

    [Theory]
    [InlineData("hamamatsu", "ycc-420")]
    [InlineData("hamamatsu-vms", "single")]
    [InlineData("philips", "classic")]
    [InlineData("isyntax", "v1")]
    public void Plan_MutatedBytes_IsRefusedOrDone(string vendor, string variant)
    {
        using var place = new TemporaryFolder();
        var path = variants.Copy(vendor, variant, place.Path);
        var original = File.ReadAllBytes(path);
        var places = FindPlaces(path, original.Length);
        var (done, refused) = (0, 0);
        for (var seed = 0; seed < Rounds; seed++)
        {
            var random = new Random(seed);
            var bytes = original.ToArray();
            for (var count = random.Next(1, 4); count > 0; count--)
            {
                var at = places[random.Next(places.Count)];
                bytes[Math.Min(bytes.Length - 1, at + random.Next(24))] = (byte)random.Next(256);
            }

            File.WriteAllBytes(path, bytes);
            if (TryAnonymize(path))
            {
                done++;
            }
            else
            {
                refused++;
            }

            Assert.Equal(bytes, File.ReadAllBytes(path));
        }

        // A slide that is always refused, or never, tells nothing.
        Assert.True(done > 0 && refused > 0, $"{done} done, {refused} refused");
    }

    // CopyWriter opens what it wrote, and compares levels and tiles.
    private static bool TryAnonymize(string path)
    {
        using var output = new TemporaryFolder();
        try
        {
            var rules = Anonymization.Rules(AnonymizationLevel.IV);
            CopyWriter.Write(Anonymization.Plan(path, rules), output.Path, CancellationToken.None);
            return true;
        }
        catch (Exception exception) when (exception is SlideFormatException or AnonymizationException)
        {
            Assert.DoesNotContain("DOE", exception.Message, StringComparison.Ordinal);
            return false;
        }
    }

    // Where records, structures and values are: damage to pixels is the readers' business.
    private static List<int> FindPlaces(string path, int length)
    {
        using var slide = SlideFormats.Open(path);
        using var file = SlideFile.Open(path);
        List<ByteRange> ranges =
            [.. slide.IdentityRecords.Where(record => record.FileIndex == 0).Select(record => record.Range).OfType<ByteRange>()];
        if (Anonymization.TryReadTiff(file) is { } tiff)
        {
            ranges.AddRange(tiff.Directories.Select(page => page.Place.Range));
            ranges.AddRange(tiff.Directories.SelectMany(page => page.Entries).Select(entry => entry.Field));
        }

        return [0, length / 2, .. ranges.SelectMany(range => new[] { range.Offset - 8, range.Offset, range.End - 4 }).Select(at => (int)Math.Clamp(at, 0, length - 1))];
    }
}
