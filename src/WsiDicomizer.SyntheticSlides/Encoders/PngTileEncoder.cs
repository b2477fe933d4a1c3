namespace WsiDicomizer.SyntheticSlides.Encoders;

/// <summary>Makes PNG streams of 8-bit red, green, blue.</summary>
internal sealed class PngTileEncoder : ITileEncoder
{
    /// <inheritdoc/>
    public byte[]? SharedTables => null;

    /// <inheritdoc/>
    public byte[] Encode(ReadOnlySpan<byte> rgb, int width, int height)
    {
        var stream = new PngStream(width, height);
        return [.. stream.Start(), .. stream.Rows(rgb), .. PngStream.End];
    }
}
