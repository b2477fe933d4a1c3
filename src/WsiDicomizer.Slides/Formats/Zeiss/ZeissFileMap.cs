using WsiDicomizer.Slides.Hidden;

namespace WsiDicomizer.Slides.Formats.Zeiss;

/// <summary>The streams of a CZI, and the room in the segments of subblocks and attachments that no part of them takes.</summary>
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
            AddSubblocks(map, prefix, document);
            AddAttachments(map, prefix, document);
        }

        return map;
    }

    private static void AddSubblocks(FileMap map, string prefix, ZeissDocument document)
    {
        var streams = map.AddPlace($"{prefix}subblock");
        var slack = map.AddPlace($"{prefix}segment of subblock");
        foreach (var subblock in document.Subblocks)
        {
            var index = subblock.Entry.Index;
            map.AddStream(streams, index, document.Bytes.InFile(subblock.Data), CompressionOf(subblock.Entry.Compression));
            AddSlack(map, slack, index, document.Bytes, subblock.Attachment.End, subblock.Segment);
        }
    }

    private static void AddAttachments(FileMap map, string prefix, ZeissDocument document)
    {
        var streams = map.AddPlace($"{prefix}attachment");
        var slack = map.AddPlace($"{prefix}segment of attachment");
        foreach (var attachment in document.Attachments)
        {
            // One that is no JPEG but a CZI has a document of its own.
            if (ZeissAttachmentNames.PictureOf(attachment.Name) is not null)
            {
                map.AddStream(streams, attachment.Index, document.Bytes.InFile(attachment.Data), TileCompression.Jpeg);
            }

            AddSlack(map, slack, attachment.Index, document.Bytes, attachment.Data.End, attachment.Segment);
        }
    }

    private static void AddSlack(FileMap map, int place, int index, ZeissBytes bytes, long used, ZeissSegment segment)
    {
        if (used < segment.Payload.End)
        {
            map.AddSlack(place, index, bytes.InFile(new ByteRange(used, segment.Payload.End - used)));
        }
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
