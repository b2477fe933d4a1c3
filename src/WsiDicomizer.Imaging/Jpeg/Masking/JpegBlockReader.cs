using System.Buffers.Binary;
using WsiDicomizer.Imaging.Jpeg.Tiles;

namespace WsiDicomizer.Imaging.Jpeg.Masking;

/// <summary>Reads coefficients. It shares no step with <see cref="JpegMcuCopier"/>, whose work it is to check. Not thread-safe.</summary>
/// <param name="blocks">Of an MCU.</param>
internal sealed class JpegBlockReader(JpegMcuBlock[] blocks)
{
    private const int MaxDcBits = 11;
    private const int MaxAcBits = 15;

    private readonly int[] _predictions = new int[4];
    private byte[] _data = [];
    private long _bit;
    private long _end;

    /// <summary>Begins an interval.</summary>
    /// <param name="data">Without stuffed bytes, followed by <see cref="JpegMcuCopier.PaddingBytes"/> zeros.</param>
    /// <param name="length">Bytes of data.</param>
    public void Start(byte[] data, int length)
    {
        (_data, _bit, _end) = (data, 0, 8L * length);
        _predictions.AsSpan().Clear();
    }

    /// <summary>Reads the next MCU.</summary>
    /// <param name="coefficients">64 for each block, in zigzag order; DC as it is and not as its difference.</param>
    /// <returns>False where the data ends before, or holds a code that there is not.</returns>
    public bool TryReadMcu(Span<int> coefficients)
    {
        coefficients.Clear();
        for (var index = 0; index < blocks.Length; index++)
        {
            if (!TryReadBlock(blocks[index], coefficients.Slice(64 * index, 64)))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryReadBlock(JpegMcuBlock block, Span<int> coefficients)
    {
        if (!TryReadSymbol(block.Dc, out var size) || size > MaxDcBits)
        {
            return false;
        }

        coefficients[0] = _predictions[block.Component] += ReadValue(size);
        for (var index = 1; index < 64; index++)
        {
            if (!TryReadSymbol(block.Ac, out var symbol))
            {
                return false;
            }

            var (run, bits) = (symbol >> 4, symbol & MaxAcBits);
            if (bits == 0 && run != 15)
            {
                break;
            }

            index += run;
            if (index > 63)
            {
                return false;
            }

            coefficients[index] = ReadValue(bits);
        }

        return _bit <= _end;
    }

    private bool TryReadSymbol(JpegHuffmanTable table, out int symbol)
    {
        symbol = 0;
        if (_bit > _end)
        {
            return false;
        }

        var bits = Peek(16);
        int code = table.Lookup[bits >> (16 - JpegHuffmanTable.LookupBits)];
        code = code != 0 ? code : table.FindLong(bits);
        (symbol, _bit) = (code & 0xFF, _bit + (code >> 8));
        return code != 0;
    }

    // T.81, F.2.2.1: a value whose first bit is 0 is negative.
    private int ReadValue(int size)
    {
        if (size == 0)
        {
            return 0;
        }

        var value = Peek(size);
        _bit += size;
        return value >> (size - 1) == 1 ? value : value - (1 << size) + 1;
    }

    private int Peek(int count)
    {
        var window = BinaryPrimitives.ReadUInt32BigEndian(_data.AsSpan((int)(_bit >> 3))) << (int)(_bit & 7);
        return (int)(window >> (32 - count));
    }
}
