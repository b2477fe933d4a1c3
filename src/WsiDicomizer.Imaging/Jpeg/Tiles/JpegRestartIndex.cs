namespace WsiDicomizer.Imaging.Jpeg.Tiles;

/// <summary>The restart intervals of a scan (T.81, B.2.4.4 and E.1.4).</summary>
internal sealed class JpegRestartIndex : IJpegScanIndex
{
    private const int WindowBytes = 1 << 20;

    private readonly Func<int, long> _startOf;
    private readonly long _end;
    private readonly int _count;

    private JpegRestartIndex(int interval, int count, long end, Func<int, long> startOf)
    {
        McusPerSegment = interval;
        _count = count;
        _end = end;
        _startOf = startOf;
    }

    /// <inheritdoc/>
    public int McusPerSegment { get; }

    /// <summary>Takes a table of starts that somebody wrote down; markers are checked when intervals are read.</summary>
    /// <param name="header">Of the stream.</param>
    /// <param name="count">How many intervals there are.</param>
    /// <param name="end">The length of the stream.</param>
    /// <param name="known">The start of each interval, from SOI.</param>
    /// <returns>Null where the table cannot be right.</returns>
    public static JpegRestartIndex? TryCreate(JpegHeader header, int count, long end, JpegKnownStarts known)
    {
        if (known.Count != count || known.StartOf(0) != header.ScanOffset)
        {
            return null;
        }

        for (var index = 1; index < count; index++)
        {
            // An interval has a byte and a marker at least.
            if (known.StartOf(index) < known.StartOf(index - 1) + 3)
            {
                return null;
            }
        }

        return known.StartOf(count - 1) < end
            ? new JpegRestartIndex(header.RestartInterval, count, end, known.StartOf)
            : null;
    }

    /// <summary>Finds the intervals by their markers: one pass over all bytes.</summary>
    /// <param name="bytes">The stream.</param>
    /// <param name="header">Of the stream.</param>
    /// <param name="count">How many intervals there have to be.</param>
    /// <exception cref="CodecException">There are fewer, or their numbers are not in their order.</exception>
    public static JpegRestartIndex Scan(IJpegScanBytes bytes, JpegHeader header, int count)
    {
        var starts = new List<long>(Math.Min(count, 4096)) { header.ScanOffset };
        var window = new byte[WindowBytes];
        for (long offset = header.ScanOffset; starts.Count < count && offset < bytes.Length - 1;)
        {
            var length = (int)Math.Min(window.Length, bytes.Length - offset);
            bytes.Read(offset, window.AsSpan(0, length));
            var position = 0;
            while (starts.Count < count)
            {
                var next = window.AsSpan(position, length - 1 - position).IndexOf((byte)0xFF);
                if (next < 0)
                {
                    position = length - 1;
                    break;
                }

                position += next;
                var code = window[position + 1];
                if (code is 0 or 0xFF)
                {
                    // Stuffed, or a fill byte before a marker.
                    position += code == 0 ? 2 : 1;
                    position = Math.Min(position, length - 1);
                    continue;
                }

                if (code != MarkerAfter(starts.Count - 1))
                {
                    throw new CodecFault(
                        CodecProblem.Damaged, offset + position, "the next restart marker").ToException("JPEG scan");
                }

                starts.Add(offset + position + 2);
                position = Math.Min(position + 2, length - 1);
            }

            offset += position;
        }

        return starts.Count == count
            ? new JpegRestartIndex(header.RestartInterval, count, bytes.Length, index => starts[index])
            : throw new CodecFault(
                CodecProblem.Truncated, bytes.Length, $"{count} restart intervals").ToException("JPEG scan");
    }

    /// <inheritdoc/>
    public JpegScanSegment Get(int index) => index == _count - 1
        ? new JpegScanSegment(_startOf(index), _end, 0, null, null)
        : new JpegScanSegment(_startOf(index), _startOf(index + 1), 0, null, MarkerAfter(index));

    private static byte MarkerAfter(int index) => (byte)(JpegMarker.Rst0 + (index & 7));
}
