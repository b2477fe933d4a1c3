using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.SyntheticSlides.AnswerKeys;

namespace WsiDicomizer.SyntheticSlides.Formats.Leica;

/// <summary>What is decided before the first byte: shared by the parts that write the pages.</summary>
/// <remarks>
/// The glass is just large enough for the areas, in the proportions of a real one, so that readers that draw it as one
/// canvas need little memory. Areas begin on whole pixels of every level.
/// </remarks>
internal sealed class LeicaPlan
{
    /// <summary>No level is made below one of this size.</summary>
    private const int SmallEnough = 1024;

    /// <summary>Decides.</summary>
    /// <param name="options">Checked options.</param>
    public LeicaPlan(LeicaSyntheticOptions options)
    {
        Options = options;
        Traits = LeicaTraits.Of(options.Variant);
        Identity = options.Identity ?? PlantedIdentity.FromSeed(options.Seed);
        NanometresPerPixel = (int)Math.Round(options.MicrometresPerPixel * 1000);
        List<LeicaPlannedArea> areas = [];
        var page = Traits.HasMacro ? MacroLevels.Count : 0;
        var top = 0;
        for (var index = 0; index < Traits.Areas; index++)
        {
            var size = index == 0
                ? options.Size
                : new PixelSize(Math.Max(64, options.Size.Width * 3 / 4), Math.Max(64, options.Size.Height * 3 / 4));
            var levels = LevelsOf(size);
            var unit = 1 << (2 * (levels.Count - 1));
            var left = RoundUp(256 * (index + 1), unit);
            top = RoundUp(top + 256, unit);
            areas.Add(new LeicaPlannedArea(levels, left, top, page));
            top += size.Height;
            page += levels.Count * Traits.PagesPerLevel;
        }

        Areas = areas;
        var neededWidth = areas.Max(area => area.Left + area.Levels[0].Width) + 256;
        var neededHeight = top + 256;
        var width = Math.Max(neededWidth, (int)Math.Ceiling((double)neededHeight * MacroSize.Width / MacroSize.Height));
        Glass = ((long)width * NanometresPerPixel, (long)width * NanometresPerPixel * MacroSize.Height / MacroSize.Width);
    }

    /// <summary>The macro stands upright.</summary>
    public static PixelSize MacroSize { get; } = new(431, 1280);

    /// <summary>The resolutions of the macro.</summary>
    public static IReadOnlyList<PixelSize> MacroLevels { get; } = [MacroSize, new(107, 320)];

    /// <summary>What was asked for.</summary>
    public LeicaSyntheticOptions Options { get; }

    /// <summary>What the variant is.</summary>
    public LeicaTraits Traits { get; }

    /// <summary>What is planted.</summary>
    public PlantedIdentity Identity { get; }

    /// <summary>The spacing of level 0.</summary>
    public int NanometresPerPixel { get; }

    /// <summary>The scanned areas.</summary>
    public IReadOnlyList<LeicaPlannedArea> Areas { get; }

    /// <summary>What the scanner sees, in nanometres.</summary>
    public (long Width, long Height) Glass { get; }

    /// <summary>What was planted so far.</summary>
    public AnswerKeyBuilder Planted { get; } = new();

    /// <summary>Whether 64-bit offsets are needed.</summary>
    public bool BigTiff => Traits.BigTiff || Options.Size.Area > 2_000_000_000;

    /// <summary>The grid of tiles of a level.</summary>
    public (int Columns, int Rows) GridOf(PixelSize level) =>
        ((level.Width + Options.TileSize - 1) / Options.TileSize, (level.Height + Options.TileSize - 1) / Options.TileSize);

    private static List<PixelSize> LevelsOf(PixelSize size)
    {
        List<PixelSize> levels = [size];
        while (levels.Count < 2 || Math.Max(levels[^1].Width, levels[^1].Height) > SmallEnough)
        {
            levels.Add(new PixelSize(Math.Max(1, levels[^1].Width / 4), Math.Max(1, levels[^1].Height / 4)));
        }

        return levels;
    }

    private static int RoundUp(int value, int unit) => (value + unit - 1) / unit * unit;
}

/// <summary>A scanned area.</summary>
/// <param name="Levels">Sizes, largest first: each a quarter of the one before, rounded down.</param>
/// <param name="Left">In pixels of level 0, from the left edge of the glass.</param>
/// <param name="Top">In pixels of level 0, from its upper edge.</param>
/// <param name="FirstPage">The first page of level 0: planes follow each other within a level, channels within a plane.</param>
internal sealed record LeicaPlannedArea(IReadOnlyList<PixelSize> Levels, int Left, int Top, int FirstPage);
