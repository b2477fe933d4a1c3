using System.Text;
using System.Text.Json;
using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Dicom;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.SyntheticSlides.Formats.Ome;

namespace WsiDicomizer.Conversion.Tests.Vendors;

public class OmeTests
{
    [Theory]
    [InlineData(OmeVariant.SubIfdRgb, FrameHandling.Rewrapped, "YBR_FULL_422")]
    [InlineData(OmeVariant.PagesRgb, FrameHandling.Rewrapped, "RGB")]
    public void Convert_Jpeg_CopiesItsTilesAndKeepsThePicturesApart(OmeVariant variant, FrameHandling handling, string photometric)
    {
        using var slide = Create(variant);
        var result = slide.Convert(slide.CreateOutput("out"), "identified");

        Assert.Equal(
            ["volume-0.dcm", "volume-1.dcm", "overview.dcm", "label.dcm"], result.Instances.Select(instance => instance.FileName));
        Assert.All(result.Instances.Take(2), instance => Assert.Equal((handling, photometric), (instance.Handling, instance.PhotometricInterpretation)));
        var volume = Read(result, "volume-0.dcm");
        Assert.Equal("20", Assert.Single(volume.GetSequence(DicomTag.OpticalPathSequence).Items).GetString(DicomTag.ObjectiveLensPower));
        Assert.Equal("20231229095915", volume.GetString(DicomTag.AcquisitionDateTime)[..14]);
    }

    [Fact]
    public void Convert_Channels_AreSeriesThatSayTheirWavelengths()
    {
        using var slide = Create(OmeVariant.Channels8Bit);
        var result = slide.Convert(slide.CreateOutput("out"), "identified");

        var files = new[] { "volume-0.dcm", "channel-2-volume-0.dcm", "channel-3-volume-0.dcm" }.Select(name => Read(result, name)).ToList();
        Assert.Equal(3, files.Select(file => file.GetString(DicomTag.SeriesInstanceUID)).Distinct().Count());
        Assert.Single(files.Select(file => file.GetString(DicomTag.FrameOfReferenceUID)).Distinct());
        var paths = files.ConvertAll(file => Assert.Single(file.GetSequence(DicomTag.OpticalPathSequence).Items));
        Assert.Equal(["DAPI S24-0815", "FITC S24-0815", "Cy5 S24-0815"], paths.Select(path => path.GetString(DicomTag.OpticalPathDescription)));
        Assert.Equal([358f, 650f], new[] { paths[0], paths[2] }.Select(path => path.GetSingleValue<float>(DicomTag.IlluminationWaveLength)));
        Assert.Equal([461, 670], new[] { paths[0], paths[2] }.Select(path => path.GetSingleValue<int>(DicomTag.ImagePathFilterPassThroughWavelength)));
        Assert.False(paths[1].Contains(DicomTag.IlluminationWaveLength));
        Assert.Equal([false, true, false], paths.Select(path => path.Contains(DicomTag.IlluminationColorCodeSequence)));
        using var report = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(result.Directory, "report.json")));
        Assert.Contains(
            report.RootElement.GetProperty("notes").EnumerateArray(),
            note => note.GetString()!.Contains("does not say the wavelength", StringComparison.Ordinal));
    }

    [Fact]
    public void Convert_SixteenBits_AreStoredWithoutLoss()
    {
        using var slide = Create(OmeVariant.Channels16Bit);
        var result = slide.Convert(slide.CreateOutput("out"));

        Assert.Equal(6, result.Instances.Count);
        Assert.All(result.Instances, instance =>
        {
            var file = Read(result, instance.FileName);
            Assert.Equal((16, 16, 15), (file.GetSingleValue<int>(DicomTag.BitsAllocated), file.GetSingleValue<int>(DicomTag.BitsStored), file.GetSingleValue<int>(DicomTag.HighBit)));
            Assert.Equal(("MONOCHROME2", "00"), (file.GetString(DicomTag.PhotometricInterpretation), file.GetString(DicomTag.LossyImageCompression)));
        });
    }

    [Fact]
    public void Convert_FocalPlanes_SayTheirOffsets()
    {
        using var slide = Create(OmeVariant.FocalPlanes);
        var result = slide.Convert(slide.CreateOutput("out"));

        Assert.Equal(
            [0, 1.5, 3],
            new[] { "volume-0.dcm", "plane-2-volume-0.dcm", "plane-3-volume-0.dcm" }.Select(name => Read(result, name)
                .GetSequence(DicomTag.TotalPixelMatrixOriginSequence).Items[0].GetSingleValue<double>(DicomTag.ZOffsetInSlideCoordinateSystem)));
    }

    [Theory]
    [InlineData(OmeVariant.SubIfdRgb)]
    [InlineData(OmeVariant.Channels8Bit)]
    [InlineData(OmeVariant.Deflate)]
    public void Convert_LevelIV_KeepsNoPlantedText(OmeVariant variant)
    {
        using var slide = Create(variant);
        var result = slide.Convert(slide.CreateOutput("out"));

        Assert.DoesNotContain(result.Instances, instance => instance.FileName is "label.dcm" or "overview.dcm");
        foreach (var path in Directory.EnumerateFiles(result.Directory))
        {
            var text = Encoding.Latin1.GetString(File.ReadAllBytes(path));
            Assert.All(
                ["DOE_JANE", "DOE, JANE", "S24-0815", "drsmith", "PATHLAB", "St. Elsewhere", "urn:", "labserver"],
                value => Assert.DoesNotContain(value, text, StringComparison.OrdinalIgnoreCase));
        }
    }

    private static DicomDataset Read(ConversionResult result, string name)
    {
        using var file = DicomFile.Open(Path.Combine(result.Directory, name));
        return file.Dataset;
    }

    private static ConvertedSlide Create(OmeVariant variant) => new(
        path => OmeSyntheticSlide.Write(
            path, new OmeSyntheticOptions { Variant = variant, Size = new PixelSize(700, 520), TileSize = 128 }),
        "DOE_JANE_4711.ome.tif");
}
