using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.SyntheticSlides.AnswerKeys;

namespace WsiDicomizer.SyntheticSlides.Formats.Philips;

/// <summary>What is decided before the first byte: shared by the parts that write the pages.</summary>
internal sealed class PhilipsPlan
{
    /// <summary>Decides.</summary>
    /// <param name="options">Checked options.</param>
    public PhilipsPlan(PhilipsSyntheticOptions options)
    {
        Options = options;
        Traits = PhilipsTraits.Of(options.Variant);
        Identity = options.Identity ?? PlantedIdentity.FromSeed(options.Seed);
        var size = RoundUp(options.Size);
        List<PixelSize> levels = [size];
        while (Math.Max(levels[^1].Width, levels[^1].Height) > options.TileSize || levels.Count < 2)
        {
            var factor = 1 << levels.Count;
            levels.Add(new PixelSize(Math.Max(1, size.Width / factor), Math.Max(1, size.Height / factor)));
        }

        Levels = levels;
    }

    /// <summary>What was asked for.</summary>
    public PhilipsSyntheticOptions Options { get; }

    /// <summary>What the variant is.</summary>
    public PhilipsTraits Traits { get; }

    /// <summary>What is planted.</summary>
    public PlantedIdentity Identity { get; }

    /// <summary>The true sizes of the levels, largest first: each half the one before.</summary>
    public IReadOnlyList<PixelSize> Levels { get; }

    /// <summary>What was planted so far.</summary>
    public AnswerKeyBuilder Planted { get; } = new();

    /// <summary>Whether 64-bit offsets are needed.</summary>
    public bool BigTiff => Traits.BigTiff || Options.Size.Area > 3_000_000_000;

    /// <summary>What tags 256 and 257 of a level say: rounded up to whole tiles.</summary>
    public PixelSize RoundUp(PixelSize size) =>
        new(RoundUp(size.Width), RoundUp(size.Height));

    /// <summary>The grid of tiles of a level.</summary>
    public (int Columns, int Rows) GridOf(PixelSize level) =>
        (RoundUp(level.Width) / Options.TileSize, RoundUp(level.Height) / Options.TileSize);

    private int RoundUp(int pixels) => (pixels + Options.TileSize - 1) / Options.TileSize * Options.TileSize;
}
