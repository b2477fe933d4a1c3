using System.Text;
using WsiDicomizer.InPlace.Tests.Running;
using WsiDicomizer.Slides;
using WsiDicomizer.Slides.Tests.Support;
using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.SyntheticSlides;

namespace WsiDicomizer.InPlace.Tests.Formats;

/// <summary>What is special about Leica's SCN: pages are found by their number, and values stand in one XML.</summary>
public sealed class LeicaTests(SyntheticVariants variants) : IClassFixture<SyntheticVariants>
{
    [Theory]
    [InlineData(AnonymizationLevel.II)]
    [InlineData(AnonymizationLevel.IV)]
    public void Macro_FromLevelII_IsWhiteInEveryResolutionAndNoPageMoves(AnonymizationLevel level)
    {
        using var built = new BuiltSlide(variants, "leica", SyntheticSlideCatalog.Vendors.Single(vendor => vendor.Name == "leica").Variants[0]);
        var path = built.Anonymize(level);
        Assert.Equal(Pages(built.Path), Pages(path));
        using var slide = SlideFormats.Open(path);
        var pages = slide.IdentityRecords.Where(record => record.Kind == IdentityKind.MacroImage).Select(record => record.Range!.Value.Offset).ToHashSet();
        using var file = SlideFile.Open(path);
        Assert.NotEmpty(pages);
        Assert.All(TiffFile.Read(file, TiffLimits.Default).Directories.Where(page => pages.Contains(page.Place.Range.Offset)), page =>
            Assert.Single(Anonymization.Segments(page).Select(tile => Convert.ToHexString(Anonymization.Read(file, tile))).Distinct()));
        Assert.NotEmpty(slide.AssociatedImages);
        Assert.All(slide.AssociatedImages, image => Assert.All(image.ReadPixels(), sample => Assert.Equal(255, sample)));
    }

    [Fact]
    public void Macro_TooShortForAWhiteOne_IsRefusedWithAdvice()
    {
        using var built = new BuiltSlide("DOE.scn", AperioBuilder.Build(LeicaBuilder.TwoAreas(), big: true));
        var refusal = Assert.Throws<AnonymizationException>(() => built.Plan(new AnonymizationRules { Level = AnonymizationLevel.III }));
        Assert.Contains("'convert'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LevelIV_ValuesOfTheXml_KeepTheirFormAndLength()
    {
        var barcode = Convert.ToBase64String("S24-0815 Doe"u8);
        var image = LeicaBuilder.Macro().Replace("<image>", "<image name=\"Doe &amp; Jane\" uuid=\"urn:uuid:0a1b2c3d-0000-1111-2222-333344445555\">", StringComparison.Ordinal);
        var xml = LeicaBuilder.Collection("name=\"Doe\" uuid=\"urn:uuid:7d1b2c3d-0000-1111-2222-333344445555\"", $"<barcode>{barcode}</barcode>", image, LeicaBuilder.Area());
        using var built = new BuiltSlide("DOE.scn", AperioBuilder.Build(LeicaBuilder.Slide(xml), big: true));
        var path = built.Anonymize(AnonymizationLevel.IV, rules => rules with { Overview = PictureRule.Keep });
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(path));
        Assert.Contains("name=\"XXX\" uuid=\"urn:uuid:00000000-0000-0000-0000-000000000000\"", text, StringComparison.Ordinal);
        Assert.Contains($"<barcode>{Convert.ToBase64String("XXXXXXXXXXXX"u8)}</barcode>", text, StringComparison.Ordinal);
        Assert.Contains("name=\"XXXXXXXXXXXXXX\"", text, StringComparison.Ordinal);
        Assert.Contains("<creationDate>1900-01-01T00:00:00.00Z</creationDate>", text, StringComparison.Ordinal);
        using var slide = SlideFormats.Open(path);
        Assert.Equal("leica", slide.FormatName);
        Assert.True(BuiltSlide.Plan(path, new AnonymizationRules { Level = AnonymizationLevel.IV, Overview = PictureRule.Keep }).ChangesNothing);
    }

    private static List<long> Pages(string path)
    {
        using var file = SlideFile.Open(path);
        return [.. TiffFile.Read(file, TiffLimits.Default).Directories.Select(page => page.Place.Range.Offset)];
    }
}
