using System.Text;
using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Dicom;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Slides;
using WsiDicomizer.SyntheticSlides.Formats.Philips;

namespace WsiDicomizer.Conversion.Tests.Vendors;

public class PhilipsTests
{
    [Theory]
    [InlineData(PhilipsVariant.Classic, "YBR_FULL_422")]
    [InlineData(PhilipsVariant.XmlOnly, "YBR_FULL_422")]
    [InlineData(PhilipsVariant.PagesOnly, "YBR_FULL_422")]
    [InlineData(PhilipsVariant.Rgb, "RGB")]
    public void Convert_EveryVariant_CopiesItsTiles(PhilipsVariant variant, string photometric)
    {
        using var slide = Create(variant);
        var result = slide.Convert(slide.CreateOutput("out"));

        Assert.Equal(
            ["volume-0.dcm", "volume-1.dcm", "volume-2.dcm", "volume-3.dcm"], result.Instances.Select(instance => instance.FileName));
        Assert.All(result.Instances, instance =>
        {
            Assert.Equal(FrameHandling.Rewrapped, instance.Handling);
            Assert.Equal(photometric, instance.PhotometricInterpretation);
            Assert.Empty(instance.FilledFrames);
        });
    }

    [Fact]
    public void Convert_PaddedLevel_HasItsTrueSize()
    {
        using var slide = Create(PhilipsVariant.Classic);
        var result = slide.Convert(slide.CreateOutput("out"));

        using var file = DicomFile.Open(Path.Combine(result.Directory, "volume-3.dcm"));
        Assert.Equal(
            (96u, 80u),
            (file.Dataset.GetSingleValue<uint>(DicomTag.TotalPixelMatrixColumns), file.Dataset.GetSingleValue<uint>(DicomTag.TotalPixelMatrixRows)));
    }

    [Fact]
    public void Convert_TilesThatWereNotScanned_AreWhiteOnEveryLevel()
    {
        using var slide = Create(PhilipsVariant.Sparse);
        var result = slide.Convert(slide.CreateOutput("out"));

        using var source = SlideFormats.Open(slide.SlidePath);
        foreach (var level in source.Levels.Take(2))
        {
            var missing = Enumerable.Range(0, level.TileCount).Where(tile => level.GetTileRange(tile).Length == 0).ToList();
            Assert.NotEmpty(missing);
            Assert.Equal(missing, result.Instances[level.Index].FilledFrames);
            using var file = DicomFile.Open(Path.Combine(result.Directory, $"volume-{level.Index}.dcm"));
            var pixels = DicomPixelData.Create(file.Dataset);
            using var codec = new JpegCodec(JpegLimits.Default);
            foreach (var frame in missing)
            {
                var bytes = pixels.GetFrame(frame);
                var stream = new byte[bytes.Length];
                bytes.Read(0, stream);
                Assert.All(codec.Decode(stream).Samples.Distinct(), sample => Assert.Equal(255, sample));
            }
        }

        Assert.Contains(result.Notes, note => note.Contains("made white", StringComparison.Ordinal));
    }

    [Fact]
    public void Convert_Identified_KeepsWhatTheXmlSays()
    {
        using var slide = Create(PhilipsVariant.XmlOnly);
        var result = slide.Convert(slide.CreateOutput("out"), profile: "identified");

        using var file = DicomFile.Open(Path.Combine(result.Directory, "volume-0.dcm"));
        Assert.Equal("20231229095915", file.Dataset.GetString(DicomTag.AcquisitionDateTime)[..14]);
        Assert.Equal("PHILIPS", file.Dataset.GetString(DicomTag.Manufacturer));
        Assert.Equal("drsmith", file.Dataset.GetString(DicomTag.OperatorsName));
        Assert.Equal("S24-0815-A1", file.Dataset.GetString(DicomTag.ContainerIdentifier));
        Assert.Equal(FrameHandling.Joined, result.Instances.Single(instance => instance.Role == "LABEL").Handling);
        Assert.True(File.Exists(Path.Combine(result.Directory, "overview.dcm")));
    }

    [Theory]
    [InlineData(PhilipsVariant.Classic)]
    [InlineData(PhilipsVariant.XmlOnly)]
    [InlineData(PhilipsVariant.PagesOnly)]
    public void Convert_LevelIV_KeepsNoPlantedText(PhilipsVariant variant)
    {
        using var slide = Create(variant);
        var result = slide.Convert(slide.CreateOutput("out"));

        foreach (var path in Directory.EnumerateFiles(result.Directory))
        {
            var text = Encoding.Latin1.GetString(File.ReadAllBytes(path));
            Assert.All(
                ["DOE_JANE", "DOE, JANE", "S24-0815", "UzI0LTA4", "drsmith", "PATHLAB", "St. Elsewhere", "labserver", "SS7901"],
                value => Assert.DoesNotContain(value, text, StringComparison.OrdinalIgnoreCase));
        }
    }

    private static ConvertedSlide Create(PhilipsVariant variant) => new(
        path => PhilipsSyntheticSlide.Write(
            path, new PhilipsSyntheticOptions { Variant = variant, Size = new PixelSize(700, 520), TileSize = 128 }),
        "DOE_JANE_4711.tiff");
}
