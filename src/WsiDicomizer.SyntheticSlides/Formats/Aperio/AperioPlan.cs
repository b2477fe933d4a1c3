using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.SyntheticSlides.AnswerKeys;

namespace WsiDicomizer.SyntheticSlides.Formats.Aperio;

/// <summary>What is decided before the first byte: shared by the parts that write the pages.</summary>
internal sealed class AperioPlan
{
    /// <summary>Decides.</summary>
    /// <param name="options">Checked options.</param>
    public AperioPlan(AperioSyntheticOptions options)
    {
        Options = options;
        Traits = AperioTraits.Of(options.Variant);
        Identity = options.Identity ?? PlantedIdentity.FromSeed(options.Seed);
        TileSize = options.TileSize ?? Traits.DefaultTileSize;
        Levels = AperioPyramid.LevelsOf(options.Size);
        Description = new AperioDescription(Traits, options, Identity, TileSize);
    }

    /// <summary>What was asked for.</summary>
    public AperioSyntheticOptions Options { get; }

    /// <summary>What the variant is.</summary>
    public AperioTraits Traits { get; }

    /// <summary>What is planted.</summary>
    public PlantedIdentity Identity { get; }

    /// <summary>Columns and rows of a tile.</summary>
    public int TileSize { get; }

    /// <summary>The sizes of the levels, largest first.</summary>
    public IReadOnlyList<PixelSize> Levels { get; }

    /// <summary>The texts of tag 270.</summary>
    public AperioDescription Description { get; }

    /// <summary>What was planted so far.</summary>
    public AnswerKeyBuilder Planted { get; } = new();

    /// <summary>
    /// Whether 64-bit offsets are needed: a slide of 4 × 10⁹ pixels stays below 4 GiB only if its pixels take
    /// less than a byte each, which these pictures do.
    /// </summary>
    public bool BigTiff => Traits.BigTiff || Options.Size.Area > 4_000_000_000;

    /// <summary>The grid of tiles of a level.</summary>
    public (int Columns, int Rows) GridOf(PixelSize level) =>
        ((level.Width + TileSize - 1) / TileSize, (level.Height + TileSize - 1) / TileSize);
}
