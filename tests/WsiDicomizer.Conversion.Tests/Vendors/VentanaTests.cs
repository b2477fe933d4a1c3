using System.Text;
using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Dicom;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.SyntheticSlides.Formats.Ventana;

namespace WsiDicomizer.Conversion.Tests.Vendors;

public class VentanaTests
{
    [Theory]
    [InlineData(VentanaVariant.DpAligned)]
    [InlineData(VentanaVariant.Export)]
    [InlineData(VentanaVariant.DpPlanes)]
    public void Convert_WithoutOverlaps_CopiesTheTiles(VentanaVariant variant)
    {
        using var slide = Create(variant);
        var result = slide.Convert(slide.CreateOutput("out"));

        Assert.All(
            result.Instances.Where(instance => instance.Role == "VOLUME"),
            instance => Assert.Contains(instance.Handling, new[] { FrameHandling.Copied, FrameHandling.Rewrapped }));
        Assert.Equal(variant == VentanaVariant.DpPlanes, result.Instances.Any(instance => instance.FileName == "plane-3-volume-0.dcm"));
    }

    [Theory]
    [InlineData(VentanaVariant.Dp, "the stored tiles overlap")]
    [InlineData(VentanaVariant.Legacy, "the stored tiles overlap")]
    [InlineData(VentanaVariant.DpTwoAreas, "2 scanned areas lie on one canvas")]
    public void Convert_WithOverlaps_ComposesAndSaysSo(VentanaVariant variant, string reason)
    {
        using var slide = Create(variant);
        var result = slide.Convert(slide.CreateOutput("out"));

        Assert.All(
            result.Instances.Where(instance => instance.Role == "VOLUME"),
            instance => Assert.Equal(FrameHandling.Reencoded, instance.Handling));
        Assert.Contains(result.Notes, note => note.Contains($"level 0: {reason}", StringComparison.Ordinal));
        using var file = DicomFile.Open(Path.Combine(result.Directory, "volume-0.dcm"));
        Assert.Equal(["ISO_10918_1", "ISO_10918_1"], file.Dataset.GetValues<string>(DicomTag.LossyImageCompressionMethod));
    }

    [Fact]
    public void Convert_StitchedReducedLevels_AreCopied()
    {
        using var slide = Create(VentanaVariant.DpLeft);
        var handlings = slide.Convert(slide.CreateOutput("out")).Instances
            .Where(instance => instance.Role == "VOLUME").Select(instance => instance.Handling).ToList();
        Assert.Equal(FrameHandling.Reencoded, handlings[0]);
        Assert.All(handlings.Skip(1), handling => Assert.NotEqual(FrameHandling.Reencoded, handling));
    }

    [Fact]
    public void Convert_TilesThatWereNotScanned_BecomeTheScannersWhite()
    {
        using var slide = Create(VentanaVariant.DpSparse);
        var result = slide.Convert(slide.CreateOutput("out"));

        using var file = DicomFile.Open(Path.Combine(result.Directory, "volume-0.dcm"));
        var pixels = DicomPixelData.Create(file.Dataset);
        using var codec = new JpegCodec(JpegLimits.Default);

        // The first tile of the third diagonal.
        var bytes = pixels.GetFrame(2);
        var stream = new byte[bytes.Length];
        bytes.Read(0, stream);
        Assert.All(codec.Decode(stream).Samples.Distinct(), sample => Assert.Equal(235, sample));
        Assert.Contains(result.Notes, note => note.Contains("made grey 235, the scanner's white", StringComparison.Ordinal));
    }

    [Fact]
    public void Convert_Identified_KeepsWhatTheXmlSays()
    {
        using var slide = Create(VentanaVariant.Dp);
        var result = slide.Convert(slide.CreateOutput("out"), profile: "identified");

        using var file = DicomFile.Open(Path.Combine(result.Directory, "volume-0.dcm"));
        Assert.Equal("20231229095915", file.Dataset.GetString(DicomTag.AcquisitionDateTime)[..14]);
        Assert.Equal("Ventana", file.Dataset.GetString(DicomTag.Manufacturer));
        Assert.Equal("VENTANA DP 200", file.Dataset.GetString(DicomTag.ManufacturerModelName));
        Assert.Equal("drsmith", file.Dataset.GetString(DicomTag.OperatorsName));
        Assert.Equal("S24-0815-A1", file.Dataset.GetString(DicomTag.ContainerIdentifier));
        Assert.True(File.Exists(Path.Combine(result.Directory, "overview.dcm")));
    }

    [Theory]
    [InlineData(VentanaVariant.Dp)]
    [InlineData(VentanaVariant.DpAligned)]
    [InlineData(VentanaVariant.Legacy)]
    public void Convert_LevelIV_KeepsNoPlantedTextAndNoOverview(VentanaVariant variant)
    {
        using var slide = Create(variant);
        var result = slide.Convert(slide.CreateOutput("out"));

        Assert.False(File.Exists(Path.Combine(result.Directory, "overview.dcm")));
        foreach (var path in Directory.EnumerateFiles(result.Directory))
        {
            var text = Encoding.Latin1.GetString(File.ReadAllBytes(path));
            Assert.All(
                ["DOE_JANE", "DOE, JANE", "S24-0815", "drsmith", "PATHLAB", "St. Elsewhere", "labserver", "SS7901"],
                value => Assert.DoesNotContain(value, text, StringComparison.OrdinalIgnoreCase));
        }
    }

    private static ConvertedSlide Create(VentanaVariant variant) => new(
        path => VentanaSyntheticSlide.Write(
            path, new VentanaSyntheticOptions { Variant = variant, Size = new PixelSize(700, 520), TileSize = 128 }),
        "DOE_JANE_4711.bif");
}
