using System.Text;
using System.Xml.Linq;
using WsiDicomizer.InPlace.Tests.Running;
using WsiDicomizer.Slides;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.InPlace.Tests.Formats;

/// <summary>Philips TIFF: what other programs left behind or broke.</summary>
public sealed class PhilipsTests(SyntheticVariants variants) : IClassFixture<SyntheticVariants>
{
    // Other programs leave the name of the source file, the dates of calibration and, without pages, the macro.
    [Theory]
    [InlineData("classic")]
    [InlineData("big-xml-only")]
    [InlineData("dp11-pages-only")]
    [InlineData("sparse")]
    [InlineData("rgb")]
    public void LevelIV_Xml_ParsesAndKeepsWhatReadersNeed(string variant)
    {
        var path = variants.Get("philips", variant).Path;
        using var output = new TemporaryFolder();
        var (before, after) = (ReadXml(path), ReadXml(Anonymization.Copy(path, output, Anonymization.Rules(AnonymizationLevel.IV))));
        Assert.Equal(before.Descendants().Count(), after.Descendants().Count());
        Assert.Equal("19000101000000.000000", Value(after, "DICOM_ACQUISITION_DATETIME"));
        Assert.Equal("\"19000101\"", Value(after, "DICOM_DATE_OF_LAST_CALIBRATION"));
        Assert.Equal("\"000000\"", Value(after, "DICOM_TIME_OF_LAST_CALIBRATION"));
        Assert.Equal("00000", Value(after, "PIIM_DP_SCANNER_RACK_NUMBER"));
        Assert.Matches("^X+$", Value(after, "PIM_DP_LIS_CASE", "PIIM_DP_LIS_CASE"));
        var barcode = Value(after, "PIM_DP_UFS_BARCODE", "PIIM_DP_UFS_BARCODE");
        Assert.Matches("^X+$", Encoding.UTF8.GetString(Convert.FromBase64String(barcode)));
        var derivation = Value(after, "DICOM_DERIVATION_DESCRIPTION");
        Assert.Matches("-processing=0-q80-sourceFilename=\"X+\"$", derivation);
        Assert.Equal(Value(before, "DICOM_DERIVATION_DESCRIPTION").Length, derivation.Length);
        foreach (var name in new[] { "DICOM_PIXEL_SPACING", "DICOM_MANUFACTURER", "DICOM_SOFTWARE_VERSIONS", "PIM_DP_IMAGE_TYPE" })
        {
            Assert.Equal(Values(before, name), Values(after, name));
        }

        Assert.All(Values(after, "PIM_DP_IMAGE_DATA"), picture => Assert.Equal(string.Empty, picture.Trim()));
    }

    [Fact]
    public void LevelII_PictureInXml_IsUnderAnotherNameAndLevelIIIStillFindsIt()
    {
        var path = variants.Get("philips", "big-xml-only").Path;
        using var second = new TemporaryFolder();
        using var third = new TemporaryFolder();
        var unlinked = Anonymization.Copy(path, second, Anonymization.Rules(AnonymizationLevel.II));
        Assert.Empty(Values(ReadXml(unlinked), "PIM_DP_IMAGE_DATA"));
        Assert.Equal(Values(ReadXml(path), "PIM_DP_IMAGE_DATA"), Values(ReadXml(unlinked), "PIM_DP_IMAGE_NONE"));
        Assert.True(Anonymization.Plan(unlinked, Anonymization.Rules(AnonymizationLevel.II)).ChangesNothing);

        var overwritten = Anonymization.Copy(unlinked, third, Anonymization.Rules(AnonymizationLevel.III));
        Assert.All(Values(ReadXml(overwritten), "PIM_DP_IMAGE_NONE"), picture => Assert.Equal(string.Empty, picture.Trim()));
    }

    [Fact]
    public void LevelIV_SoftwareAndOtherTags_KeepTheMarkOnly()
    {
        using var place = new TemporaryFolder();
        using var output = new TemporaryFolder();
        var path = variants.Copy("philips", "classic", place.Path);
        var bytes = File.ReadAllBytes(path);
        var at = bytes.AsSpan().IndexOf("Philips DP v1.0"u8);
        "Philips Dr Mill"u8.CopyTo(bytes.AsSpan(at));
        File.WriteAllBytes(path, bytes);
        var copy = File.ReadAllBytes(Anonymization.Copy(path, output, Anonymization.Rules(AnonymizationLevel.IV)));
        Assert.Equal("PhilipsXXXXXXXX"u8.ToArray(), copy.AsSpan(at, 15).ToArray());
    }

    [Fact]
    public void ColorProfile_LevelIV_KeepsItsCurves()
    {
        var path = variants.Get("philips", "classic").Path;
        using var output = new TemporaryFolder();
        using var before = SlideFormats.Open(path);
        using var after = SlideFormats.Open(Anonymization.Copy(path, output, Anonymization.Rules(AnonymizationLevel.IV)));
        Assert.Equal(before.IccProfile.Length, after.IccProfile.Length);
        Assert.Equal(before.IccProfile.Span[128..200].ToArray(), after.IccProfile.Span[128..200].ToArray());
        Assert.NotEqual(before.IccProfile.ToArray(), after.IccProfile.ToArray());
    }

    internal static XDocument ReadXml(string path)
    {
        using var file = SlideFile.Open(path);
        return XDocument.Parse(TiffFile.Read(file, TiffLimits.Default).Directories[0].ReadText(TiffTag.ImageDescription)!);
    }

    internal static List<string> Values(XDocument document, params string[] names) =>
    [
        .. document.Descendants("Attribute").Where(attribute => names.Contains((string?)attribute.Attribute("Name")))
            .Select(attribute => attribute.Value),
    ];

    internal static string Value(XDocument document, params string[] names) => Assert.Single(Values(document, names));
}
