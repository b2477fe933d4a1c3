using System.Buffers;
using System.Buffers.Binary;

namespace WsiDicomizer.Imaging.Blank;

/// <summary>Blank rows as a Zstandard frame (TIFF's compression 50000).</summary>
/// <remarks>
/// Blocks that say one byte many times, and raw ones for what differs: 4 bytes for each 128 KiB of equal bytes, some 10 for
/// each row of differences, no gain for units of different bytes. Source: RFC 8878, 3.1.1. Thread-safe.
/// </remarks>
public static class BlankZstandard
{
    private const int MostBlockBytes = 128 << 10;
    private const int RawBlock = 0;
    private const int RunBlock = 1;

    /// <summary>Makes the bytes of a strip or tile.</summary>
    /// <param name="rows">What it holds.</param>
    /// <param name="limits">How large it may be.</param>
    /// <returns>One frame that states its content's size, without checksum.</returns>
    /// <exception cref="CodecException">It is larger than the limits allow.</exception>
    public static byte[] Create(BlankRows rows, BlankLimits limits)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var row = rows.CreateRow(limits);
        var output = new ArrayBufferWriter<byte>();

        // Magic number; size of 8 bytes, no checksum and no dictionary; a window of 128 KiB.
        output.Write<byte>([0x28, 0xB5, 0x2F, 0xFD, 0xC0, 7 << 3]);
        BinaryPrimitives.WriteInt64LittleEndian(output.GetSpan(8), rows.Length);
        output.Advance(8);
        if (!row.AsSpan().ContainsAnyExcept(row[0]))
        {
            WriteRun(output, row[0], rows.Length);
        }
        else
        {
            var literals = rows.IsPredicted ? rows.Unit.Length : row.Length;
            for (var index = 0; index < rows.Rows; index++)
            {
                WriteRaw(output, row.AsSpan(0, literals));
                WriteRun(output, 0, row.Length - literals);
                BlankLimits.Check(output.WrittenCount, limits.MaxBytes, "bytes");
            }
        }

        // An empty block is the last.
        WriteBlockHeader(output, RawBlock, 0, isLast: true);
        return output.WrittenSpan.ToArray();
    }

    private static void WriteRun(ArrayBufferWriter<byte> output, byte value, long length)
    {
        for (; length > 0; length -= MostBlockBytes)
        {
            WriteBlockHeader(output, RunBlock, (int)Math.Min(MostBlockBytes, length));
            output.Write<byte>([value]);
        }
    }

    private static void WriteRaw(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> bytes)
    {
        for (; !bytes.IsEmpty; bytes = bytes[Math.Min(MostBlockBytes, bytes.Length)..])
        {
            var piece = bytes[..Math.Min(MostBlockBytes, bytes.Length)];
            WriteBlockHeader(output, RawBlock, piece.Length);
            output.Write(piece);
        }
    }

    private static void WriteBlockHeader(ArrayBufferWriter<byte> output, int type, int size, bool isLast = false)
    {
        var header = (size << 3) | (type << 1) | (isLast ? 1 : 0);
        output.Write<byte>([(byte)header, (byte)(header >> 8), (byte)(header >> 16)]);
    }
}
