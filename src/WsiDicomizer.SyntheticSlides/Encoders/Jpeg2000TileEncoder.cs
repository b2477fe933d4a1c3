using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg2000;

namespace WsiDicomizer.SyntheticSlides.Encoders;

/// <summary>Encodes the tiles of a JPEG 2000 page as raw codestreams.</summary>
internal sealed class Jpeg2000TileEncoder : ITileEncoder
{
    // 33003 becomes JPEG of quality 90 on its way to DICOM: noise that an optic never shows would make that look worse than it is.
    private const double YCbCrRatio = 32;
    private const double RgbRatio = 12;

    private readonly Jpeg2000Codec _codec;
    private readonly Jpeg2000EncodeOptions _options;
    private readonly bool _asYCbCr;

    /// <summary>An encoder for one page.</summary>
    /// <param name="codec">Stays the caller's.</param>
    /// <param name="asYCbCr">
    /// Store Y, Cb, Cr without a component transform (Aperio's 33003) instead of R, G, B with one (33005).
    /// </param>
    public Jpeg2000TileEncoder(Jpeg2000Codec codec, bool asYCbCr)
    {
        _codec = codec;
        _asYCbCr = asYCbCr;
        _options = new Jpeg2000EncodeOptions
        {
            MultipleComponentTransform = !asYCbCr,
            DecompositionLevels = 3,
            CompressionRatio = asYCbCr ? YCbCrRatio : RgbRatio,
        };
    }

    /// <inheritdoc/>
    public byte[]? SharedTables => null;

    /// <inheritdoc/>
    public byte[] Encode(ReadOnlySpan<byte> rgb, int width, int height) =>
        _codec.Encode(_asYCbCr ? ToYCbCr(rgb) : rgb, new PixelSize(width, height), _options);

    // ITU-R BT.601 in full range, as JFIF has it (ITU-T T.871, clause 7).
    private static byte[] ToYCbCr(ReadOnlySpan<byte> rgb)
    {
        var output = new byte[rgb.Length];
        for (var at = 0; at < rgb.Length; at += 3)
        {
            var (r, g, b) = (rgb[at], rgb[at + 1], rgb[at + 2]);
            output[at] = Round((0.299 * r) + (0.587 * g) + (0.114 * b));
            output[at + 1] = Round(128 - (0.168736 * r) - (0.331264 * g) + (0.5 * b));
            output[at + 2] = Round(128 + (0.5 * r) - (0.418688 * g) - (0.081312 * b));
        }

        return output;
    }

    private static byte Round(double value) => (byte)Math.Clamp((int)Math.Round(value), 0, 255);
}
