using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.SyntheticSlides.Formats.Leica;

/// <summary>What kind of Leica SCN to write.</summary>
public sealed record LeicaSyntheticOptions
{
    /// <summary>The kind of file. Default: <see cref="LeicaVariant.OneArea"/>.</summary>
    public LeicaVariant Variant { get; init; }

    /// <summary>
    /// Level 0 of the first area in pixels, 64 to 250,000 each way; a second area has three quarters of it. Default 2400 × 1800.
    /// </summary>
    public PixelSize Size { get; init; } = new(2400, 1800);

    /// <summary>Columns and rows of a tile, a multiple of 16 from 64 to 1024. Default 512, as in every real file.</summary>
    public int TileSize { get; init; } = 512;

    /// <summary>What picture and identity are made from: the same seed and options give the same bytes.</summary>
    public ulong Seed { get; init; }

    /// <summary>What to plant; null makes an identity from the seed.</summary>
    public PlantedIdentity? Identity { get; init; }

    /// <summary>Micrometres per pixel, both ways; whole nanometres. Default 0.5.</summary>
    public double MicrometresPerPixel { get; init; } = 0.5;

    /// <summary>How many tiles of a level are encoded before they repeat, 1 to 65,536. Default 2500.</summary>
    public int MaxDistinctTiles { get; init; } = 2500;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public void Validate()
    {
        RequireRange(Size.Width, 64, 250_000, nameof(Size));
        RequireRange(Size.Height, 64, 250_000, nameof(Size));
        RequireRange(TileSize, 64, 1024, nameof(TileSize));
        RequireRange(MaxDistinctTiles, 1, 65_536, nameof(MaxDistinctTiles));
        ArgumentOutOfRangeException.ThrowIfNotEqual(TileSize % 16, 0, nameof(TileSize));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MicrometresPerPixel, nameof(MicrometresPerPixel));
    }

    private static void RequireRange(int value, int least, int most, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most, name);
    }
}
