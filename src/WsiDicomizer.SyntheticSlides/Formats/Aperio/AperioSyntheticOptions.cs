using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.SyntheticSlides.Formats.Aperio;

/// <summary>What kind of Aperio slide to write.</summary>
public sealed record AperioSyntheticOptions
{
    /// <summary>The kind of file. Default: <see cref="AperioVariant.ClassicRgb"/>.</summary>
    public AperioVariant Variant { get; init; }

    /// <summary>Level 0 in pixels, 64 to 250,000 each way. Default 2400 × 1800.</summary>
    public PixelSize Size { get; init; } = new(2400, 1800);

    /// <summary>Columns and rows of a tile, a multiple of 16 from 64 to 1024; null: 240 or 256 as the variant has it.</summary>
    public int? TileSize { get; init; }

    /// <summary>What picture and identity are made from: the same seed and options give the same bytes.</summary>
    public ulong Seed { get; init; }

    /// <summary>What to plant; null makes an identity from the seed.</summary>
    public PlantedIdentity? Identity { get; init; }

    /// <summary>The key MPP, micrometres per pixel; null leaves the key out. Default 0.499.</summary>
    public double? MicrometresPerPixel { get; init; } = 0.499;

    /// <summary>How many tiles of a level are encoded before they repeat, 1 to 65,536. Default 2500.</summary>
    /// <remarks>
    /// This bounds the memory: the encoded tiles of one level are kept only where the level has more tiles than this.
    /// The cells of such a level show their place modulo the side of the square that repeats.
    /// </remarks>
    public int MaxDistinctTiles { get; init; } = 2500;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public void Validate()
    {
        RequireRange(Size.Width, 64, 250_000, nameof(Size));
        RequireRange(Size.Height, 64, 250_000, nameof(Size));
        RequireRange(MaxDistinctTiles, 1, 65_536, nameof(MaxDistinctTiles));
        if (TileSize is { } tileSize)
        {
            RequireRange(tileSize, 64, 1024, nameof(TileSize));
            ArgumentOutOfRangeException.ThrowIfNotEqual(tileSize % 16, 0, nameof(TileSize));
        }

        if (MicrometresPerPixel is { } mpp)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(mpp, nameof(MicrometresPerPixel));
        }
    }

    private static void RequireRange(int value, int least, int most, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most, name);
    }
}
