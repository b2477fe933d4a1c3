using System.Text;
using WsiDicomizer.InPlace.Tests.Running;
using WsiDicomizer.Slides;
using WsiDicomizer.Slides.Tests.Support;

namespace WsiDicomizer.InPlace.Tests.Formats;

/// <summary>Values of Ventana's XML and pages of which readers need a part, and where another anonymizer fails (formats.md 12).</summary>
public sealed class VentanaTests
{
    [Fact]
    public void LevelIV_DescriptionOfALevelWithMore_KeepsWhatReadersNeed()
    {
        var pages = VentanaBuilder.Slide();
        pages[3] = VentanaBuilder.Level(32, 24, "level=1 mag=20 quality=90 for Doe");
        Assert.Contains("level=1 mag=20 quality=90 XXX XXX\0", Anonymize(pages), StringComparison.Ordinal);
    }

    [Fact]
    public void LevelIV_ModelWithMore_KeepsTheGeneration()
    {
        var scan = VentanaBuilder.Scan().Replace("VENTANA DP 200", "VENTANA DP 200 of Doe", StringComparison.Ordinal);
        Assert.Contains(
            "ScannerModel=\"VENTANA DP 200XXXXXXX\"",
            Anonymize(VentanaBuilder.Slide(scan: VentanaBuilder.Metadata(scan))),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SlideAnnotation", "Doe &quot;Jane&quot; &lt;1&gt;")]
    [InlineData("JP2FileName", "D:\\Scans\\Doe.jp2")]
    [InlineData("BaseName", "Doe")]
    [InlineData("Barcode2D", "S24-Doe")]
    [InlineData("Unheard", "of Doe")]
    public void LevelIV_AttributeOfTheScan_KeepsItsNameAndQuotes(string name, string value)
    {
        var text = Anonymize(VentanaBuilder.Slide(scan: VentanaBuilder.Metadata(VentanaBuilder.Scan($"{name}='{value}'"))));
        Assert.Matches($" {name}='[X ]{{{value.Length}}}'", text);
    }

    [Fact]
    public void LevelIV_ServerDirectoryAndPrescan_SayNothing()
    {
        var encodeInfo = VentanaBuilder.EncodeInfo(VentanaBuilder.Area())
            .Replace("<AoiOrigin>", "<ServerDirectory Path=\"//srv/Doe\" Copy=\"false\">//srv/Doe</ServerDirectory><AoiOrigin>", StringComparison.Ordinal);
        var pages = VentanaBuilder.Slide(encodeInfo);
        pages[1] = pages[1].Without(700).With(VentanaBuilder.XmlTag("<PrescanData><SlideIdentifier>Doe</SlideIdentifier></PrescanData>"));
        var text = Anonymize(pages);
        Assert.Contains("<ServerDirectory Path=\"XXXXXXXXX\" Copy=\"false\">XXXXXXXXX</ServerDirectory>", text, StringComparison.Ordinal);
    }

    [Fact]
    public void LevelIII_FirstPage_StaysWithItsXmlAndIsWhite()
    {
        using var built = new BuiltSlide("DOE.bif", AperioBuilder.Build(VentanaBuilder.Slide()));
        using var slide = SlideFormats.Open(built.Anonymize(AnonymizationLevel.III));
        var macro = Assert.Single(slide.AssociatedImages);
        Assert.Equal("page 0", macro.Location);
        Assert.All(macro.ReadPixels(), sample => Assert.Equal(255, sample));
    }

    private static string Anonymize(IEnumerable<TestPage> pages)
    {
        using var built = new BuiltSlide("DOE.bif", AperioBuilder.Build(pages));
        var path = built.Anonymize(AnonymizationLevel.IV);
        using (var slide = SlideFormats.Open(path))
        {
            Assert.Equal("ventana", slide.FormatName);
            Assert.Equal(2, slide.Levels.Count);
        }

        var text = Encoding.Latin1.GetString(File.ReadAllBytes(path));
        Assert.DoesNotContain("Doe", text, StringComparison.Ordinal);
        Assert.True(BuiltSlide.Plan(path, new AnonymizationRules { Level = AnonymizationLevel.IV }).ChangesNothing);
        return text;
    }
}
