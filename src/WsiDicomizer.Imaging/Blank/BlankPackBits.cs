using System.Buffers;
using WsiDicomizer.Imaging.Rle;

namespace WsiDicomizer.Imaging.Blank;

/// <summary>Blank rows in TIFF's PackBits (compression 32773); each row is packed by itself (TIFF 6.0, section 9).</summary>
/// <remarks>Two bytes for each 128 of a row whose bytes are equal; a little more than the row where they are not. Thread-safe.</remarks>
public static class BlankPackBits
{
    /// <summary>Makes the bytes of a strip or tile.</summary>
    /// <param name="rows">What it holds.</param>
    /// <param name="limits">How large it may be.</param>
    /// <returns>Runs and literals, without an end mark: PackBits has none.</returns>
    /// <exception cref="CodecException">It is larger than the limits allow.</exception>
    public static byte[] Create(BlankRows rows, BlankLimits limits)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var output = new ArrayBufferWriter<byte>();
        PackBits.EncodeRow(rows.CreateRow(limits), output);
        var packed = output.WrittenSpan;
        BlankLimits.Check((long)packed.Length * rows.Rows, limits.MaxBytes, "bytes");
        var bytes = new byte[(long)packed.Length * rows.Rows];
        for (var at = 0; at < bytes.Length; at += packed.Length)
        {
            packed.CopyTo(bytes.AsSpan(at));
        }

        return bytes;
    }
}
