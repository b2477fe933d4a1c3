using System.Buffers.Binary;
using System.Numerics;

namespace WsiDicomizer.Imaging.Jpeg.Tiles;

/// <summary>Copies MCUs from coded data into the stream of a tile: every coefficient as it is.</summary>
/// <remarks>
/// Only the differences of the DC coefficients are coded anew, since the block before is another one where a row of a tile
/// begins; AC codes go over bit by bit. Not thread-safe.
/// </remarks>
internal sealed class JpegMcuCopier(JpegScanLayout layout)
{
    /// <summary>Zeros that stand behind the data, so that a block may be read beyond its end before that is noticed.</summary>
    public const int PaddingBytes = 512;

    // T.81, table F.1: the baseline process has no larger difference.
    private const int MaxDcBits = 11;

    // 10 blocks of 64 codes of at most 31 bits, each byte possibly followed by a stuffed one; and pending bits.
    private const int MaxMcuBytes = (2 * 10 * 64 * 31 / 8) + 64;

    private const int ZeroRun = 0xF0;

    private readonly JpegMcuBlock[] _blocks = layout.Blocks;

    /// <summary>The DC coefficients of the last block of each component that was read.</summary>
    public readonly int[] Predictions = new int[4];

    /// <summary>Coded data without stuffed bytes, followed by <see cref="PaddingBytes"/> zeros.</summary>
    public byte[] Data { get; set; } = new byte[PaddingBytes];

    /// <summary>Bytes of data, without the zeros behind.</summary>
    public int Length { get; set; }

    /// <summary>The next bit to be read.</summary>
    public int Bit { get; set; }

    /// <summary>Copies MCUs.</summary>
    /// <param name="count">How many.</param>
    /// <param name="writer">The tile.</param>
    /// <returns>False where the data ends before, or holds a code that there is not.</returns>
    public bool Copy(int count, JpegTileWriter writer)
    {
        ReadOnlySpan<byte> data = Data;
        var (bit, end) = (Bit, Length * 8);
        var (position, pending, pendingCount) = (writer.Position, writer.Pending, writer.PendingCount);
        for (; count > 0; count--)
        {
            writer.Position = position;
            Span<byte> buffer = writer.Reserve(MaxMcuBytes);
            foreach (var block in _blocks)
            {
                var window = Window(data, bit);
                int code = block.Dc.Lookup[(int)(window >> (64 - JpegHuffmanTable.LookupBits))];
                code = code != 0 ? code : block.Dc.FindLong((int)(window >> 48));
                var (length, size) = (code >> 8, code & 0xFF);
                if (code == 0 || size > MaxDcBits)
                {
                    return false;
                }

                bit += length + size;
                var prediction = Predictions[block.Component] + ReadDifference(window << length, size);
                Predictions[block.Component] = prediction;
                var difference = prediction - writer.Predictions[block.Component];
                writer.Predictions[block.Component] = prediction;
                size = 32 - BitOperations.LeadingZeroCount((uint)Math.Abs(difference));
                if (size > MaxDcBits)
                {
                    return false;
                }

                var value = (uint)(difference - (difference >> 31 & 1)) & ((1u << size) - 1);
                pending = (pending << (block.WrittenDc.Lengths[size] + size))
                    | ((uint)block.WrittenDc.Codes[size] << size) | value;
                pendingCount += block.WrittenDc.Lengths[size] + size;
                if (pendingCount >= 32)
                {
                    pendingCount -= 32;
                    position = JpegTileWriter.WriteWord(buffer, position, (uint)(pending >> pendingCount));
                }

                var isSame = ReferenceEquals(block.Ac, block.WrittenAc);
                var lookup = block.Ac.Lookup;
                for (var index = 1; index < 64;)
                {
                    window = Window(data, bit);
                    code = lookup[(int)(window >> (64 - JpegHuffmanTable.LookupBits))];
                    code = code != 0 ? code : block.Ac.FindLong((int)(window >> 48));
                    if (code == 0)
                    {
                        return false;
                    }

                    var symbol = code & 0xFF;
                    size = symbol & 15;
                    length = (code >> 8) + size;
                    bit += length;
                    if (isSame)
                    {
                        pending = (pending << length) | (window >> (64 - length));
                        pendingCount += length;
                    }
                    else
                    {
                        if (block.WrittenAc.Lengths[symbol] == 0)
                        {
                            return false;
                        }

                        // The bits of the value are the last of what was read.
                        var bits = (window >> (64 - length)) & ((1u << size) - 1);
                        pending = (pending << (block.WrittenAc.Lengths[symbol] + size))
                            | ((uint)block.WrittenAc.Codes[symbol] << size) | bits;
                        pendingCount += block.WrittenAc.Lengths[symbol] + size;
                    }

                    if (pendingCount >= 32)
                    {
                        pendingCount -= 32;
                        position = JpegTileWriter.WriteWord(buffer, position, (uint)(pending >> pendingCount));
                    }

                    if (size == 0 && symbol != ZeroRun)
                    {
                        break;
                    }

                    index += (symbol >> 4) + 1;
                    if (index > 64)
                    {
                        return false;
                    }
                }

                if (bit > end)
                {
                    return false;
                }
            }
        }

        Bit = bit;
        (writer.Position, writer.Pending, writer.PendingCount) = (position, pending, pendingCount);
        return true;
    }

    /// <summary>Writes MCUs that continue the colour of the last ones: beyond the edges of the image.</summary>
    /// <param name="count">How many.</param>
    /// <param name="writer">The tile.</param>
    public void Pad(int count, JpegTileWriter writer)
    {
        for (; count > 0; count--)
        {
            Span<byte> buffer = writer.Reserve(MaxMcuBytes);
            foreach (var block in _blocks)
            {
                // Difference 0, end of block.
                var (dc, ac) = (block.WrittenDc, block.WrittenAc);
                var length = dc.Lengths[0] + ac.Lengths[0];
                writer.Pending = (writer.Pending << length) | ((uint)dc.Codes[0] << ac.Lengths[0]) | ac.Codes[0];
                writer.PendingCount += length;
                if (writer.PendingCount >= 32)
                {
                    writer.PendingCount -= 32;
                    writer.Position = JpegTileWriter.WriteWord(
                        buffer, writer.Position, (uint)(writer.Pending >> writer.PendingCount));
                }
            }
        }
    }

    /// <summary>Writes MCUs of constant colour.</summary>
    /// <param name="count">How many.</param>
    /// <param name="levels">The DC coefficient of each component's blocks.</param>
    /// <param name="writer">The stream.</param>
    /// <returns>False where the blocks before are so far from any level that the baseline process has no code for the step.</returns>
    public bool Fill(int count, ReadOnlySpan<int> levels, JpegTileWriter writer)
    {
        for (; count > 0; count--)
        {
            Span<byte> buffer = writer.Reserve(MaxMcuBytes);
            foreach (var block in _blocks)
            {
                var difference = levels[block.Component] - writer.Predictions[block.Component];
                if (difference is <= -(1 << MaxDcBits) or >= 1 << MaxDcBits)
                {
                    return false;
                }

                writer.Predictions[block.Component] = levels[block.Component];
                var size = 32 - BitOperations.LeadingZeroCount((uint)Math.Abs(difference));
                var value = (uint)(difference - (difference >> 31 & 1)) & ((1u << size) - 1);
                Write(block.WrittenDc.Codes[size], block.WrittenDc.Lengths[size], buffer, writer);
                Write(value, size, buffer, writer);

                // End of block.
                Write(block.WrittenAc.Codes[0], block.WrittenAc.Lengths[0], buffer, writer);
            }
        }

        return true;
    }

    private static void Write(uint bits, int count, Span<byte> buffer, JpegTileWriter writer)
    {
        writer.Pending = (writer.Pending << count) | bits;
        writer.PendingCount += count;
        if (writer.PendingCount >= 32)
        {
            writer.PendingCount -= 32;
            writer.Position = JpegTileWriter.WriteWord(
                buffer, writer.Position, (uint)(writer.Pending >> writer.PendingCount));
        }
    }

    // The next 57 bits at least, first one highest.
    private static ulong Window(ReadOnlySpan<byte> data, int bit) =>
        BinaryPrimitives.ReadUInt64BigEndian(data[(bit >> 3)..]) << (bit & 7);

    // T.81, F.2.2.1: EXTEND.
    private static int ReadDifference(ulong bits, int size)
    {
        if (size == 0)
        {
            return 0;
        }

        var value = (int)(bits >> (64 - size));
        return value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
    }
}
