using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.SyntheticSlides.AnswerKeys;

namespace WsiDicomizer.SyntheticSlides.Tests;

public sealed class SyntheticSlideCatalogTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void WriteAll_Aperio_WritesEveryVariantWithItsKey()
    {
        var vendor = SyntheticSlideCatalog.Find("Aperio")!;
        var options = new SyntheticSlideOptions { Size = new PixelSize(500, 500) };

        var written = vendor.WriteAll(Path.Combine(_folder.FullName, "new"), options).ToList();

        Assert.Equal(
            ["classic-rgb", "classic-ycbcr", "gt450", "gt450-no-tables", "33003", "33005", "zero-tile"],
            written.Select(slide => slide.AnswerKey.Variant));
        Assert.All(written, slide => Assert.StartsWith("DOE_JANE_4711-", Path.GetFileName(slide.Path)));
        Assert.All(written, slide =>
        {
            using var stream = File.OpenRead(slide.AnswerKeyPath);
            var json = new byte[stream.Length];
            stream.ReadExactly(json);
            Assert.Equal(slide.AnswerKey.ToJson(), AnswerKey.FromJson(json).ToJson());
            Assert.Contains(slide.AnswerKey.Entries, entry => entry.Value == Path.GetFileName(slide.Path));
        });
        Assert.Equal(2 * written.Count, new DirectoryInfo(Path.Combine(_folder.FullName, "new")).GetFiles().Length);
    }

    [Fact]
    public void Write_SlideOfSeveralFiles_GivesTheSameBytesForTheSameSeed()
    {
        var vendor = SyntheticSlideCatalog.Find("hamamatsu-vms")!;
        var options = new SyntheticSlideOptions { Size = new PixelSize(300, 300), Seed = 9 };

        foreach (var folder in new[] { "one", "two" })
        {
            Assert.Equal(["grid", "single", "layers", "uncompressed"], vendor
                .WriteAll(Path.Combine(_folder.FullName, folder), options).Select(slide => slide.AnswerKey.Variant).ToList());
        }

        var files = Directory.GetFiles(Path.Combine(_folder.FullName, "one"));
        Assert.True(files.Length > 20);
        Assert.All(files, file => Assert.Equal(
            File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(_folder.FullName, "two", Path.GetFileName(file)))));
    }

    [Fact]
    public void Find_UnknownVendor_IsNull() => Assert.Null(SyntheticSlideCatalog.Find("nobody"));

    [Fact]
    public void Write_UnknownVariant_Throws() => Assert.Throws<ArgumentException>(
        () => SyntheticSlideCatalog.Vendors[0].Write("nope", _folder.FullName, new SyntheticSlideOptions()));
}
