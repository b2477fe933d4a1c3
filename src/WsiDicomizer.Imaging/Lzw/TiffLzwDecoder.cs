namespace WsiDicomizer.Imaging.Lzw;

/// <summary>The table of one decoding run. Strings are chains of a last byte and the code of what comes before it.</summary>
internal sealed class TiffLzwDecoder
{
    private readonly ushort[] _prefix = new ushort[TiffLzw.TableSize];
    private readonly byte[] _last = new byte[TiffLzw.TableSize];
    private readonly byte[] _first = new byte[TiffLzw.TableSize];
    private readonly ushort[] _length = new ushort[TiffLzw.TableSize];
    private int _next = TiffLzw.FirstFreeCode;
    private int _width = TiffLzw.MinWidth;

    public TiffLzwDecoder()
    {
        for (var i = 0; i < 256; i++)
        {
            _last[i] = _first[i] = (byte)i;
            _length[i] = 1;
        }
    }

    public bool TryDecode(ReadOnlySpan<byte> source, Span<byte> destination, out int written, out CodecFault fault)
    {
        written = 0;
        fault = default;
        int previous = -1, position = 0, bitCount = 0;
        uint bits = 0;
        while (written < destination.Length)
        {
            while (bitCount < _width && position < source.Length)
            {
                bits = (bits << 8) | source[position++];
                bitCount += 8;
            }

            if (bitCount < _width)
            {
                return true;
            }

            bitCount -= _width;
            var code = (int)(bits >> bitCount) & ((1 << _width) - 1);
            if (code == TiffLzw.EndCode)
            {
                return true;
            }

            if (code == TiffLzw.ClearCode)
            {
                (_next, _width, previous) = (TiffLzw.FirstFreeCode, TiffLzw.MinWidth, -1);
                continue;
            }

            if (!TryAdd(previous, code))
            {
                fault = new CodecFault(CodecProblem.Damaged, position - 1, "a code that is in the table");
                return false;
            }

            written += Copy(code, destination[written..]);
            previous = code;
        }

        return true;
    }

    /// <summary>Adds the previous string and the first byte of this one; false where the code cannot be known yet.</summary>
    private bool TryAdd(int previous, int code)
    {
        if (previous < 0)
        {
            return code < TiffLzw.ClearCode;
        }

        if (code > _next || (code == _next && _next == TiffLzw.TableSize))
        {
            return false;
        }

        // A writer that never clears keeps using the full table.
        if (_next == TiffLzw.TableSize)
        {
            return true;
        }

        _prefix[_next] = (ushort)previous;
        _first[_next] = _first[previous];
        _last[_next] = _first[code == _next ? previous : code];
        _length[_next] = (ushort)(_length[previous] + 1);
        _next++;

        // One code early: 511, 1023 and 2047 are the first that need another bit.
        if (_next >= (1 << _width) - 1 && _width < TiffLzw.MaxWidth)
        {
            _width++;
        }

        return true;
    }

    /// <summary>Writes a string from its end to its start, leaving out what does not fit.</summary>
    private int Copy(int code, Span<byte> destination)
    {
        int length = _length[code], fits = Math.Min(length, destination.Length);
        for (var i = length - 1; i >= 0; i--)
        {
            if (i < fits)
            {
                destination[i] = _last[code];
            }

            code = _prefix[code];
        }

        return fits;
    }
}
