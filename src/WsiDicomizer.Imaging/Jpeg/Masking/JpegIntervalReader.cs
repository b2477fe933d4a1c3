using WsiDicomizer.Imaging.Jpeg.Tiles;

namespace WsiDicomizer.Imaging.Jpeg.Masking;

/// <summary>Reads the only scan of a stream in memory, one restart interval (or all of it) after the other.</summary>
internal ref struct JpegIntervalReader
{
    // Positions of bits are counted in 31 bits.
    private const int MaxStreamBytes = (int.MaxValue / 8) - JpegMcuCopier.PaddingBytes;

    private readonly ReadOnlySpan<byte> _stream;
    private readonly long _mcus;
    private readonly int _mcusPerInterval;
    private int _position;
    private int _index;

    /// <summary>Creates a reader.</summary>
    /// <param name="stream">The whole stream.</param>
    /// <param name="scanOffset">Of the first entropy-coded byte.</param>
    /// <param name="grid">How the image is divided.</param>
    /// <param name="restartInterval">MCUs in an interval; 0 where there are none.</param>
    /// <exception cref="CodecException">The stream has 256 MiB or more.</exception>
    public JpegIntervalReader(ReadOnlySpan<byte> stream, int scanOffset, JpegMcuGrid grid, int restartInterval)
    {
        if (stream.Length > MaxStreamBytes)
        {
            throw new CodecFault(CodecProblem.LimitExceeded, scanOffset, "a stream of less than 256 MiB").ToException("JPEG stream");
        }

        _stream = stream;
        _mcus = grid.Count;
        _mcusPerInterval = restartInterval == 0 ? int.MaxValue : restartInterval;
        _position = scanOffset;
        _index = -1;
        Start = scanOffset;
        Data = new byte[stream.Length - scanOffset + JpegMcuCopier.PaddingBytes];
    }

    /// <summary>The interval's bytes without stuffed ones, followed by zeros; the same array for all intervals.</summary>
    public byte[] Data { get; }

    /// <summary>Bytes of the interval in <see cref="Data"/>.</summary>
    public int Length { get; private set; }

    /// <summary>Its first byte in the stream.</summary>
    public int Start { get; private set; }

    /// <summary>Its first MCU, 0-based.</summary>
    public long FirstMcu { get; private set; }

    /// <summary>How many MCUs it has.</summary>
    public int Count { get; private set; }

    /// <summary>The second byte of the restart marker before it; null for the first interval.</summary>
    public byte? MarkerBefore { get; private set; }

    /// <summary>Reads the next interval.</summary>
    /// <returns>False behind the last one.</returns>
    /// <exception cref="CodecException">It does not end with the marker that has to be there: the next RSTn, in the end EOI.</exception>
    public bool ReadNext()
    {
        var first = FirstMcu + Count;
        if (first >= _mcus)
        {
            return false;
        }

        _index++;
        FirstMcu = first;
        Count = (int)Math.Min(_mcusPerInterval, _mcus - first);
        MarkerBefore = _index == 0 ? null : (byte)(JpegMarker.Rst0 + ((_index - 1) & 7));
        Start = _position;
        var end = JpegUnstuffing.Run(_stream[_position..], Data, out var length);
        Length = length;
        Data.AsSpan(length, JpegMcuCopier.PaddingBytes).Clear();
        _position = SkipMarker(_position + end);
        return true;
    }

    // T.81 B.1.1.2: any marker may be preceded by fill bytes FF.
    private readonly int SkipMarker(int position)
    {
        while (position + 1 < _stream.Length && _stream[position + 1] == 0xFF)
        {
            position++;
        }

        if (position + 1 >= _stream.Length)
        {
            throw new CodecFault(CodecProblem.Truncated, _stream.Length, "the marker behind coded data").ToException("JPEG scan");
        }

        var expected = FirstMcu + Count < _mcus ? (byte)(JpegMarker.Rst0 + (_index & 7)) : JpegMarker.Eoi;
        return _stream[position + 1] == expected
            ? position + 2
            : throw new CodecFault(CodecProblem.Damaged, position, "the next restart marker, or EOI behind the last MCU")
                .ToException("JPEG scan");
    }
}
