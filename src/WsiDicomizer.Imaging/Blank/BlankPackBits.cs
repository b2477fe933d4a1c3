using System.Buffers;

namespace WsiDicomizer.Imaging.Blank;

/// <summary>Blank rows in TIFF's PackBits (compression 32773); each row is packed by itself (TIFF 6.0, section 9).</summary>
/// <remarks>Two bytes for each 128 of a row whose bytes are equal; a little more than the row where they are not. Thread-safe.</remarks>
public static class BlankPackBits
{
    private const int LongestRun = 128;

    /// <summary>Makes the bytes of a strip or tile.</summary>
    /// <param name="rows">What it holds.</param>
    /// <param name="limits">How large it may be.</param>
    /// <returns>Runs and literals, without an end mark: PackBits has none.</returns>
    /// <exception cref="CodecException">It is larger than the limits allow.</exception>
    public static byte[] Create(BlankRows rows, BlankLimits limits)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var packed = Pack(rows, rows.CreateRow(limits));
        BlankLimits.Check((long)packed.Length * rows.Rows, limits.MaxBytes, "bytes");
        var bytes = new byte[(long)packed.Length * rows.Rows];
        for (var at = 0; at < bytes.Length; at += packed.Length)
        {
            packed.CopyTo(bytes.AsSpan(at));
        }

        return bytes;
    }

    private static ReadOnlySpan<byte> Pack(BlankRows rows, ReadOnlySpan<byte> row)
    {
        var packed = new ArrayBufferWriter<byte>();
        var literals = !row.ContainsAnyExcept(row[0]) ? 0 : rows.IsPredicted ? rows.Unit.Length : row.Length;
        for (var at = 0; at < literals; at += LongestRun)
        {
            var piece = row[at..Math.Min(literals, at + LongestRun)];
            packed.Write<byte>([(byte)(piece.Length - 1)]);
            packed.Write(piece);
        }

        for (var at = literals; at < row.Length; at += LongestRun)
        {
            // 1 - n says n times; a single byte is a literal, for 0 says so in both ways.
            var count = Math.Min(LongestRun, row.Length - at);
            packed.Write<byte>([(byte)(1 - count), row[at]]);
        }

        return packed.WrittenSpan;
    }
}
