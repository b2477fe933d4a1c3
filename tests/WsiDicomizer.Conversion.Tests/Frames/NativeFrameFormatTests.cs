using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Dicom;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Lzw;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Tests.Frames;

/// <summary>Tiles of samples behind TIFF's lossless coders come out as they were, in the order that DICOM has.</summary>
public class NativeFrameFormatTests
{
    private static readonly PixelSize Tile = new(16, 8);
    private static readonly PixelSize Size = new(40, 12);

    public static TheoryData<string, int, int, bool, bool, bool> Codings()
    {
        var data = new TheoryData<string, int, int, bool, bool, bool>();
        foreach (var compression in new[] { "Lzw", "Deflate", "Zstandard", "Uncompressed" })
        {
            foreach (var (samples, bits) in new[] { (1, 8), (3, 8), (1, 16), (3, 16) })
            {
                var isCoded = compression != "Uncompressed";
                data.Add(compression, samples, bits, false, false, false);
                if (isCoded || bits == 16)
                {
                    data.Add(compression, samples, bits, isCoded, bits == 16, false);
                }

                if (samples == 3)
                {
                    data.Add(compression, samples, bits, isCoded, false, samples == 3);
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Codings))]
    public void Convert_TilesOfSamples_AreStoredExactly(
        string compression, int samples, int bits, bool predictor, bool bigEndian, bool planar)
    {
        var encoding = MemoryLevel.Coded(Enum.Parse<TileCompression>(compression), samples, bits, predictor, bigEndian, planar);
        using var slide = new MemorySlide(new MemoryLevel(Size, Tile, encoding, tile => Encode(Pixels(tile, encoding), encoding)));

        var level = slide.ConvertLevel();

        Assert.Equal(DicomTransferSyntax.ExplicitVRLittleEndian, level.TransferSyntax);
        Assert.Equal(samples == 1 ? "MONOCHROME2" : "RGB", level.Dataset.GetString(DicomTag.PhotometricInterpretation));
        Assert.Equal(bits, level.Dataset.GetSingleValue<ushort>(DicomTag.BitsAllocated));
        Assert.Equal(bits, level.Dataset.GetSingleValue<ushort>(DicomTag.BitsStored));
        Assert.Equal(bits - 1, level.Dataset.GetSingleValue<ushort>(DicomTag.HighBit));
        Assert.Equal("00", level.Dataset.GetString(DicomTag.LossyImageCompression));
        Assert.Equal("ORIGINAL", level.Dataset.GetValue<string>(DicomTag.ImageType, 0));
        Assert.Equal(bits == 8 ? DicomVR.OB : DicomVR.OW, level.Dataset.GetDicomItem<DicomItem>(DicomTag.PixelData).ValueRepresentation);
        Assert.Equal(6, level.Frames.Count);
        for (var tile = 0; tile < level.Frames.Count; tile++)
        {
            Assert.Equal(Pixels(tile, encoding), level.Frames[tile]);
        }

        var expected = compression != "Uncompressed" ? FrameHandling.DecodedLossless
            : bigEndian || planar ? FrameHandling.Rewrapped
            : FrameHandling.Copied;
        Assert.Equal(expected, level.Result.Instances[0].Handling);
    }

    [Theory]
    [InlineData("Lzw", "expected 256")]
    [InlineData("Deflate", "expected 256")]
    [InlineData("Zstandard", "expected 256")]
    public void MakeFrame_TileThatEndsEarly_SaysSo(string compression, string message)
    {
        var encoding = MemoryLevel.Coded(Enum.Parse<TileCompression>(compression), 1, 16);
        using var format = new NativeFrameFormat(new MemoryLevel(Tile, Tile, encoding, _ => [1]));

        format.MakeFrame(Encode(new byte[100], encoding), out var fault);

        Assert.Contains(message, fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Lzw")]
    [InlineData("Deflate")]
    [InlineData("Zstandard")]
    public void Convert_DamagedTile_IsRefusedWithItsPlace(string compression)
    {
        var encoding = MemoryLevel.Coded(Enum.Parse<TileCompression>(compression), 1, 8);
        using var slide = new MemorySlide(new MemoryLevel(
            Size, Tile, encoding, tile => tile == 4 ? [0x28, 0xB5, 0x2F, 0xFD, 0xFF, 0xFF, 9] : Encode(Pixels(tile, encoding), encoding)));

        var exception = Assert.Throws<ConversionException>(() => slide.Convert());

        Assert.Contains("tile column 1, row 1, at byte", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_DeflateWithAWrongChecksum_IsRefused()
    {
        var encoding = MemoryLevel.Coded(TileCompression.Deflate, 1, 8);
        using var slide = new MemorySlide(new MemoryLevel(Size, Tile, encoding, tile =>
        {
            var bytes = Encode(Pixels(tile, encoding), encoding);
            bytes[^1] ^= 1;
            return bytes;
        }));

        Assert.Contains("damaged", Assert.Throws<ConversionException>(() => slide.Convert()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, 0xFF)]
    [InlineData(true, 0)]
    public void Convert_TileThatIsNotStored_IsBackground(bool isDark, byte background)
    {
        var encoding = MemoryLevel.Coded(TileCompression.Lzw, 1, 16);
        using var slide = new MemorySlide(new MemoryLevel(
            Size, Tile, encoding, tile => tile == 2 ? [] : Encode(Pixels(tile, encoding), encoding)) { IsDark = isDark });

        var level = slide.ConvertLevel();

        Assert.Equal([2], level.Result.Instances[0].FilledFrames);
        Assert.All(level.Frames[2], sample => Assert.Equal(background, sample));
    }

    [Fact]
    public void Convert_ReducedLevelOf16BitsThatLacksATile_TakesItFromTheLarger()
    {
        var encoding = MemoryLevel.Coded(TileCompression.Deflate, 1, 16);
        byte[] Uniform(ushort value)
        {
            var samples = new byte[Tile.Area * 2];
            MemoryMarshal.Cast<byte, ushort>(samples.AsSpan()).Fill(value);
            return Encode(samples, encoding);
        }

        using var slide = new MemorySlide(
            new MemoryLevel(new PixelSize(64, 16), Tile, encoding, tile => Uniform((ushort)(1000 * (1 + (tile % 4 / 2))))),
            new MemoryLevel(new PixelSize(32, 8), Tile, encoding, tile => tile == 1 ? [] : Uniform(7)) { Number = 1 });

        var level = slide.ConvertLevel(level: 1);

        Assert.All(MemoryMarshal.Cast<byte, ushort>(level.Frames[1].AsSpan()).ToArray(), sample => Assert.Equal(2000, sample));
    }

    /// <summary>Samples as DICOM has them: waves, so that predictors have something to do.</summary>
    internal static byte[] Pixels(int tile, TileEncoding encoding)
    {
        var samples = new byte[Tile.Area * encoding.SamplesPerPixel * encoding.BitsPerSample / 8];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = (byte)((i * (tile + 3)) + (i / 7));
        }

        return samples;
    }

    private static byte[] Encode(byte[] pixels, TileEncoding encoding)
    {
        var bytes = encoding.BitsPerSample / 8;
        var samples = encoding.IsPlanar ? Separate(pixels, encoding.SamplesPerPixel, bytes) : [.. pixels];
        var words = MemoryMarshal.Cast<byte, ushort>(samples.AsSpan(0, samples.Length & ~1));
        if (encoding.HorizontalPredictor)
        {
            var perPixel = encoding.IsPlanar ? 1 : encoding.SamplesPerPixel;
            if (bytes == 2)
            {
                HorizontalPredictor.Apply(words, Tile.Width, perPixel);
            }
            else
            {
                HorizontalPredictor.Apply(samples.AsSpan(), Tile.Width, perPixel);
            }
        }

        if (encoding.IsBigEndian)
        {
            BinaryPrimitives.ReverseEndianness(words, words);
        }

        return encoding.Compression switch
        {
            TileCompression.Lzw => TiffLzw.Encode(samples),
            TileCompression.Deflate => Deflate(samples),
            TileCompression.Zstandard => ZstandardRaw(samples),
            _ => samples,
        };
    }

    private static byte[] Separate(byte[] pixels, int count, int bytes)
    {
        var planes = new byte[pixels.Length];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (sample, part) = Math.DivRem(i, bytes);
            var (pixel, component) = Math.DivRem(sample, count);
            planes[(((component * (pixels.Length / bytes / count)) + pixel) * bytes) + part] = pixels[i];
        }

        return planes;
    }

    private static byte[] Deflate(byte[] samples)
    {
        using var stream = new MemoryStream();
        using (var zlib = new ZLibStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(samples);
        }

        return stream.ToArray();
    }

    // RFC 8878 3.1.1: a frame of one segment with its length in four bytes, and one raw block, the last.
    private static byte[] ZstandardRaw(byte[] samples)
    {
        var block = (samples.Length << 3) | 1;
        return
        [
            0x28, 0xB5, 0x2F, 0xFD, 0xA0, .. BitConverter.GetBytes(samples.Length),
            (byte)block, (byte)(block >> 8), (byte)(block >> 16), .. samples,
        ];
    }
}
