using System.Security.Cryptography;
using WsiDicomizer.Imaging.Png;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Tests.Running;

/// <summary>The stored bytes of a slide's tiles.</summary>
internal static class Tiles
{
    /// <summary>A digest of every tile of every level, but for the bytes that are somebody's text.</summary>
    /// <param name="path">The slide.</param>
    /// <param name="texts">Where texts stand, of the slide as it was: by file and range.</param>
    public static List<string> Digest(string path, IReadOnlyList<IdentityRecord> texts)
    {
        using var slide = SlideFormats.Open(path);
        var digests = new List<string>();
        if (slide.FormatName == "png")
        {
            // Chunks have checksums beside their texts: what must be the same is the picture.
            using var codec = new PngCodec(PngLimits.Default);
            return [Convert.ToHexString(SHA256.HashData(codec.Decode(File.ReadAllBytes(path)).Samples))];
        }

        if (slide.Levels.Any(level => level.IsJoined))
        {
            return [.. slide.EnumerateStoredStreams().Select(stream => Digest(slide, stream, texts))];
        }

        foreach (var level in slide.Areas.SelectMany(area => area.Levels).Where(level => level.UnreadableReason is null))
        {
            if (level.TilePainter is { } painter && level.GetTileRange(0) == new ByteRange(0, new FileInfo(path).Length))
            {
                digests.AddRange(Paint(level, painter));
                continue;
            }

            var isWhole = level.TileMaker is not null || level.TilePainter is not null;
            for (var i = 0; i < (isWhole ? 1 : level.TileCount); i++)
            {
                var range = level.GetTileRange(i);
                var bytes = new byte[range.Length];
                level.ReadBytes(range.Offset, bytes);
                foreach (var text in texts.Where(text => text.FileIndex == level.SourceFileIndex))
                {
                    Clear(bytes, range, text.Range!.Value);
                }

                digests.Add(Convert.ToHexString(SHA256.HashData(bytes)));
            }
        }

        return digests;
    }

    private static string Digest(Slide slide, StoredStream stream, IReadOnlyList<IdentityRecord> texts)
    {
        using var file = SlideFile.Open(slide.Files[stream.FileIndex]);
        var bytes = new byte[stream.Range.Length];
        file.ReadExactly(stream.Range.Offset, bytes);
        foreach (var text in texts.Where(text => text.FileIndex == stream.FileIndex))
        {
            Clear(bytes, stream.Range, text.Range!.Value);
        }

        return Convert.ToHexString(SHA256.HashData(bytes));
    }

    // Tiles that are painted from several stored ones have no bytes of their own.
    private static IEnumerable<string> Paint(SlideLevel level, ITilePainter painter)
    {
        for (var i = 0; i < level.TileCount; i++)
        {
            var pixels = new byte[level.TileSize.Area * level.Encoding.SamplesPerPixel * level.Encoding.BitsPerSample / 8];
            painter.PaintTile(i, pixels);
            yield return Convert.ToHexString(SHA256.HashData(pixels));
        }
    }

    private static void Clear(byte[] bytes, ByteRange range, ByteRange text)
    {
        var (start, end) = (Math.Max(range.Offset, text.Offset), Math.Min(range.End, text.End));
        if (start < end)
        {
            bytes.AsSpan((int)(start - range.Offset), (int)(end - start)).Clear();
        }
    }
}
