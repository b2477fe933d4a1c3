using System.Security.Cryptography;
using System.Text;
using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Dicom;
using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.SyntheticSlides.Formats.Aperio;

namespace WsiDicomizer.Conversion.Tests;

public class SlideConverterTests
{
    [Fact]
    public void Convert_SameKeyAndAnyNumberOfThreads_GivesTheSameBytes()
    {
        using var slide = new ConvertedSlide(ConvertedSlide.Small(AperioVariant.ClassicRgb));
        var one = slide.Convert(slide.CreateOutput("one"), workers: 1);
        var two = slide.Convert(slide.CreateOutput("two"), workers: 4);

        Assert.Equal(one.SlidePseudonym, two.SlidePseudonym);
        Assert.Equal(Digests(one.Directory), Digests(two.Directory));
    }

    [Fact]
    public void Convert_AnotherKey_ChangesNameAndEveryUid()
    {
        using var slide = new ConvertedSlide(ConvertedSlide.Small(AperioVariant.ClassicRgb));
        var one = slide.Convert(slide.CreateOutput("one"), key: 1);
        var two = slide.Convert(slide.CreateOutput("two"), key: 2);

        Assert.NotEqual(one.SlidePseudonym, two.SlidePseudonym);
        Assert.Empty(Uids(one.Directory).Intersect(Uids(two.Directory)));
    }

    [Theory]
    [InlineData(AperioVariant.ClassicRgb, "RGB", "1.2.840.10008.1.2.4.50")]
    [InlineData(AperioVariant.ClassicYCbCr, "YBR_FULL_422", "1.2.840.10008.1.2.4.50")]
    [InlineData(AperioVariant.Gt450, "YBR_FULL_422", "1.2.840.10008.1.2.4.50")]
    [InlineData(AperioVariant.Gt450WithoutTables, "YBR_FULL_422", "1.2.840.10008.1.2.4.50")]
    [InlineData(AperioVariant.Jp2k33005, "YBR_ICT", "1.2.840.10008.1.2.4.91")]
    [InlineData(AperioVariant.Jp2k33003, "YBR_FULL_422", "1.2.840.10008.1.2.4.50")]
    public void Convert_EveryVariant_StatesColourAndCodingTruthfully(AperioVariant variant, string photometric, string syntax)
    {
        using var slide = new ConvertedSlide(ConvertedSlide.Small(variant));
        var result = slide.Convert(slide.CreateOutput("out"));

        Assert.All(result.Instances.Where(instance => instance.Role == "VOLUME"), instance =>
        {
            Assert.Equal(photometric, instance.PhotometricInterpretation);
            Assert.Equal(syntax, instance.TransferSyntaxUID);
        });
        Assert.Equal(variant == AperioVariant.Jp2k33003, result.Instances[0].Handling == FrameHandling.Reencoded);
    }

    [Fact]
    public void Convert_33003_TellsBothLossesAndThatTheImageIsDerived()
    {
        using var slide = new ConvertedSlide(ConvertedSlide.Small(AperioVariant.Jp2k33003));
        var result = slide.Convert(slide.CreateOutput("out"));

        using var file = DicomFile.Open(Path.Combine(result.Directory, "volume-0.dcm"));
        Assert.Equal(["ISO_15444_1", "ISO_10918_1"], file.Dataset.GetValues<string>(DicomTag.LossyImageCompressionMethod));
        Assert.Equal(2, file.Dataset.GetValueCount(DicomTag.LossyImageCompressionRatio));
        Assert.Equal("DERIVED", file.Dataset.GetValue<string>(DicomTag.ImageType, 0));
        Assert.DoesNotContain(Directory.EnumerateFiles(result.Directory), path => path.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public void Convert_ZeroTile_IsDrawnFromTheLargerLevelAndReported()
    {
        using var slide = new ConvertedSlide(
            new AperioSyntheticOptions { Variant = AperioVariant.ZeroTile, Size = new PixelSize(2400, 1800) });
        var result = slide.Convert(slide.CreateOutput("out"));

        var reduced = result.Instances.Single(instance => instance.FileName == "volume-1.dcm");
        var filled = Assert.Single(reduced.FilledFrames);
        using var file = DicomFile.Open(Path.Combine(result.Directory, reduced.FileName));
        var pixels = DicomPixelData.Create(file.Dataset);
        var frame = Decode(pixels, filled);
        var neighbour = Decode(pixels, filled == 0 ? 1 : filled - 1);

        Assert.Equal(neighbour.Size, frame.Size);
        Assert.NotEqual(1, frame.Samples.Distinct().Count());
        Assert.Contains(result.Notes, note => note.Contains("1 tile(s)", StringComparison.Ordinal));
    }

    [Fact]
    public void Convert_LevelIV_HasNeitherLabelNorOverviewAndKeepsNoPlantedText()
    {
        using var slide = new ConvertedSlide(ConvertedSlide.Small(AperioVariant.ClassicRgb));
        var result = slide.Convert(slide.CreateOutput("out"));

        Assert.Equal(
            ["report.json", "thumbnail.dcm", "volume-0.dcm", "volume-1.dcm"],
            Directory.EnumerateFiles(result.Directory).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        foreach (var path in Directory.EnumerateFiles(result.Directory))
        {
            var text = Encoding.Latin1.GetString(Read(path));
            Assert.All(
                ["DOE_JANE", "DOE, JANE", "S24-0815", "drsmith", "PATHLAB", "St. Elsewhere"],
                value => Assert.DoesNotContain(value, text, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public void Convert_Identified_KeepsScannerDateAndVendorProperties()
    {
        using var slide = new ConvertedSlide(ConvertedSlide.Small(AperioVariant.ClassicRgb));
        var result = slide.Convert(slide.CreateOutput("out"), profile: "identified");

        using var file = DicomFile.Open(Path.Combine(result.Directory, "volume-0.dcm"));
        Assert.Equal("20231229095915", file.Dataset.GetString(DicomTag.AcquisitionDateTime)[..14]);
        Assert.Equal("drsmith", file.Dataset.GetString(DicomTag.OperatorsName));
        Assert.True(file.Dataset.Contains(new DicomTag(0x0009, 0x1001)));
        Assert.True(File.Exists(Path.Combine(result.Directory, "label.dcm")));
        Assert.True(File.Exists(Path.Combine(result.Directory, "overview.dcm")));
    }

    [Fact]
    public void Convert_NoSpacing_AsksForMppAndTakesIt()
    {
        using var slide = new ConvertedSlide(ConvertedSlide.Small(AperioVariant.ClassicRgb) with { MicrometresPerPixel = null });
        var output = slide.CreateOutput("out");

        var exception = Assert.Throws<ConversionException>(() => slide.Convert(output));
        Assert.Contains("--mpp", exception.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(output));

        var result = slide.Convert(output, spacing: new PixelSpacing(0.25, 0.5));
        using var file = DicomFile.Open(Path.Combine(result.Directory, "volume-0.dcm"));
        var measures = file.Dataset.GetSequence(DicomTag.SharedFunctionalGroupsSequence).Items[0]
            .GetSequence(DicomTag.PixelMeasuresSequence).Items[0];
        Assert.Equal(["0.0005", "0.00025"], measures.GetValues<string>(DicomTag.PixelSpacing));
    }

    [Fact]
    public void Convert_Cancelled_LeavesNothingBehind()
    {
        using var slide = new ConvertedSlide(ConvertedSlide.Small(AperioVariant.ClassicRgb));
        var output = slide.CreateOutput("out");
        using var source = new CancellationTokenSource();

        Assert.ThrowsAny<OperationCanceledException>(
            () => slide.Convert(output, progress: new CancelAtOnce(source), cancellationToken: source.Token));

        Assert.Empty(Directory.EnumerateFileSystemEntries(output));
    }

    [Fact]
    public void Convert_SlideThatIsThereAlready_IsRefusedAndTheFirstStays()
    {
        using var slide = new ConvertedSlide(ConvertedSlide.Small(AperioVariant.ClassicRgb));
        var output = slide.CreateOutput("out");
        var first = slide.Convert(output);
        var before = Digests(first.Directory);

        Assert.Throws<ConversionException>(() => slide.Convert(output));

        Assert.Equal(before, Digests(first.Directory));
        Assert.Single(Directory.EnumerateFileSystemEntries(output));
    }

    private static DecodedImage Decode(DicomPixelData pixels, int frameIndex)
    {
        var source = pixels.GetFrame(frameIndex);
        var frame = new byte[source.Length];
        source.Read(0, frame);
        using var codec = new JpegCodec(JpegLimits.Default);
        return codec.Decode(frame);
    }

    private static Dictionary<string, string> Digests(string folder) => Directory.EnumerateFiles(folder).ToDictionary(
        path => Path.GetFileName(path), path => Convert.ToHexString(SHA256.HashData(Read(path))), StringComparer.Ordinal);

    private static List<string> Uids(string folder)
    {
        var uids = new List<string>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.dcm"))
        {
            using var file = DicomFile.Open(path);
            uids.AddRange(file.Dataset.OfType<DicomUniqueIdentifier>().SelectMany(element => element.Values)
                .Where(uid => uid.StartsWith("2.25.", StringComparison.Ordinal)));
        }

        return uids;
    }

    private static byte[] Read(string path)
    {
        using var stream = File.OpenRead(path);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private sealed class CancelAtOnce(CancellationTokenSource source) : IProgress<ConversionProgress>
    {
        public void Report(ConversionProgress value) => source.Cancel();
    }
}
