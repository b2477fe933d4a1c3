using WsiDicomizer.Imaging.Lzw;

namespace WsiDicomizer.Imaging.Blank;

/// <summary>Blank rows in TIFF's LZW (compression 5), most significant bit first.</summary>
/// <remarks>About a thousandth of the rows' bytes for large ones; a row at a time is in memory. Thread-safe.</remarks>
public static class BlankLzw
{
    /// <summary>Makes the bytes of a strip or tile.</summary>
    /// <param name="rows">What it holds.</param>
    /// <param name="limits">How large it may be.</param>
    /// <returns>From a clear code (first byte 80 hexadecimal) to an end code.</returns>
    /// <exception cref="CodecException">It is larger than the limits allow.</exception>
    public static byte[] Create(BlankRows rows, BlankLimits limits)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var row = rows.CreateRow(limits);
        var encoder = new TiffLzwEncoder();
        for (var index = 0; index < rows.Rows; index++)
        {
            encoder.Append(row);
        }

        return encoder.Finish();
    }
}
