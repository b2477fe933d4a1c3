using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Slides.Formats.PlainImage;

/// <summary>How large the tiles are that are cut out of a picture whose rows are as wide as it is.</summary>
internal static class PlainTileSide
{
    /// <summary>Columns and rows of the tiles of nearly every picture.</summary>
    public const int Usual = 512;

    private const int Least = 64;

    /// <summary>Chooses: the usual, or so much less that a row of tiles stays within <see cref="PlainImageLimits.MaxBandBytes"/>.</summary>
    /// <param name="size">Of the picture.</param>
    /// <param name="pixelBytes">Bytes of a pixel.</param>
    /// <returns>Null where the picture is too wide for any.</returns>
    public static int? TryChoose(PixelSize size, int pixelBytes)
    {
        var rowBytes = (long)size.Width * pixelBytes;
        for (var side = Usual; side >= Least; side /= 2)
        {
            if (rowBytes * Math.Min(side, size.Height) <= PlainImageLimits.MaxBandBytes)
            {
                return side;
            }
        }

        return null;
    }
}
