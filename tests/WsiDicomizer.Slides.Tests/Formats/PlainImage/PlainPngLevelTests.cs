using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using WsiDicomizer.Imaging.Png;
using WsiDicomizer.Slides.Formats.PlainImage;
using WsiDicomizer.Slides.Tests.Support;

namespace WsiDicomizer.Slides.Tests.Formats.PlainImage;

public class PlainPngLevelTests
{
    private const int Width = 12_000;
    private const int Height = 2_600;

    [Fact]
    public void PaintTile_RowByRow_OpensOnceAndKeepsFewRows()
    {
        using var file = new TemporaryFile(Make());
        using var slide = SlideFormats.Open(file.Path);
        var level = Assert.IsType<PlainPngLevel>(slide.Levels[0]);
        var pixels = new byte[512 * 512 * 3];
        for (var tile = 0; tile < level.TileCount; tile++)
        {
            level.PaintTile(tile, pixels);
            RequirePixels(level, tile, pixels);
        }

        Assert.Equal(1, level.Bands.Openings);

        // The whole picture has 94 MB.
        Assert.InRange(level.Bands.KeptBytes, 1, PlainImageLimits.KeptBandBytes);
    }

    [Fact]
    public void PaintTile_BackToTheTop_ReadsFromThereAgain()
    {
        using var file = new TemporaryFile(Make());
        using var slide = SlideFormats.Open(file.Path);
        var level = Assert.IsType<PlainPngLevel>(slide.Levels[0]);
        var pixels = new byte[512 * 512 * 3];
        foreach (var tile in new[] { level.TileCount - 1, 0, level.TileCount - 1, 25 })
        {
            level.PaintTile(tile, pixels);
            RequirePixels(level, tile, pixels);
        }

        Assert.Equal(3, level.Bands.Openings);
    }

    [Fact]
    public void PaintTile_ByManyThreads_GivesTheSame()
    {
        using var file = new TemporaryFile(Make());
        using var slide = SlideFormats.Open(file.Path);
        var level = Assert.IsType<PlainPngLevel>(slide.Levels[0]);
        var next = -1;
        Parallel.For(0, 8, _ =>
        {
            var pixels = new byte[512 * 512 * 3];
            for (var tile = Interlocked.Increment(ref next); tile < level.TileCount; tile = Interlocked.Increment(ref next))
            {
                level.PaintTile(tile, pixels);
                RequirePixels(level, tile, pixels);
            }
        });
        Assert.InRange(level.Bands.KeptBytes, 1, PlainImageLimits.KeptBandBytes);
    }

    [Fact]
    public void PaintTile_CutInItsMiddle_IsDamagedFromThereOn()
    {
        var bytes = Make();
        using var file = new TemporaryFile(bytes[..(bytes.Length / 2)]);
        using var slide = SlideFormats.Open(file.Path);
        var level = Assert.IsType<PlainPngLevel>(slide.Levels[0]);
        var pixels = new byte[512 * 512 * 3];
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var exception = Assert.Throws<SlideFormatException>(() => level.PaintTile(level.TileCount - 1, pixels));
            Assert.Equal(SlideProblem.Damaged, exception.Problem);
            Assert.Contains("the picture cannot be decoded: The PNG stream ends too early", exception.Message, StringComparison.Ordinal);
        }

        // What is damaged is not read again to find it damaged again.
        Assert.Equal(1, level.Bands.Openings);
        level.PaintTile(0, pixels);
        RequirePixels(level, 0, pixels);
    }

    // Of a column and a row: red is the row's low byte, green the column's, blue what is above both.
    private static (byte Red, byte Green, byte Blue) Pixel(int x, int y) => ((byte)y, (byte)x, (byte)((x >> 8) + (16 * (y >> 8))));

    private static void RequirePixels(PlainPngLevel level, int tile, byte[] pixels)
    {
        var (row, column) = Math.DivRem(tile, level.TileColumns);
        foreach (var (x, y) in new[] { (0, 0), (7, 300), (100, 100), (511, 0), (3, 511), (511, 511) })
        {
            var (left, top) = ((column * 512) + x, (row * 512) + y);
            var expected = left < Width && top < Height ? Pixel(left, top) : (255, 255, 255);
            var at = ((y * 512) + x) * 3;
            Assert.Equal(expected, (pixels[at], pixels[at + 1], pixels[at + 2]));
        }
    }

    private static byte[] Make()
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Height);
        (header[8], header[9]) = (8, 2);
        var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var row = new byte[1 + (3 * Width)];
            for (var y = 0; y < Height; y++)
            {
                for (var x = 0; x < Width; x++)
                {
                    (row[1 + (3 * x)], row[2 + (3 * x)], row[3 + (3 * x)]) = Pixel(x, y);
                }

                zlib.Write(row);
            }
        }

        // Several chunks of data, as encoders write them.
        var data = compressed.ToArray().Chunk(50_000).SelectMany(part => Chunk("IDAT", part));
        return [.. PngChunkReader.Signature, .. Chunk("IHDR", header), .. data, .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string name, byte[] data)
    {
        byte[] chunk = [0, 0, 0, 0, .. Encoding.ASCII.GetBytes(name), .. data, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(data.Length + 8), PngChecksum.Compute(chunk.AsSpan(4, data.Length + 4)));
        return chunk;
    }
}
