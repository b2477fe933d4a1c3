using System.Globalization;
using System.Text;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.SyntheticSlides.Tests.Support;

namespace WsiDicomizer.SyntheticSlides.Tests.Pages;

/// <summary>Generic TIFF, Huron, Trestle, QPTIFF and plain images.</summary>
public sealed class PagedSyntheticTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public static TheoryData<string, int> Vendors => new()
    {
        { "generic-tiff", 10 }, { "huron", 2 }, { "trestle", 3 }, { "qptiff", 2 }, { "plain-image", 3 },
    };

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Vendors))]
    public void Write_AnyVariant_GivesTheSameBytesForTheSameSeed(string vendor, int variants)
    {
        var first = Write(vendor, "one", null);
        var second = Write(vendor, "two", null);
        Assert.Equal(variants, first.Count);
        var files = Directory.GetFiles(Path.Combine(_folder.FullName, "one"));
        Assert.All(files, file => Assert.Equal(
            File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(_folder.FullName, "two", Path.GetFileName(file)))));
        Assert.Equal(variants, second.Count);
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public void Entries_AreWhereTheySay(string vendor, int variants)
    {
        var written = Write(vendor, "planted", null);
        Assert.Equal(variants, written.Count);
        foreach (var slide in written)
        {
            var bytes = File.ReadAllBytes(slide.Path);
            var macro = Path.ChangeExtension(slide.Path, ".Full");
            byte[] all = File.Exists(macro) ? [.. bytes, .. File.ReadAllBytes(macro)] : bytes;
            var tiff = bytes.AsSpan().StartsWith("II"u8) ? new MiniTiff(bytes) : null;
            foreach (var entry in slide.AnswerKey.Entries.Where(entry =>
                !entry.Where.EndsWith("pixels", StringComparison.Ordinal) && entry.Where is not ("file name" or "header, zTXt")))
            {
                var value = entry.BytesHex is { } hex ? Convert.FromHexString(hex) : Encoding.UTF8.GetBytes(entry.Value);
                var words = entry.Where.Split(' ', ',');
                Assert.True(
                    tiff is not null && entry.Where.Contains(", tag ", StringComparison.Ordinal)
                        ? Slides.Contains(tiff.Pages[Number(words[1])][Number(words[4])].Value, value)
                        : Slides.Contains(all, value),
                    $"{slide.AnswerKey.Variant}: {entry.Where} {entry.Name}");
            }

            Assert.True(slide.AnswerKey.Entries.Count > 10, slide.AnswerKey.Variant);
        }
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public void Write_NoIdentity_PlantsNothing(string vendor, int variants)
    {
        var planted = Write(vendor, "planted", null)[0].AnswerKey.Entries
            .Where(entry => !entry.Where.EndsWith("pixels", StringComparison.Ordinal) && entry.Value.Length > 5).ToList();
        var clean = Write(vendor, "clean", PlantedIdentity.None);
        Assert.Equal(variants, clean.Count);
        foreach (var slide in clean)
        {
            Assert.Empty(slide.AnswerKey.Entries);
            var bytes = File.ReadAllBytes(slide.Path);
            Assert.DoesNotContain(planted, entry => Slides.Contains(bytes, Encoding.UTF8.GetBytes(entry.Value)));
        }
    }

    private List<WrittenSlide> Write(string vendor, string folder, PlantedIdentity? identity) =>
    [
        .. SyntheticSlideCatalog.Find(vendor)!.WriteAll(
            Path.Combine(_folder.FullName, folder), new SyntheticSlideOptions { Size = new PixelSize(300, 200), Seed = 5, Identity = identity }),
    ];

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
