namespace WsiDicomizer.Imaging.Lzw;

/// <summary>TIFF's LZW: codes of 9 to 12 bits, most significant bit first, widths changing one code early.</summary>
/// <remarks>Source: TIFF 6.0, section 13.</remarks>
public static class TiffLzw
{
    internal const int ClearCode = 256;
    internal const int EndCode = 257;
    internal const int FirstFreeCode = 258;
    internal const int TableSize = 4096;
    internal const int MinWidth = 9;
    internal const int MaxWidth = 12;

    /// <summary>Decodes a strip or tile.</summary>
    /// <param name="source">The codes. A missing clear code at the start and a missing end code are tolerated.</param>
    /// <param name="destination">As large as the decoded strip is known to be; what would go beyond is left out.</param>
    /// <returns>The number of bytes written; less than the destination's length where the codes end early.</returns>
    /// <exception cref="CodecException">A code is not in the table, or the codes are of the old, reversed kind.</exception>
    public static int Decode(ReadOnlySpan<byte> source, Span<byte> destination) =>
        TryDecode(source, destination, out var written, out var fault) ? written : throw fault.ToException("LZW data");

    /// <summary>Decodes a strip or tile.</summary>
    /// <param name="source">The codes. A missing clear code at the start and a missing end code are tolerated.</param>
    /// <param name="destination">As large as the decoded strip is known to be; what would go beyond is left out.</param>
    /// <param name="written">The number of bytes written, also where decoding failed midway.</param>
    /// <param name="fault">What is wrong, where it fails.</param>
    /// <returns>Whether all codes up to the end code, the end of the data or a full destination were valid.</returns>
    public static bool TryDecode(
        ReadOnlySpan<byte> source, Span<byte> destination, out int written, out CodecFault fault)
    {
        // Writers before TIFF 6.0 packed codes from the least significant bit: their clear code begins 00 01.
        if (source.Length >= 2 && source[0] == 0 && (source[1] & 1) == 1)
        {
            written = 0;
            fault = new CodecFault(CodecProblem.Unsupported, 0, "codes that start with the most significant bit");
            return false;
        }

        return new TiffLzwDecoder().TryDecode(source, destination, out written, out fault);
    }

    /// <summary>Encodes a strip or tile.</summary>
    /// <param name="source">The bytes, after the predictor if one is used.</param>
    /// <returns>Codes from a clear code to an end code.</returns>
    public static byte[] Encode(ReadOnlySpan<byte> source)
    {
        var encoder = new TiffLzwEncoder();
        encoder.Append(source);
        return encoder.Finish();
    }
}
