using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;

namespace WsiDicomizer.SyntheticSlides.Encoders;

/// <summary>Encodes tiles as JPEG of one component, each with its own tables.</summary>
/// <param name="codec">Stays the caller's.</param>
/// <param name="quality">1 to 100.</param>
internal sealed class GreyJpegTileEncoder(JpegCodec codec, int quality) : ITileEncoder
{
    /// <inheritdoc/>
    public byte[]? SharedTables => null;

    /// <inheritdoc/>
    public byte[] Encode(ReadOnlySpan<byte> rgb, int width, int height) => codec.Encode(
        GreySamples.From(rgb),
        new PixelSize(width, height),
        new JpegEncodeOptions { Quality = quality, Color = JpegColor.Grey });
}
