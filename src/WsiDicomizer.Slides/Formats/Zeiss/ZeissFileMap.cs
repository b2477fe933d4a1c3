using WsiDicomizer.Slides.Hidden;

namespace WsiDicomizer.Slides.Formats.Zeiss;

/// <summary>The streams of a CZI, and the room in the segments of its subblocks that no part of them takes.</summary>
/// <remarks>What no directory leads to is found when the slide is opened; <see cref="ZeissIdentity"/> tells it.</remarks>
internal static class ZeissFileMap
{
    /// <summary>Reads the map.</summary>
    /// <param name="file">The file.</param>
    /// <param name="documents">The slide, and the attachments that are CZI, each with how its places begin.</param>
    /// <param name="limits">How many pieces there may be.</param>
    public static FileMap Read(
        SlideFile file, IEnumerable<(string Place, ZeissDocument Document)> documents, HiddenIdentityLimits limits)
    {
        var map = new FileMap(file, 0, limits);
        foreach (var (prefix, document) in documents)
        {
            var streams = map.AddPlace($"{prefix}subblock");
            var slack = map.AddPlace($"{prefix}segment of subblock");
            foreach (var subblock in document.Subblocks)
            {
                var bytes = document.Bytes;
                var index = subblock.Entry.Index;
                map.AddStream(streams, index, bytes.InFile(subblock.Data), CompressionOf(subblock.Entry.Compression));
                var used = subblock.Attachment.End;
                map.AddSlack(slack, index, bytes.InFile(new ByteRange(used, subblock.Segment.Payload.End - used)));
            }
        }

        return map;
    }

    private static TileCompression CompressionOf(int compression) => compression switch
    {
        ZeissPixels.Uncompressed => TileCompression.Uncompressed,
        ZeissPixels.Jpeg => TileCompression.Jpeg,
        ZeissPixels.JpegXr => TileCompression.JpegXr,
        ZeissPixels.Zstd0 or ZeissPixels.Zstd1 => TileCompression.Zstandard,
        _ => TileCompression.Unknown,
    };
}
