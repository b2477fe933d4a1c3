namespace WsiDicomizer.SyntheticSlides.Encoders;

/// <summary>
/// Encodes what one channel or one focal plane sees of the drawn picture: a channel one of its colours, in grey; a plane the
/// picture darker the further it is from the first.
/// </summary>
internal sealed class ViewTileEncoder(ITileEncoder color, ITileEncoder grey) : ITileEncoder
{
    // Of 16: what each further plane loses.
    private const int DarkerBy = 3;

    /// <summary>Which channel is written, 0-based: red, green, blue and again; null for all colours together.</summary>
    public int? Channel { get; set; }

    /// <summary>Which focal plane is written, 0-based.</summary>
    public int Plane { get; set; }

    /// <inheritdoc/>
    public byte[]? SharedTables => Current.SharedTables;

    private ITileEncoder Current => Channel is null ? color : grey;

    /// <inheritdoc/>
    public byte[] Encode(ReadOnlySpan<byte> rgb, int width, int height) => Current.Encode(See(rgb), width, height);

    private byte[] See(ReadOnlySpan<byte> rgb)
    {
        var step = Channel is null ? 1 : 3;
        var seen = new byte[rgb.Length / step];
        var light = Math.Max(1, 16 - (DarkerBy * Plane));
        for (int index = 0, at = Channel % 3 ?? 0; index < seen.Length; index++, at += step)
        {
            seen[index] = (byte)(rgb[at] * light / 16);
        }

        return seen;
    }
}
