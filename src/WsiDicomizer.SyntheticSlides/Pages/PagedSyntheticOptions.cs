using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.SyntheticSlides.Pages;

/// <summary>What the formats whose levels are plain TIFF pages have in common.</summary>
public abstract record PagedSyntheticOptions
{
    /// <summary>Level 0 in pixels, 64 to 250,000 each way. Default 2400 × 1800.</summary>
    public PixelSize Size { get; init; } = new(2400, 1800);

    /// <summary>Columns and rows of a tile, a multiple of 16 from 64 to 1024. Default 256.</summary>
    public int TileSize { get; init; } = 256;

    /// <summary>What picture and identity are made from: the same seed and options give the same bytes.</summary>
    public ulong Seed { get; init; }

    /// <summary>What to plant; null makes an identity from the seed.</summary>
    public PlantedIdentity? Identity { get; init; }

    /// <summary>Micrometres per pixel, both ways. Default 0.5.</summary>
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
