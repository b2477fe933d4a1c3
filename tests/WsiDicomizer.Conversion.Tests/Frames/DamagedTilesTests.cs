using System.Text.Json;
using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Jpeg2000;
using WsiDicomizer.Imaging.JpegLs;
using WsiDicomizer.Imaging.Lzw;
using WsiDicomizer.Imaging.Rle;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Tests.Frames;

/// <summary>Tiles that cannot be read or decoded refuse the slide; or they become background, are listed, and the others stay.</summary>
public class DamagedTilesTests
{
    private const int Bad = 4;

    private static readonly PixelSize Tile = new(64, 48);
    private static readonly PixelSize Size = new(150, 90);

    public static TheoryData<string, string> Damages() => new()
    {
        { "Jpeg", "empty" }, { "Jpeg", "head" }, { "Jpeg", "body" }, { "Jpeg", "cut" },
        { "Jpeg2000", "empty" }, { "Jpeg2000", "head" }, { "Jpeg2000", "cut" },
        { "JpegLs", "empty" }, { "JpegLs", "head" }, { "JpegLs", "body" }, { "JpegLs", "cut" },
        { "Rle", "empty" }, { "Rle", "head" }, { "Rle", "cut" },
        { "Lzw", "empty" }, { "Lzw", "cut" },
        { "Uncompressed", "cut" },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public void Convert_Background_BlanksTheTileAndKeepsAllOthers(string compression, string damage)
    {
        var kind = Enum.Parse<TileCompression>(compression);
        using var sound = new MemorySlide(Level(kind, tile => Encode(kind, tile)));
        var expected = sound.ConvertLevel();
        using var slide = new MemorySlide(Level(kind, tile => tile == Bad ? Damage(Encode(kind, tile), damage) : Encode(kind, tile)));

        var level = slide.ConvertLevel(options => options with { DamagedTiles = DamagedTiles.Background });

        var damaged = Assert.Single(level.Result.Instances[0].DamagedFrames);
        Assert.Equal(Bad, damaged.FrameIndex);
        Assert.Contains("tile column 1, row 1, at byte", damaged.Reason, StringComparison.Ordinal);
        Assert.All(Decode(kind, level.Frames[Bad]), sample => Assert.Equal(255, sample));
        for (var tile = 0; tile < level.Frames.Count; tile++)
        {
            Assert.True(tile == Bad || expected.Frames[tile].AsSpan().SequenceEqual(level.Frames[tile]), $"tile {tile} is as it was");
        }

        Assert.Contains(level.Result.Notes, note => note.StartsWith("volume-0.dcm: 1 tile(s)", StringComparison.Ordinal));
        using var report = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(level.Result.Directory, "report.json")));
        var entry = report.RootElement.GetProperty("instances")[0].GetProperty("damagedFrames")[0];
        Assert.Equal(Bad + 1, entry.GetProperty("frameNumber").GetInt32());
    }

    [Theory]
    [MemberData(nameof(Damages))]
    public void Convert_EncodedAnew_RefusesOrBlanksTheSame(string compression, string damage)
    {
        var kind = Enum.Parse<TileCompression>(compression);
        using var slide = new MemorySlide(Level(kind, tile => tile == Bad ? Damage(Encode(kind, tile), damage) : Encode(kind, tile)));
        var choice = kind == TileCompression.JpegLs ? TransferSyntaxChoice.Jpeg2000Lossless : TransferSyntaxChoice.JpegLsLossless;

        var exception = Assert.Throws<ConversionException>(() => slide.Convert(options => options with { TransferSyntax = choice }));
        var level = slide.ConvertLevel(options => options with { TransferSyntax = choice, DamagedTiles = DamagedTiles.Background });

        Assert.Contains("tile column 1, row 1, at byte", exception.Message, StringComparison.Ordinal);
        Assert.Equal(Bad, Assert.Single(level.Result.Instances[0].DamagedFrames).FrameIndex);
        using IImageCodec codec = choice == TransferSyntaxChoice.Jpeg2000Lossless
            ? new Jpeg2000Codec(Jpeg2000Limits.Default)
            : new JpegLsCodec(JpegLsLimits.Default);
        Assert.All(codec.Decode(level.Frames[Bad]).Samples, sample => Assert.Equal(255, sample));
        Assert.Contains(codec.Decode(level.Frames[0]).Samples, sample => sample != 255);
    }

    [Theory]
    [InlineData("Jpeg", "head")]
    [InlineData("Jpeg", "cut")]
    [InlineData("Jpeg2000", "head")]
    [InlineData("JpegLs", "head")]
    [InlineData("Rle", "head")]
    [InlineData("Lzw", "cut")]
    public void Convert_Refuse_NamesTileByteAndReason(string compression, string damage)
    {
        var kind = Enum.Parse<TileCompression>(compression);
        using var slide = new MemorySlide(Level(kind, tile => tile == Bad ? Damage(Encode(kind, tile), damage) : Encode(kind, tile)));

        var exception = Assert.Throws<ConversionException>(() => slide.Convert());

        Assert.Contains("level 0 (memory), tile column 1, row 1, at byte", exception.Message, StringComparison.Ordinal);
    }

    // What cannot be seen without decoding: the default copies it, as the help says, and --check-tiles refuses it.
    [Theory]
    [InlineData("Jpeg")]
    [InlineData("JpegLs")]
    public void Convert_DamageInsideTheCodedData_IsRefusedWhereTilesAreChecked(string compression)
    {
        var kind = Enum.Parse<TileCompression>(compression);
        using var sound = new MemorySlide(Level(kind, tile => Encode(kind, tile)));
        using var slide = new MemorySlide(Level(kind, tile => tile == Bad ? Damage(Encode(kind, tile), "body") : Encode(kind, tile)));

        var checkedLevel = sound.ConvertLevel(options => options with { ChecksTiles = true });
        var exception = Assert.Throws<ConversionException>(() => slide.Convert(options => options with { ChecksTiles = true }));

        Assert.Equal(sound.ConvertLevel().Frames, checkedLevel.Frames);
        Assert.Empty(checkedLevel.Result.Instances[0].DamagedFrames);
        Assert.Contains("level 0 (memory), tile column 1, row 1, at byte", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_DamageInsideTheCodedData_IsCopiedWhereTilesAreNotChecked()
    {
        var damaged = Damage(Encode(TileCompression.Jpeg, Bad), "body");
        using var slide = new MemorySlide(Level(
            TileCompression.Jpeg, tile => tile == Bad ? damaged : Encode(TileCompression.Jpeg, tile)));

        Assert.Equal(damaged, slide.ConvertLevel().Frames[Bad].AsSpan(0, damaged.Length).ToArray());
    }

    // The structure is checked always.
    [Theory]
    [InlineData("size", "expected 64×48 as the tile tags say")]
    [InlineData("tables", "every table of the scan to be defined")]
    [InlineData("end", "the JPEG stream is cut off: expected EOI")]
    [InlineData("scan", "JPEG tile")]
    [InlineData("marker", "another marker follows the first scan")]
    [InlineData("order", "JPEG tile")]
    public void Convert_JpegOfAWrongStructure_IsRefusedWithoutBeingAsked(string what, string message)
    {
        using var slide = new MemorySlide(Level(TileCompression.Jpeg, tile =>
        {
            var stream = Encode(TileCompression.Jpeg, tile);
            return tile == Bad ? Break(stream, what) : stream;
        }));

        var exception = Assert.Throws<ConversionException>(() => slide.Convert());

        Assert.Contains("tile column 1, row 1, at byte", exception.Message, StringComparison.Ordinal);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_TooManyDamagedTiles_IsRefusedByTheLimit()
    {
        using var slide = new MemorySlide(Level(TileCompression.Jpeg, tile => tile == 0 ? Encode(TileCompression.Jpeg, 0) : [1, 2, 3]));

        var exception = Assert.Throws<ConversionException>(() => slide.Convert(options => options with
        {
            DamagedTiles = DamagedTiles.Background,
            Limits = new ConversionLimits { MaximumDamagedTiles = 4 },
        }));

        Assert.Contains("MaximumDamagedTiles", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_NoTileThatCanBeRead_IsRefused()
    {
        using var slide = new MemorySlide(Level(TileCompression.Jpeg, _ => [1, 2, 3]));

        var exception = Assert.Throws<ConversionException>(
            () => slide.Convert(options => options with { DamagedTiles = DamagedTiles.Background }));

        Assert.Contains("no tile can be read", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Convert_DrawnTileThatFails_BecomesBackground()
    {
        var encoding = MemoryLevel.Coded(TileCompression.Unknown, 1, 8);
        using var slide = new MemorySlide(new MemoryLevel(Size, Tile, encoding, _ => []) { Painter = new FailingPainter() });

        Assert.Throws<SlideFormatException>(() => slide.Convert());
        var level = slide.ConvertLevel(options => options with { DamagedTiles = DamagedTiles.Background });

        Assert.Equal(Bad, Assert.Single(level.Result.Instances[0].DamagedFrames).FrameIndex);
        Assert.All(level.Frames[Bad], sample => Assert.Equal(255, sample));
        Assert.All(level.Frames[0], sample => Assert.Equal(7, sample));
    }

    private static MemoryLevel Level(TileCompression kind, Func<int, byte[]> makeTile)
    {
        var encoding = MemoryLevel.Coded(kind, 3, 8) with { Color = kind == TileCompression.Jpeg ? TileColor.YCbCr : TileColor.Rgb };
        return new MemoryLevel(Size, Tile, encoding, makeTile);
    }

    private static byte[] Encode(TileCompression kind, int tile)
    {
        var pixels = TransferSyntaxTests.Pixels(tile, 3, 8);
        switch (kind)
        {
            case TileCompression.Jpeg:
                using (var jpeg = new JpegCodec(JpegLimits.Default))
                {
                    return jpeg.Encode(pixels, Tile, new JpegEncodeOptions());
                }

            case TileCompression.Jpeg2000:
                using (var codec = new Jpeg2000Codec(Jpeg2000Limits.Default))
                {
                    return codec.Encode(pixels, Tile, Jpeg2000EncodeOptions.Lossless);
                }

            case TileCompression.JpegLs:
                using (var codec = new JpegLsCodec(JpegLsLimits.Default))
                {
                    return codec.Encode(pixels, Tile);
                }

            case TileCompression.Rle:
                return RleFrame.Encode(pixels, Tile.Width, 3);
            case TileCompression.Lzw:
                return TiffLzw.Encode(pixels);
            default:
                return pixels;
        }
    }

    private static byte[] Break(byte[] stream, string what)
    {
        var frame = stream.AsSpan().IndexOf<byte>([0xFF, 0xC0]);
        var tables = stream.AsSpan().IndexOf<byte>([0xFF, 0xC4]);
        var scan = stream.AsSpan().IndexOf<byte>([0xFF, 0xDA]);
        switch (what)
        {
            case "size":
                stream[frame + 6] = 40;
                return stream;
            case "tables":
                var length = 2 + (stream[tables + 2] << 8) + stream[tables + 3];
                return [.. stream[..tables], .. stream[(tables + length)..]];
            case "end":
                return stream[..^2];
            case "scan":
                return [.. stream[..scan], 0xFF, 0xD9];
            case "marker":
                return [.. stream[..^20], 0xFF, 0xC4, .. stream[^20..]];
            default:
                // A second frame header.
                return [.. stream[..scan], .. stream[frame..scan], .. stream[scan..]];
        }
    }

    private static byte[] Damage(byte[] tile, string how)
    {
        switch (how)
        {
            case "empty":
                return [0];
            case "head":
                tile.AsSpan(0, 12).Fill(0x5A);
                return tile;
            case "cut":
                return tile[..(tile.Length / 3)];
            default:
                // Codes that do not exist, with the end marker as it was.
                tile.AsSpan(tile.Length / 2, (tile.Length / 2) - 2).Fill(0xFE);
                return tile;
        }
    }

    private static byte[] Decode(TileCompression kind, byte[] frame)
    {
        switch (kind)
        {
            case TileCompression.Jpeg:
                using (var jpeg = new JpegCodec(JpegLimits.Default))
                {
                    return jpeg.Decode(frame).Samples;
                }

            case TileCompression.Jpeg2000:
                using (var codec = new Jpeg2000Codec(Jpeg2000Limits.Default))
                {
                    return codec.Decode(frame).Samples;
                }

            case TileCompression.JpegLs:
                using (var codec = new JpegLsCodec(JpegLsLimits.Default))
                {
                    return codec.Decode(frame).Samples;
                }

            case TileCompression.Rle:
                var samples = new byte[Tile.Area * 3];
                Assert.True(RleFrame.TryDecode(frame, (int)Tile.Area, 3, samples, out _));
                return samples;
            default:
                return frame;
        }
    }

    private sealed class FailingPainter : ITilePainter
    {
        public string Reason => "a library draws them";

        public long StoredBytes => 0;

        public bool IsStoredWithLoss => false;

        public void PaintTile(int tileIndex, Span<byte> pixels)
        {
            if (tileIndex == Bad)
            {
                throw new SlideFormatException(SlideProblem.Damaged, "tile column 1, row 1, at byte 7: it does not decode", "memory", 7);
            }

            pixels.Fill(7);
        }
    }
}
