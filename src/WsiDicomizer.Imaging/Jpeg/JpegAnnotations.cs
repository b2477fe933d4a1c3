namespace WsiDicomizer.Imaging.Jpeg;

/// <summary>Finds what a JPEG stream's header says beside the picture: comments, Exif, what programs put in APPn.</summary>
public static class JpegAnnotations
{
    /// <summary>Finds the COM and APPn segments before the scan, but JFIF's and Adobe's, which only tell how to decode.</summary>
    /// <param name="stream">A stream, or its beginning.</param>
    /// <param name="limits">What it may ask for.</param>
    /// <returns>The segments up to the scan, or up to where the header is damaged.</returns>
    public static IReadOnlyList<JpegAnnotation> Find(ReadOnlySpan<byte> stream, JpegLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var found = new List<JpegAnnotation>();
        var reader = new JpegSegmentReader(stream, limits);
        while (reader.TryReadNext(out var segment, out _) && segment.Marker != JpegMarker.Sos)
        {
            var isComment = segment.Marker == JpegMarker.Com;
            if (isComment || (segment.Marker is >= JpegMarker.App0 and <= JpegMarker.App0 + 15 && !IsTechnical(segment, stream)))
            {
                found.Add(new JpegAnnotation(
                    isComment ? "COM" : FormattableString.Invariant($"APP{segment.Marker - JpegMarker.App0}"),
                    segment.PayloadOffset,
                    segment.End - segment.PayloadOffset));
            }
        }

        return found;
    }

    private static bool IsTechnical(JpegSegment segment, ReadOnlySpan<byte> stream)
    {
        var payload = segment.Payload(stream);

        // Exactly as long as the standard has them: a thumbnail, or text behind, would be more.
        return (segment.Marker == JpegMarker.App0 && payload.Length == 14 && payload.StartsWith("JFIF\0"u8))
            || (segment.Marker == JpegMarker.App14 && payload.Length == 12 && payload.StartsWith("Adobe"u8));
    }
}

/// <summary>A segment of a JPEG header that holds something beside the picture.</summary>
/// <param name="Name"><c>COM</c>, or <c>APP1</c> and so on.</param>
/// <param name="Offset">Of its content, from the start of the stream.</param>
/// <param name="Length">Of its content in bytes.</param>
public readonly record struct JpegAnnotation(string Name, int Offset, int Length);
