using System.Diagnostics;
using System.Globalization;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Benchmarks;

/// <summary>
/// What libjpeg-turbo alone takes to decode every tile of a slide and to encode it at quality 90, 4:4:4: on all cores, from
/// memory, nothing read or written. A process of its own, and prints the seconds.
/// </summary>
internal static class JpegYardstick
{
    /// <summary>Runs.</summary>
    /// <param name="path">A slide of JPEG tiles.</param>
    public static int Run(string path)
    {
        using var slide = SlideFormats.Open(path);
        using var codec = new JpegCodec(JpegLimits.Default);
        var options = new JpegEncodeOptions { Quality = 90 };
        var levels = slide.Levels.Select(level => (level.TileSize, Tiles: ReadTiles(level))).ToList();

        // Code is compiled before the clock starts.
        Work(codec, options, levels[^1].TileSize, levels[^1].Tiles);
        var watch = Stopwatch.StartNew();
        foreach (var (size, tiles) in levels)
        {
            Work(codec, options, size, tiles);
        }

        Console.WriteLine(watch.Elapsed.TotalSeconds.ToString("F4", CultureInfo.InvariantCulture));
        return 0;
    }

    private static void Work(JpegCodec codec, JpegEncodeOptions options, PixelSize size, List<byte[]> tiles)
    {
        var next = -1;
        var threads = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(() =>
        {
            var pixels = new byte[size.Area * 3];
            var buffer = new JpegEncodeBuffer();
            for (var tile = Interlocked.Increment(ref next); tile < tiles.Count; tile = Interlocked.Increment(ref next))
            {
                codec.Decode(tiles[tile], size, pixels);
                codec.Encode(pixels, size, options, buffer);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
    }

    private static List<byte[]> ReadTiles(SlideLevel level)
    {
        var color = level.Encoding.Color == TileColor.Rgb ? JpegColor.Rgb : JpegColor.YCbCr;
        var rewriter = new JpegFrameHeaderRewriter(level.Encoding.JpegTables, color, JpegLimits.Default);
        var tiles = new List<byte[]>(level.TileCount);
        for (var index = 0; index < level.TileCount; index++)
        {
            var range = level.GetTileRange(index);
            if (range.Length > 0)
            {
                var tile = new byte[range.Length];
                level.ReadBytes(range.Offset, tile);
                tiles.Add(rewriter.Rewrite(tile).Assemble(tile, out _));
            }
        }

        return tiles;
    }
}
