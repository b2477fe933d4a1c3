using System.Buffers;

namespace WsiDicomizer.Imaging.Lzw;

/// <summary>The table of one encoding run: an open hash from (code of a string, next byte) to the longer string's code.</summary>
internal sealed class TiffLzwEncoder
{
    // A prime above twice the table size keeps the chains short.
    private const int HashSize = 9001;

    private readonly int[] _keys = new int[HashSize];
    private readonly ushort[] _codes = new ushort[HashSize];
    private readonly ArrayBufferWriter<byte> _output = new(4096);
    private int _current = -1;
    private int _next;
    private int _width;
    private uint _bits;
    private int _bitCount;

    /// <summary>Encodes the next bytes.</summary>
    public void Append(ReadOnlySpan<byte> source)
    {
        Start();
        if (_current < 0 && !source.IsEmpty)
        {
            _current = source[0];
            source = source[1..];
        }

        var current = _current;
        foreach (var next in source)
        {
            var slot = FindSlot(current, next);
            if (_keys[slot] >= 0)
            {
                current = _codes[slot];
                continue;
            }

            WriteCode(current);
            _keys[slot] = (current << 8) | next;
            _codes[slot] = (ushort)_next;
            CountEntry();
            current = next;

            // TIFF 6.0: clear as soon as entry 4094 is used, so that 4095 never needs 13 bits.
            if (_next == TiffLzw.TableSize - 1)
            {
                Clear();
            }
        }

        _current = current;
    }

    /// <summary>Ends the codes.</summary>
    /// <returns>From the first clear code to the end code.</returns>
    public byte[] Finish()
    {
        Start();
        if (_current >= 0)
        {
            WriteCode(_current);

            // The decoder adds an entry for this code before it reads the end code, and may widen its codes by it.
            CountEntry();
        }

        WriteCode(TiffLzw.EndCode);
        if (_bitCount > 0)
        {
            WriteByte((byte)(_bits << (8 - _bitCount)));
        }

        return _output.WrittenSpan.ToArray();
    }

    private void Start()
    {
        if (_width == 0)
        {
            Clear();
        }
    }

    private void CountEntry()
    {
        _next++;

        // The encoder's table is one entry ahead of the decoder's: it widens at 512 where the decoder does at 511.
        if (_next >= 1 << _width && _width < TiffLzw.MaxWidth)
        {
            _width++;
        }
    }

    private void Clear()
    {
        // The first clear code of the data has 9 bits, later ones the width of the moment.
        if (_width == 0)
        {
            _width = TiffLzw.MinWidth;
        }

        WriteCode(TiffLzw.ClearCode);
        Array.Fill(_keys, -1);
        _next = TiffLzw.FirstFreeCode;
        _width = TiffLzw.MinWidth;
    }

    private int FindSlot(int current, byte next)
    {
        var key = (current << 8) | next;
        var slot = key % HashSize;
        while (_keys[slot] >= 0 && _keys[slot] != key)
        {
            slot = slot + 1 == HashSize ? 0 : slot + 1;
        }

        return slot;
    }

    private void WriteCode(int code)
    {
        _bits = (_bits << _width) | (uint)code;
        _bitCount += _width;
        while (_bitCount >= 8)
        {
            _bitCount -= 8;
            WriteByte((byte)(_bits >> _bitCount));
        }
    }

    private void WriteByte(byte value)
    {
        _output.GetSpan(1)[0] = value;
        _output.Advance(1);
    }
}
