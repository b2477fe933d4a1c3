using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.SyntheticSlides.Formats.Ventana;

/// <summary>What kind of Ventana file to write.</summary>
public sealed record VentanaSyntheticOptions
{
    /// <summary>The kind of file. Default: <see cref="VentanaVariant.Dp"/>.</summary>
    public VentanaVariant Variant { get; init; }

    /// <summary>
    /// The scanned area in pixels, 64 to 32,768 each way, rounded up to whole tiles but for an export; a second area has three
    /// quarters of it. Default 2400 × 1800.
    /// </summary>
    public PixelSize Size { get; init; } = new(2400, 1800);

    /// <summary>Columns of a tile, a multiple of 64 from 64 to 1024; older scanners have five rows for four columns. Default 512.</summary>
    public int TileSize { get; init; } = 512;

    /// <summary>What picture and identity are made from: the same seed and options give the same bytes.</summary>
    public ulong Seed { get; init; }

    /// <summary>What to plant; null makes an identity from the seed.</summary>
    public PlantedIdentity? Identity { get; init; }

    /// <summary>Micrometres per pixel, both ways. Default 0.25.</summary>
    public double MicrometresPerPixel { get; init; } = 0.25;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public void Validate()
    {
        RequireRange(Size.Width, 64, 32_768, nameof(Size));
        RequireRange(Size.Height, 64, 32_768, nameof(Size));
        RequireRange(TileSize, 64, 1024, nameof(TileSize));
        ArgumentOutOfRangeException.ThrowIfNotEqual(TileSize % 64, 0, nameof(TileSize));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MicrometresPerPixel, nameof(MicrometresPerPixel));
    }

    private static void RequireRange(int value, int least, int most, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most, name);
    }
}
