using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.SyntheticSlides.AnswerKeys;

namespace WsiDicomizer.SyntheticSlides.Formats.Isyntax;

/// <summary>What is decided before the first byte.</summary>
internal sealed class IsyntaxPlan
{
    /// <summary>Columns and rows of a codeblock.</summary>
    public const int BlockSide = 128;

    private const int SmallEnough = 512;

    /// <summary>Decides.</summary>
    /// <param name="options">Checked options.</param>
    public IsyntaxPlan(IsyntaxSyntheticOptions options)
    {
        Options = options;
        Identity = options.Identity ?? PlantedIdentity.FromSeed(options.Seed);
        var levels = 2;
        while (Math.Max(options.Size.Width, options.Size.Height) >> (levels - 1) > SmallEnough)
        {
            levels++;
        }

        LevelCount = levels;
        Padding = (3 << levels) - 3;
        Levels =
        [
            .. Enumerable.Range(0, levels).Select(level => new AnswerKeyLevel
            {
                Page = 0,
                Width = options.Size.Width >> level,
                Height = options.Size.Height >> level,
                TileWidth = 2 * BlockSide,
                TileHeight = 2 * BlockSide,
            }),
        ];
    }

    /// <summary>What was asked for.</summary>
    public IsyntaxSyntheticOptions Options { get; }

    /// <summary>What is planted.</summary>
    public PlantedIdentity Identity { get; }

    /// <summary>How many levels there are.</summary>
    public int LevelCount { get; }

    /// <summary>What the wavelet needs on each side, in pixels of level 0.</summary>
    public int Padding { get; }

    /// <summary>The levels, for the answer key.</summary>
    public IReadOnlyList<AnswerKeyLevel> Levels { get; }

    /// <summary>What was planted so far.</summary>
    public AnswerKeyBuilder Planted { get; } = new();

    /// <summary>The size with padding.</summary>
    public PixelSize PaddedSize => new(Options.Size.Width + (2 * Padding), Options.Size.Height + (2 * Padding));

    /// <summary>How many codeblocks are written: a few, whatever the size.</summary>
    public static int BlockCount => 12;
}
