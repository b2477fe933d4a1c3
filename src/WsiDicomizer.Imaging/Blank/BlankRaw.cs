namespace WsiDicomizer.Imaging.Blank;

/// <summary>Blank rows without compression (TIFF's compression 1). Thread-safe.</summary>
public static class BlankRaw
{
    /// <summary>Makes the bytes of a strip or tile.</summary>
    /// <param name="rows">What it holds.</param>
    /// <param name="limits">How large it may be.</param>
    /// <returns>Row after row, without padding.</returns>
    /// <exception cref="CodecException">It is larger than the limits allow.</exception>
    public static byte[] Create(BlankRows rows, BlankLimits limits)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(limits);
        BlankLimits.Check(rows.Length, limits.MaxBytes, "bytes");
        var row = rows.CreateRow(limits);
        var bytes = new byte[rows.Length];
        for (var at = 0; at < bytes.Length; at += row.Length)
        {
            row.CopyTo(bytes, at);
        }

        return bytes;
    }
}
