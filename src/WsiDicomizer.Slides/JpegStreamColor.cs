using WsiDicomizer.Imaging.Jpeg;

namespace WsiDicomizer.Slides;

/// <summary>What the components of JPEG tiles mean: as their container says, unless the streams contradict.</summary>
internal static class JpegStreamColor
{
    // The first tile may be damaged or missing while others are sound; more than a few are not worth a read.
    private const int MaxTilesToTry = 16;

    // A header with its tables; what is cut off before the frame header gives no answer.
    private const int HeadBytes = 4 * 1024;

    /// <summary>Finds the colour.</summary>
    /// <param name="count">The number of tiles.</param>
    /// <param name="rangeOf">A tile's bytes; length 0 for one that is not there.</param>
    /// <param name="read">Reads bytes.</param>
    /// <param name="samplesPerPixel">How many components the streams have to have.</param>
    /// <param name="declared">The colour by the container.</param>
    /// <returns>The colour by the first stream with a readable header, or as declared where there is none.</returns>
    public static TileColor Resolve(
        int count, Func<int, ByteRange> rangeOf, Func<ByteRange, byte[]> read, int samplesPerPixel, TileColor declared)
    {
        var tried = 0;
        for (var tile = 0; tile < count && tried < MaxTilesToTry; tile++)
        {
            var range = rangeOf(tile);
            if (range.Length == 0)
            {
                continue;
            }

            tried++;
            var head = read(range with { Length = Math.Min(range.Length, HeadBytes) });
            if (JpegHeader.TryRead(head, JpegLimits.Default, out var header)
                && header.Components.Count == samplesPerPixel
                && header.ResolveColor(ToJpeg(declared)) is { } color)
            {
                return FromJpeg(color);
            }
        }

        return declared;
    }

    /// <summary>The colour in the words of the JPEG reader.</summary>
    /// <param name="color">The colour.</param>
    public static JpegColor ToJpeg(TileColor color) => color switch
    {
        TileColor.Grey => JpegColor.Grey,
        TileColor.YCbCr => JpegColor.YCbCr,
        _ => JpegColor.Rgb,
    };

    private static TileColor FromJpeg(JpegColor color) => color switch
    {
        JpegColor.Grey => TileColor.Grey,
        JpegColor.YCbCr => TileColor.YCbCr,
        _ => TileColor.Rgb,
    };
}
