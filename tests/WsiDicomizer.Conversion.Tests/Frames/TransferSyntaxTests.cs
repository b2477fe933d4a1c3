using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Dicom;
using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Jpeg2000;
using WsiDicomizer.Imaging.JpegLs;
using WsiDicomizer.Slides;
using WsiDicomizer.SyntheticSlides.Formats.Aperio;

namespace WsiDicomizer.Conversion.Tests.Frames;

/// <summary>What <c>--transfer-syntax</c> asks for is what comes out, and the data set says so truthfully.</summary>
public class TransferSyntaxTests
{
    private static readonly PixelSize Tile = new(64, 48);
    private static readonly PixelSize Size = new(150, 90);

    [Theory]
    [InlineData(TransferSyntaxChoice.Jpeg2000Lossless, 1, 8, "1.2.840.10008.1.2.4.90", "MONOCHROME2")]
    [InlineData(TransferSyntaxChoice.Jpeg2000Lossless, 3, 8, "1.2.840.10008.1.2.4.90", "YBR_RCT")]
    [InlineData(TransferSyntaxChoice.Jpeg2000Lossless, 1, 16, "1.2.840.10008.1.2.4.90", "MONOCHROME2")]
    [InlineData(TransferSyntaxChoice.Jpeg2000Lossless, 3, 16, "1.2.840.10008.1.2.4.90", "YBR_RCT")]
    [InlineData(TransferSyntaxChoice.JpegLsLossless, 1, 8, "1.2.840.10008.1.2.4.80", "MONOCHROME2")]
    [InlineData(TransferSyntaxChoice.JpegLsLossless, 3, 8, "1.2.840.10008.1.2.4.80", "RGB")]
    [InlineData(TransferSyntaxChoice.JpegLsLossless, 1, 16, "1.2.840.10008.1.2.4.80", "MONOCHROME2")]
    [InlineData(TransferSyntaxChoice.JpegLsLossless, 3, 16, "1.2.840.10008.1.2.4.80", "RGB")]
    public void Convert_LosslessSyntax_KeepsEverySample(
        TransferSyntaxChoice choice, int samples, int bits, string syntax, string photometric)
    {
        KeepsEverySample(choice, samples, bits, syntax, photometric);
    }

    [HtJ2kTheory]
    [InlineData(TransferSyntaxChoice.HtJ2kLossless, 1, 8, "1.2.840.10008.1.2.4.201", "MONOCHROME2")]
    [InlineData(TransferSyntaxChoice.HtJ2kLossless, 3, 8, "1.2.840.10008.1.2.4.201", "YBR_RCT")]
    [InlineData(TransferSyntaxChoice.HtJ2kLossless, 1, 16, "1.2.840.10008.1.2.4.201", "MONOCHROME2")]
    [InlineData(TransferSyntaxChoice.HtJ2kLossless, 3, 16, "1.2.840.10008.1.2.4.201", "YBR_RCT")]
    public void Convert_HtJ2kLossless_KeepsEverySample(
        TransferSyntaxChoice choice, int samples, int bits, string syntax, string photometric)
    {
        KeepsEverySample(choice, samples, bits, syntax, photometric);
    }

    [Theory]
    [InlineData(TransferSyntaxChoice.Jpeg, "YBR_FULL_422", "ISO_10918_1")]
    [InlineData(TransferSyntaxChoice.Jpeg2000, "YBR_ICT", "ISO_15444_1")]
    public void Convert_LossySyntaxOfALosslessSource_TellsOneLossAndItsRatio(
        TransferSyntaxChoice choice, string photometric, string method)
    {
        var encoding = MemoryLevel.Coded(TileCompression.Uncompressed, 3, 8);
        using var slide = new MemorySlide(new MemoryLevel(Size, Tile, encoding, tile => Pixels(tile, 3, 8)));

        var level = slide.ConvertLevel(options => options with { TransferSyntax = choice });

        Assert.Equal(photometric, level.Dataset.GetString(DicomTag.PhotometricInterpretation));
        Assert.Equal(method, level.Dataset.GetString(DicomTag.LossyImageCompressionMethod));
        Assert.Equal("01", level.Dataset.GetString(DicomTag.LossyImageCompression));
        Assert.Equal("DERIVED", level.Dataset.GetValue<string>(DicomTag.ImageType, 0));
        var ratio = (double)Tile.Area * 3 * level.Frames.Count / level.Frames.Sum(frame => frame.Length);
        var told = double.Parse(level.Dataset.GetString(DicomTag.LossyImageCompressionRatio), System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(told, ratio * 0.99, (ratio * 1.01) + 0.01);
        using IImageCodec codec = choice == TransferSyntaxChoice.Jpeg
            ? new JpegCodec(JpegLimits.Default)
            : new Jpeg2000Codec(Jpeg2000Limits.Default);
        Assert.InRange(Psnr(Pixels(1, 3, 8), codec.Decode(level.Frames[1]).Samples), 40, 60);
    }

    [Fact]
    public void Convert_LevelsThatAreWhatIsAskedFor_AreCopiedAndTheReportSaysSo()
    {
        using var slide = new ConvertedSlide(ConvertedSlide.Small(AperioVariant.ClassicYCbCr));
        var copied = slide.Convert(slide.CreateOutput("auto"));

        var asked = slide.Convert(
            slide.CreateOutput("jpeg"), change: options => options with { TransferSyntax = TransferSyntaxChoice.Jpeg, Quality = 20 });

        Assert.Equal(copied.Instances.Select(instance => instance.Handling), asked.Instances.Select(instance => instance.Handling));
        Assert.Equal(copied.Instances[0].FrameDigests.ToArray(), asked.Instances[0].FrameDigests.ToArray());
        Assert.Contains(asked.Notes, note => note.Contains("already and was not encoded anew", StringComparison.Ordinal));
    }

    [Fact]
    public void Convert_LosslessSyntaxOfJpegTiles_KeepsTheLossHistoryOfTheSource()
    {
        using var slide = new ConvertedSlide(ConvertedSlide.Small(AperioVariant.ClassicRgb));

        var result = slide.Convert(
            slide.CreateOutput("out"), change: options => options with { TransferSyntax = TransferSyntaxChoice.Explicit });

        var level = WrittenLevel.Open(Path.Combine(result.Directory, "volume-0.dcm"), result);
        Assert.Equal(DicomTransferSyntax.ExplicitVRLittleEndian, level.TransferSyntax);
        Assert.Equal("RGB", level.Dataset.GetString(DicomTag.PhotometricInterpretation));
        Assert.Equal(["ISO_10918_1"], level.Dataset.GetValues<string>(DicomTag.LossyImageCompressionMethod));
        Assert.Equal("ORIGINAL", level.Dataset.GetValue<string>(DicomTag.ImageType, 0));

        // The same as the decoder makes of the copied frames.
        var copied = slide.Convert(slide.CreateOutput("copied"));
        var frames = WrittenLevel.Open(Path.Combine(copied.Directory, "volume-0.dcm"), copied).Frames;
        using var codec = new JpegCodec(JpegLimits.Default);
        Assert.All(frames.Zip(level.Frames), pair => Assert.Equal(codec.Decode(pair.First).Samples, pair.Second));
    }

    [Theory]
    [InlineData(JpegSubsampling.None, "4:4:4")]
    [InlineData(JpegSubsampling.Horizontal, "4:2:2")]
    [InlineData(JpegSubsampling.HorizontalAndVertical, "4:2:0")]
    public void Convert_Subsampling_IsThatOfTheStreamsAndOfTheReport(JpegSubsampling subsampling, string words)
    {
        using var slide = new ConvertedSlide(ConvertedSlide.Small(AperioVariant.Jp2k33005));

        var result = slide.Convert(slide.CreateOutput("out"), change: options => options with
        {
            TransferSyntax = TransferSyntaxChoice.Jpeg,
            Subsampling = subsampling,
            Quality = 85,
        });

        var level = WrittenLevel.Open(Path.Combine(result.Directory, "volume-0.dcm"), result);
        Assert.All(level.Frames, frame => Assert.Equal(subsampling, JpegHeader.Read(frame, JpegLimits.Default).Subsampling));
        Assert.Equal(["ISO_15444_1", "ISO_10918_1"], level.Dataset.GetValues<string>(DicomTag.LossyImageCompressionMethod));
        Assert.Contains(result.Notes, note => note.Contains($"JPEG of quality 85, {words}", StringComparison.Ordinal));
    }

    [Fact]
    public void Convert_JpegOf16Bits_IsRefusedWithWhatGoes()
    {
        var encoding = MemoryLevel.Coded(TileCompression.Uncompressed, 1, 16);
        using var slide = new MemorySlide(new MemoryLevel(Size, Tile, encoding, tile => Pixels(tile, 1, 16)));

        var exception = Assert.Throws<ConversionException>(
            () => slide.Convert(options => options with { TransferSyntax = TransferSyntaxChoice.Jpeg }));

        Assert.Contains("8 bits per sample, the slide 16", exception.Message, StringComparison.Ordinal);
        Assert.Contains("jpegls-lossless", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, 8, "1.2.840.10008.1.2.4.50")]
    [InlineData(false, 8, "1.2.840.10008.1.2.1")]
    [InlineData(false, 16, "1.2.840.10008.1.2.1")]
    public void Convert_DrawnTiles_AreJpegWhereSomethingWasLostAndNativeElse(bool isLossy, int bits, string syntax)
    {
        var encoding = MemoryLevel.Coded(isLossy ? TileCompression.Jpeg : TileCompression.Bitmap, 1, bits);
        using var slide = new MemorySlide(new MemoryLevel(Size, Tile, encoding, _ => [])
        {
            Painter = new Painter(tile => Pixels(tile, 1, bits), isLossy),
        });

        var level = slide.ConvertLevel();

        Assert.Equal(syntax, level.TransferSyntax.UID.UID);
        Assert.Equal(isLossy ? "01" : "00", level.Dataset.GetString(DicomTag.LossyImageCompression));
        Assert.Contains(level.Result.Notes, note => note.Contains("the stored pictures overlap; it was composed and", StringComparison.Ordinal));
        if (!isLossy)
        {
            Assert.All(Enumerable.Range(0, level.Frames.Count), tile => Assert.Equal(Pixels(tile, 1, bits), level.Frames[tile]));
        }
    }

    [Fact]
    public void Convert_AnyNumberOfThreads_GivesTheSameBytes()
    {
        using var slide = new ConvertedSlide(ConvertedSlide.Small(AperioVariant.ClassicRgb));
        ConversionResult Run(string name, int workers) => slide.Convert(
            slide.CreateOutput(name), workers: workers, change: options => options with { TransferSyntax = TransferSyntaxChoice.Jpeg2000Lossless });

        var one = Run("one", 1);
        var four = Run("four", 4);

        Assert.Equal(
            one.Instances.Select(instance => Convert.ToHexString(File.ReadAllBytes(Path.Combine(one.Directory, instance.FileName)))),
            four.Instances.Select(instance => Convert.ToHexString(File.ReadAllBytes(Path.Combine(four.Directory, instance.FileName)))));
    }

    internal static byte[] Pixels(int tile, int samples, int bits)
    {
        var bytes = new byte[Tile.Area * samples * bits / 8];
        for (var i = 0; i < bytes.Length; i++)
        {
            var pixel = i / samples / (bits / 8);
            var (y, x) = Math.DivRem(pixel, Tile.Width);
            var wave = 130 + (60 * Math.Sin((x / 9.0) + tile)) + (50 * Math.Cos((y / 11.0) - (i % samples)));
            bytes[i] = bits == 8 ? (byte)wave : (byte)(wave * (1 + (i & 1)));
        }

        return bytes;
    }

    internal static double Psnr(byte[] left, byte[] right)
    {
        Assert.Equal(left.Length, right.Length);
        var error = left.Zip(right, (a, b) => (double)(a - b) * (a - b)).Average();
        return error == 0 ? double.PositiveInfinity : 10 * Math.Log10(255 * 255 / error);
    }

    private static void KeepsEverySample(TransferSyntaxChoice choice, int samples, int bits, string syntax, string photometric)
    {
        var encoding = MemoryLevel.Coded(TileCompression.Uncompressed, samples, bits);
        using var slide = new MemorySlide(new MemoryLevel(Size, Tile, encoding, tile => Pixels(tile, samples, bits)));

        var level = slide.ConvertLevel(options => options with { TransferSyntax = choice });

        Assert.Equal(syntax, level.TransferSyntax.UID.UID);
        Assert.Equal(photometric, level.Dataset.GetString(DicomTag.PhotometricInterpretation));
        Assert.Equal(bits, level.Dataset.GetSingleValue<ushort>(DicomTag.BitsStored));
        Assert.Equal("00", level.Dataset.GetString(DicomTag.LossyImageCompression));
        Assert.False(level.Dataset.Contains(DicomTag.LossyImageCompressionRatio));
        Assert.Equal("ORIGINAL", level.Dataset.GetValue<string>(DicomTag.ImageType, 0));
        Assert.Equal(FrameHandling.DecodedLossless, level.Result.Instances[0].Handling);
        using IImageCodec codec = choice == TransferSyntaxChoice.JpegLsLossless
            ? new JpegLsCodec(JpegLsLimits.Default)
            : new Jpeg2000Codec(Jpeg2000Limits.Default);
        for (var tile = 0; tile < level.Frames.Count; tile++)
        {
            Assert.Equal(Pixels(tile, samples, bits), codec.Decode(level.Frames[tile]).Samples);
        }
    }

    private sealed class Painter(Func<int, byte[]> paint, bool isLossy) : ITilePainter
    {
        public string Reason => "the stored pictures overlap";

        public long StoredBytes => 1000;

        public bool IsStoredWithLoss => isLossy;

        public void PaintTile(int tileIndex, Span<byte> pixels) => paint(tileIndex).CopyTo(pixels);
    }
}
