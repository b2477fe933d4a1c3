using WsiDicomizer.Slides.Icc;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Jpeg;

/// <summary>Every place of identity in the header of a JPEG file: a whitelist, so that a segment nobody knows counts.</summary>
/// <remarks>
/// Harmless are JFIF without a thumbnail and Adobe's colour. Not found here: bytes behind the end of the picture, and what
/// stands between scans; <see cref="Slide.FindHiddenIdentity"/> tells them. Sources: ITU-T T.871 (JFIF); Exif 2.32 4.7; XMP specification part 3, 1.1.3; ICC.1:2010 B.4.
/// </remarks>
internal static class JpegIdentity
{
    private const int MaxQuotedBytes = 64 * 1024;

    private static ReadOnlySpan<byte> Exif => "Exif\0\0"u8;

    private static ReadOnlySpan<byte> Icc => "ICC_PROFILE\0"u8;

    private static ReadOnlySpan<byte> Xmp => "http://ns.adobe.com/xap/1.0/\0"u8;

    /// <summary>Finds the records, in the order of the file.</summary>
    /// <param name="file">A JPEG file.</param>
    /// <param name="fileIndex">Which of <see cref="Slide.Files"/> it is, 0-based.</param>
    /// <exception cref="SlideFormatException">The file cannot be read any more.</exception>
    public static IReadOnlyList<IdentityRecord> FindRecords(SlideFile file, int fileIndex)
    {
        List<IdentityRecord> records = [];
        foreach (var segment in JpegFileSegments.Read(file))
        {
            var location = $"JPEG {segment.Name} at byte {segment.Offset}";
            records.AddRange(FindInSegment(segment, new SegmentPlace(fileIndex, location, segment.Offset)));
        }

        return records;
    }

    /// <summary>The colour profile, put together from its segments (ICC.1:2010 B.4).</summary>
    /// <param name="segments">The file's segments.</param>
    /// <returns>Empty where there is none, or a piece is missing.</returns>
    public static byte[] ReadProfile(IReadOnlyList<JpegFileSegment> segments)
    {
        var pieces = segments
            .Where(segment => segment.Name == "APP2" && segment.Payload.Length > Icc.Length + 2 && segment.Payload.AsSpan().StartsWith(Icc))
            .Select(segment => segment.Payload)
            .OrderBy(payload => payload[Icc.Length])
            .ToList();
        var isWhole = pieces.Select((payload, index) => payload[Icc.Length] == index + 1 && payload[Icc.Length + 1] == pieces.Count)
            .All(fits => fits);
        return isWhole ? [.. pieces.SelectMany(payload => payload[(Icc.Length + 2)..])] : [];
    }

    /// <summary>Whether a segment is Exif, whose numbers say nothing by themselves.</summary>
    /// <param name="segment">A segment.</param>
    public static bool IsExif(JpegFileSegment segment) => segment.Name == "APP1" && segment.Payload.AsSpan().StartsWith(Exif);

    /// <summary>Finds the records of a segment.</summary>
    /// <param name="segment">APPn or COM.</param>
    /// <param name="place">Where it is; the offset is that of its content.</param>
    public static IEnumerable<IdentityRecord> FindInSegment(JpegFileSegment segment, SegmentPlace place)
    {
        var bytes = segment.Payload.AsSpan();
        switch (segment.Name)
        {
            case "APP0" when bytes.Length == 14 && bytes.StartsWith("JFIF\0"u8):
            case "APP14" when bytes.Length == 12 && bytes.StartsWith("Adobe"u8):
                return [];
            case "APP1" when bytes.StartsWith(Exif):
                return ExifIdentity.FindRecords(bytes[Exif.Length..], place with { Offset = place.Offset + Exif.Length });
            case "APP1" when bytes.StartsWith(Xmp):
                return [Text(place, "XMP", segment.Payload, Xmp.Length, IdentityKind.Text)];

            // One of one: a profile in several segments is one record for each.
            case "APP2" when bytes.StartsWith(Icc) && bytes.Length > Icc.Length + 2 && bytes[Icc.Length + 1] == 1:
                return IccIdentity.FindRecords(bytes[(Icc.Length + 2)..], place.Location, place.Offset + Icc.Length + 2)
                    .Select(record => record with { FileIndex = place.FileIndex });
            case "COM":
                return [Text(place, "comment", segment.Payload, 0, IdentityKind.Text)];
            default:
                return [Text(place, segment.Name, segment.Payload, 0, IdentityKind.UnknownKey)];
        }
    }

    /// <summary>A record that quotes what is text.</summary>
    /// <param name="place">The segment or chunk.</param>
    /// <param name="name">Its name.</param>
    /// <param name="bytes">Its content.</param>
    /// <param name="start">Where the text begins.</param>
    /// <param name="kind">What kind of identity it is.</param>
    public static IdentityRecord Text(SegmentPlace place, string name, byte[] bytes, int start, IdentityKind kind)
    {
        var rest = bytes.AsSpan(start);
        var text = rest.Length <= MaxQuotedBytes ? TiffText.DecodeAll(rest).Replace('\0', ' ').Trim() : null;
        var isText = text is not null && !text.Any(c => char.IsControl(c) && c is not ('\r' or '\n' or '\t'));
        return place.Record(name, isText ? text : null, kind, start, rest.Length);
    }
}
