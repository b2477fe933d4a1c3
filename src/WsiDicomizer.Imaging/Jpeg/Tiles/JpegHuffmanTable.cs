namespace WsiDicomizer.Imaging.Jpeg.Tiles;

/// <summary>A Huffman table for reading and writing (ITU-T T.81, annexes C and F.2.2.3).</summary>
internal sealed class JpegHuffmanTable
{
    /// <summary>Bits of the window that most codes are found by in one look.</summary>
    public const int LookupBits = 10;

    private readonly byte[] _counts;
    private readonly byte[] _values;
    private readonly ushort[] _lookup = new ushort[1 << LookupBits];
    private readonly int[] _firstCode = new int[18];
    private readonly int[] _firstIndex = new int[18];

    private JpegHuffmanTable(byte[] counts, byte[] values)
    {
        _counts = counts;
        _values = values;
    }

    /// <summary>For the next bits: length of the code × 256 + symbol; 0 where the code is longer than the window.</summary>
    public ReadOnlySpan<ushort> Lookup => _lookup;

    /// <summary>The code of each symbol.</summary>
    public ushort[] Codes { get; } = new ushort[256];

    /// <summary>The length of each symbol's code; 0 for symbols without one.</summary>
    public byte[] Lengths { get; } = new byte[256];

    /// <summary>Builds a table from the counts of codes of each length and the symbols in their order.</summary>
    /// <param name="counts">16, for lengths 1 to 16.</param>
    /// <param name="values">As many as the counts say.</param>
    /// <returns>Null where there are more codes of a length than there can be.</returns>
    public static JpegHuffmanTable? TryCreate(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> values)
    {
        var table = new JpegHuffmanTable(counts.ToArray(), values.ToArray());
        return table.TryBuild() ? table : null;
    }

    /// <summary>Whether every one of the symbols has a code.</summary>
    public bool ContainsAll(ReadOnlySpan<byte> symbols)
    {
        foreach (var symbol in symbols)
        {
            if (Lengths[symbol] == 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Finds a code that is longer than the window.</summary>
    /// <param name="bits">The next 16 bits.</param>
    /// <returns>Length × 256 + symbol; 0 where no code fits.</returns>
    public int FindLong(int bits)
    {
        for (var length = LookupBits + 1; length <= 16; length++)
        {
            var index = (bits >> (16 - length)) - _firstCode[length];
            if (index >= 0 && index < _counts[length - 1])
            {
                return (length << 8) | _values[_firstIndex[length] + index];
            }
        }

        return 0;
    }

    /// <summary>The table as DHT holds it, without class and identifier: counts, then symbols.</summary>
    public byte[] ToDefinition() => [.. _counts, .. _values];

    private bool TryBuild()
    {
        var code = 0;
        var index = 0;
        for (var length = 1; length <= 16; length++)
        {
            _firstCode[length] = code;
            _firstIndex[length] = index;
            var count = _counts[length - 1];
            if (code + count > 1 << length || index + count > _values.Length)
            {
                return false;
            }

            for (var i = 0; i < count; i++, code++, index++)
            {
                Add(_values[index], code, length);
            }

            code <<= 1;
        }

        return index == _values.Length;
    }

    private void Add(byte symbol, int code, int length)
    {
        Codes[symbol] = (ushort)code;
        Lengths[symbol] = (byte)length;
        if (length <= LookupBits)
        {
            var spare = LookupBits - length;
            _lookup.AsSpan(code << spare, 1 << spare).Fill((ushort)((length << 8) | symbol));
        }
    }
}
