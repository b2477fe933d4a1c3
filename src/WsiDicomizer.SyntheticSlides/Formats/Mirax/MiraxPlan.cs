using WsiDicomizer.SyntheticSlides.AnswerKeys;
using WsiDicomizer.SyntheticSlides.Drawing;

namespace WsiDicomizer.SyntheticSlides.Formats.Mirax;

/// <summary>What is decided before the first byte: where the photographs lie, how many levels there are, what is planted.</summary>
internal sealed class MiraxPlan
{
    private const int LeastLevels = 3;
    private const int MostJitter = 3;

    // No level is made below one of this size.
    private const int SmallEnough = 1024;

    /// <summary>Decides.</summary>
    /// <param name="options">Checked options.</param>
    public MiraxPlan(MiraxSyntheticOptions options)
    {
        Options = options;
        Traits = MiraxTraits.Of(options.Variant);
        Identity = options.Identity ?? PlantedIdentity.FromSeed(options.Seed);
        FirstScale = 1 << Traits.FirstConcat;
        PhotoWidth = Traits.PictureWidth * Traits.Divisions;
        PhotoHeight = Traits.PictureHeight * Traits.Divisions;
        PositionColumns = Count(options.Size.Width * FirstScale, PhotoWidth);
        PositionRows = Count(options.Size.Height * FirstScale, PhotoHeight);
        Levels = LeastLevels;
        while (Math.Max(LevelWidth(Levels - 1), LevelHeight(Levels - 1)) > SmallEnough)
        {
            Levels++;
        }

        var random = new SplitMix64(options.Seed + 0x3D);
        SlideId = string.Concat(Enumerable.Range(0, 32).Select(_ => "0123456789ABCDEF"[random.Next(16)]));
        Positions = new (int, int)[PositionColumns * PositionRows];
        for (var index = 0; index < Positions.Length; index++)
        {
            var (row, column) = Math.DivRem(index, PositionColumns);
            Positions[index] = (
                (column * (PhotoWidth - Traits.Overlap)) + Jitter(ref random, column),
                (row * (PhotoHeight - Traits.Overlap)) + Jitter(ref random, row));
        }
    }

    /// <summary>What was asked for.</summary>
    public MiraxSyntheticOptions Options { get; }

    /// <summary>What the variant is.</summary>
    public MiraxTraits Traits { get; }

    /// <summary>What is planted.</summary>
    public PlantedIdentity Identity { get; }

    /// <summary>What was planted so far.</summary>
    public AnswerKeyBuilder Planted { get; } = new();

    /// <summary>The number that all files of the slide carry.</summary>
    public string SlideId { get; }

    /// <summary>How many levels there are.</summary>
    public int Levels { get; }

    /// <summary>Pixels of the camera in a pixel of level 0, on each side.</summary>
    public int FirstScale { get; }

    /// <summary>Columns of a photograph.</summary>
    public int PhotoWidth { get; }

    /// <summary>Rows of a photograph.</summary>
    public int PhotoHeight { get; }

    /// <summary>Photographs across.</summary>
    public int PositionColumns { get; }

    /// <summary>Photographs down.</summary>
    public int PositionRows { get; }

    /// <summary>Pictures of the camera across.</summary>
    public int ImageColumns => PositionColumns * Traits.Divisions;

    /// <summary>Pictures of the camera down.</summary>
    public int ImageRows => PositionRows * Traits.Divisions;

    /// <summary>The left and upper edge of each photograph, row by row, in pixels of the camera.</summary>
    public (int X, int Y)[] Positions { get; }

    /// <summary>Whether a photograph was taken.</summary>
    public bool IsTaken(int column, int row) =>
        column >= Traits.Margin && column < PositionColumns - Traits.Margin && row >= Traits.Margin && row < PositionRows - Traits.Margin;

    /// <summary>The columns that Slidedat.ini gives a level.</summary>
    public int LevelWidth(int level) => Length(ImageColumns, Traits.PictureWidth) >> (Traits.FirstConcat + level);

    /// <summary>The rows that Slidedat.ini gives a level.</summary>
    public int LevelHeight(int level) => Length(ImageRows, Traits.PictureHeight) >> (Traits.FirstConcat + level);

    // Readers subtract the overlap of level 0, which is told in its pixels.
    private int Length(int images, int picture) =>
        (images * picture) - ((((images - 1) / Traits.Divisions) * Traits.Overlap) / FirstScale);

    private int Count(int length, int photo) =>
        Math.Max(1, (length - Traits.Overlap + photo - Traits.Overlap - 1) / (photo - Traits.Overlap)) + (2 * Traits.Margin);

    // The first photograph lies at 0, and positions are whole pixels of level 0.
    private int Jitter(ref SplitMix64 random, int index) =>
        Traits.PositionLayer is null ? 0
        : index == 0 ? 0
        : (random.Next((2 * MostJitter) + 1) - MostJitter) * FirstScale;
}
