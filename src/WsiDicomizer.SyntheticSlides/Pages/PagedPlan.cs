using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.SyntheticSlides.AnswerKeys;

namespace WsiDicomizer.SyntheticSlides.Pages;

/// <summary>What is decided before the first byte: shared by the parts that write the pages.</summary>
internal sealed class PagedPlan
{
    /// <summary>No level is made below one of this size.</summary>
    private const int SmallEnough = 512;

    /// <summary>Decides.</summary>
    /// <param name="options">Checked options.</param>
    /// <param name="factor">From level to level, at least 2.</param>
    public PagedPlan(PagedSyntheticOptions options, int factor)
    {
        Options = options;
        Identity = options.Identity ?? PlantedIdentity.FromSeed(options.Seed);
        List<PixelSize> levels = [options.Size];
        while (levels.Count < 2 || Math.Max(levels[^1].Width, levels[^1].Height) > SmallEnough)
        {
            levels.Add(new PixelSize(Math.Max(1, levels[^1].Width / factor), Math.Max(1, levels[^1].Height / factor)));
        }

        Levels = levels;
    }

    /// <summary>What was asked for.</summary>
    public PagedSyntheticOptions Options { get; }

    /// <summary>What is planted.</summary>
    public PlantedIdentity Identity { get; }

    /// <summary>Whether anything is planted.</summary>
    public bool IsPlanted => Identity != PlantedIdentity.None;

    /// <summary>Sizes, largest first, rounded down.</summary>
    public IReadOnlyList<PixelSize> Levels { get; }

    /// <summary>What was planted so far.</summary>
    public AnswerKeyBuilder Planted { get; } = new();

    /// <summary>Whether 64-bit offsets are needed.</summary>
    public bool NeedsBigTiff => Options.Size.Area > 800_000_000;

    /// <summary>The grid of tiles of a level.</summary>
    public (int Columns, int Rows) GridOf(PixelSize level) =>
        ((level.Width + Options.TileSize - 1) / Options.TileSize, (level.Height + Options.TileSize - 1) / Options.TileSize);
}
