namespace WsiDicomizer.Imaging.Jpeg;

/// <summary>The DQT and DHT segments of a tables-only stream (ITU-T T.81, B.5; TIFF tag 347).</summary>
internal sealed class JpegTableSet
{
    private readonly List<byte[]> _segments = [];

    private JpegTableSet()
    {
    }

    /// <summary>Segments that are no tables.</summary>
    public int IgnoredSegments { get; private set; }

    /// <summary>Reads the segments.</summary>
    /// <remarks>An empty stream is no tables: some writers keep the tag with a count of 0.</remarks>
    /// <exception cref="CodecException">The stream is not SOI, tables, EOI.</exception>
    public static JpegTableSet Read(ReadOnlySpan<byte> stream, JpegLimits limits)
    {
        var set = new JpegTableSet();
        return stream.IsEmpty || set.TryFill(stream, limits, out var fault) ? set : throw fault.ToException("JPEG tables");
    }

    /// <summary>The segments in their order, each filled exactly by its definitions.</summary>
    public IReadOnlyList<byte[]> Segments => _segments;

    private bool TryFill(ReadOnlySpan<byte> stream, JpegLimits limits, out CodecFault fault)
    {
        var reader = new JpegSegmentReader(stream, limits);
        if (!reader.TryReadNext(out var segment, out fault))
        {
            return false;
        }

        if (segment.Marker != JpegMarker.Soi || segment.Offset != 0)
        {
            fault = new CodecFault(CodecProblem.Damaged, 0, "SOI (FFD8)");
            return false;
        }

        while (reader.TryReadNext(out segment, out fault))
        {
            // What follows EOI is padding.
            if (segment.Marker == JpegMarker.Eoi)
            {
                return true;
            }

            if (!TryTake(stream, segment, out fault))
            {
                return false;
            }
        }

        return false;
    }

    private bool TryTake(ReadOnlySpan<byte> stream, JpegSegment segment, out CodecFault fault)
    {
        fault = new CodecFault(CodecProblem.Damaged, segment.Offset, "tables only (DQT, DHT), then EOI");
        if (segment.Marker is JpegMarker.Dqt or JpegMarker.Dht)
        {
            if (!JpegTableMask.TryRead(stream, segment, out _, out fault))
            {
                return false;
            }

            _segments.Add(segment.Bytes(stream).ToArray());
            return true;
        }

        // B.2.4.4: SOI disables restarts, so the interval of a tables-only stream has no effect on the tiles.
        IgnoredSegments++;
        return segment.Marker == JpegMarker.Dri || JpegMarker.IsApplicationOrComment(segment.Marker);
    }
}
