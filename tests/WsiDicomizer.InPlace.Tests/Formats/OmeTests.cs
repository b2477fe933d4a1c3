using System.Text;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.InPlace.Tests.Running;
using WsiDicomizer.Slides;
using WsiDicomizer.Slides.Tests.Support;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.InPlace.Tests.Formats;

public sealed class OmeTests
{
    private const string LongName = "DOE_JANE_4711_S24-0815-A1_HE_2023-12-29.ome.tif";

    [Fact]
    public void Anonymize_FileNameWithRoom_FollowsTheFilesNameAtEveryLevel()
    {
        foreach (var level in Enum.GetValues<AnonymizationLevel>())
        {
            using var built = new BuiltSlide(LongName, Build(LongName));
            var path = built.Anonymize(level);
            var text = Encoding.Latin1.GetString(File.ReadAllBytes(path));
            Assert.DoesNotContain(LongName, text, StringComparison.Ordinal);
            Assert.Contains($"<UUID FileName=\"{Path.GetFileName(path)}\"   ", text, StringComparison.Ordinal);
            Assert.True(BuiltSlide.Plan(path, new AnonymizationRules { Level = level }).ChangesNothing);
        }
    }

    [Theory]
    [InlineData("a.ome.tif", '"')]
    [InlineData("a.ome.tif", '\'')]
    public void Anonymize_FileNameWithoutRoom_LosesTheAttribute(string name, char quote)
    {
        using var built = new BuiltSlide(name, Build(name, quote));
        var path = built.Anonymize(AnonymizationLevel.I);
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(path));
        Assert.DoesNotContain("FileName", text, StringComparison.Ordinal);
        Assert.Matches("<UUID {10,}>urn:uuid:1</UUID>", text);
        using var slide = SlideFormats.Open(path);
        Assert.Equal("ome-tiff", slide.FormatName);
    }

    [Fact]
    public void Anonymize_NameKept_KeepsItInTheXml()
    {
        using var built = new BuiltSlide(LongName, Build(LongName));
        var path = built.Anonymize(AnonymizationLevel.IV, rules => rules with { KeepName = true });
        Assert.Contains($"FileName=\"{LongName}\"", Encoding.Latin1.GetString(File.ReadAllBytes(path)), StringComparison.Ordinal);
    }

    [Fact]
    public void Anonymize_LabelAndMacro_StayLinkedAndAreWhite()
    {
        using var built = new BuiltSlide("DOE.ome.tif", AperioBuilder.Build(OmeBuilder.Slide()));
        using var file = SlideFile.Open(built.Anonymize(AnonymizationLevel.II));
        Assert.Equal(3, TiffFile.Read(file, TiffLimits.Default).Directories.Count);
        Assert.Equal(2, built.Places.Count(place => place.Action == PlaceAction.Blanked));
    }

    [Fact]
    public void Plan_LabelShorterThanAnyWhiteOne_IsRefused()
    {
        var pages = OmeBuilder.Slide();
        pages[1] = new TestPage { Tags = pages[1].Tags, Strips = [new byte[7], new byte[7], new byte[7]] };
        using var built = new BuiltSlide("DOE.ome.tif", AperioBuilder.Build(pages));
        var refusal = Assert.Throws<AnonymizationException>(() => built.Plan(new AnonymizationRules { Level = AnonymizationLevel.II }));
        Assert.Contains("longer than the old one", refusal.Message, StringComparison.Ordinal);
    }

    private static byte[] Build(string fileName, char quote = '"')
    {
        var data = $"<TiffData IFD=\"0\" PlaneCount=\"1\"><UUID FileName={quote}{fileName}{quote}>urn:uuid:1</UUID></TiffData>";
        var xml = OmeBuilder.OmeXml(OmeBuilder.Image("HE", OmeBuilder.Pixels(64, 48, data)), OmeBuilder.Label(), OmeBuilder.Macro());
        return AperioBuilder.Build(OmeBuilder.Slide(xml));
    }
}
