namespace WsiDicomizer.SyntheticSlides.Encoders;

/// <summary>Gives grey pictures to an encoder that makes grey of colours.</summary>
/// <param name="inner">Takes three bytes a pixel; stays the caller's.</param>
internal sealed class GreyAsRgbTileEncoder(ITileEncoder inner) : ITileEncoder
{
    /// <inheritdoc/>
    public byte[]? SharedTables => inner.SharedTables;

    /// <inheritdoc/>
    /// <remarks>One byte a pixel.</remarks>
    public byte[] Encode(ReadOnlySpan<byte> rgb, int width, int height)
    {
        var colors = new byte[rgb.Length * 3];
        for (var index = 0; index < rgb.Length; index++)
        {
            colors.AsSpan(index * 3, 3).Fill(rgb[index]);
        }

        return inner.Encode(colors, width, height);
    }
}
