namespace WsiDicomizer.Imaging.Jpeg.Tiles;

/// <summary>Walks over the MCUs of a scan, segment by segment. Not thread-safe.</summary>
internal sealed class JpegMcuCursor
{
    private readonly IJpegScanBytes _bytes;
    private readonly JpegMcuCopier _copier;
    private readonly JpegTileWriter _nowhere = new();
    private readonly JpegLimits _limits;
    private byte[] _raw = [];
    private IJpegScanIndex? _index;
    private long _mcu = -1;
    private long _segmentEnd = -1;
    private long _segmentStart;

    public JpegMcuCursor(IJpegScanBytes bytes, JpegMcuCopier copier, JpegLimits limits)
    {
        _bytes = bytes;
        _copier = copier;
        _limits = limits;
    }

    /// <summary>Goes to an MCU.</summary>
    /// <param name="index">Where segments are.</param>
    /// <param name="mcu">0-based, row by row.</param>
    /// <exception cref="CodecException">The data before it in its segment is damaged.</exception>
    public void MoveTo(IJpegScanIndex index, long mcu)
    {
        if (!ReferenceEquals(_index, index) || mcu < _mcu || mcu >= _segmentEnd)
        {
            _index = index;
            Load((int)(mcu / index.McusPerSegment));
        }

        // What lies between is read to keep count; it is of the same segment.
        while (_mcu < mcu)
        {
            _nowhere.Start([]);
            _copier.Predictions.CopyTo(_nowhere.Predictions, 0);
            CopyHere((int)Math.Min(256, mcu - _mcu), _nowhere);
        }
    }

    /// <summary>Copies the next MCUs.</summary>
    /// <param name="count">How many.</param>
    /// <param name="writer">The tile.</param>
    /// <exception cref="CodecException">The data is damaged.</exception>
    public void Copy(int count, JpegTileWriter writer)
    {
        while (count > 0)
        {
            if (_mcu == _segmentEnd)
            {
                Load((int)(_mcu / _index!.McusPerSegment));
            }

            var part = (int)Math.Min(count, _segmentEnd - _mcu);
            CopyHere(part, writer);
            count -= part;
        }
    }

    /// <summary>Forgets where it is, after a fault.</summary>
    public void Reset() => _index = null;

    private void CopyHere(int count, JpegTileWriter writer)
    {
        if (!_copier.Copy(count, writer))
        {
            throw Damaged(_segmentStart, "the codes of whole MCUs in this restart interval or row");
        }

        _mcu += count;
    }

    private void Load(int segmentIndex)
    {
        var segment = _index!.Get(segmentIndex);
        _segmentStart = segment.Start;
        var length = segment.End - segment.Start;
        if (length > _limits.MaxIntervalBytes && segment.EndMarker is not null)
        {
            throw new CodecFault(CodecProblem.LimitExceeded, segment.Start, "shorter restart intervals").ToException("JPEG scan");
        }

        length = Math.Min(length, _limits.MaxIntervalBytes);
        if (_raw.Length < length)
        {
            _raw = new byte[length + (length / 2)];
            _copier.Data = new byte[_raw.Length + JpegMcuCopier.PaddingBytes];
        }

        var raw = _raw.AsSpan(0, (int)length);
        _bytes.Read(segment.Start, raw);
        var end = JpegUnstuffing.Run(raw, _copier.Data, out var dataLength);
        if (segment.EndMarker is { } marker && (end + 2 != raw.Length || raw[end + 1] != marker))
        {
            throw Damaged(segment.Start + end, "the restart marker at the end of the interval and no other");
        }

        _copier.Data.AsSpan(dataLength, JpegMcuCopier.PaddingBytes).Clear();
        (_copier.Length, _copier.Bit) = (dataLength, segment.Bit);
        _copier.Predictions.AsSpan().Clear();
        segment.Predictions?.CopyTo(_copier.Predictions, 0);
        _mcu = (long)segmentIndex * _index.McusPerSegment;
        _segmentEnd = _mcu + _index.McusPerSegment;
    }

    private static CodecException Damaged(long offset, string expected) =>
        new CodecFault(CodecProblem.Damaged, offset, expected).ToException("JPEG scan");
}
