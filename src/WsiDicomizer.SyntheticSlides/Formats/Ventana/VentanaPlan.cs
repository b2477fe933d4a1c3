using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.SyntheticSlides.AnswerKeys;

namespace WsiDicomizer.SyntheticSlides.Formats.Ventana;

/// <summary>What is decided before the first byte: shared by the parts that write the pages.</summary>
internal sealed class VentanaPlan
{
    /// <summary>No level is made below one of this size.</summary>
    private const int SmallEnough = 512;

    // Between two areas, and from the corner of the glass: whole pixels of every level.
    private const int Gap = 128;
    private const int Margin = 64;

    /// <summary>Decides.</summary>
    /// <param name="options">Checked options.</param>
    public VentanaPlan(VentanaSyntheticOptions options)
    {
        Options = options;
        Traits = VentanaTraits.Of(options.Variant);
        Identity = options.Identity ?? PlantedIdentity.FromSeed(options.Seed);
        Tile = new PixelSize(options.TileSize, options.TileSize * Traits.RowsForFourColumns / 4);
        var areas = new List<VentanaPlannedArea> { PlanArea(options.Size, 0, 0, 0, 0) };
        if (Traits.HasTwoAreas)
        {
            var (first, size) = (areas[0], new PixelSize(options.Size.Width * 3 / 4, options.Size.Height * 3 / 4));
            areas.Add(PlanArea(size, 1, first.Rows, Margin, first.TopOf(first.Rows - 1) + Tile.Height + Gap));
        }

        Areas = areas;
        GridColumns = areas.Max(area => area.FirstColumn + area.Columns);
        GridRows = areas.Max(area => area.FirstRow + area.Rows);
        var downsamples = new List<int> { 1, 2 };
        while (Math.Max(Canvas.Width, Canvas.Height) / downsamples[^1] > SmallEnough)
        {
            downsamples.Add(downsamples[^1] * 2);
        }

        Downsamples = downsamples;
    }

    /// <summary>What was asked for.</summary>
    public VentanaSyntheticOptions Options { get; }

    /// <summary>What the variant is.</summary>
    public VentanaTraits Traits { get; }

    /// <summary>What is planted.</summary>
    public PlantedIdentity Identity { get; }

    /// <summary>The size of a tile.</summary>
    public PixelSize Tile { get; }

    /// <summary>The scanned areas.</summary>
    public IReadOnlyList<VentanaPlannedArea> Areas { get; }

    /// <summary>Tiles of level 0 across.</summary>
    public int GridColumns { get; }

    /// <summary>Tiles of level 0 down.</summary>
    public int GridRows { get; }

    /// <summary>How much smaller each level is, 1 first.</summary>
    public IReadOnlyList<int> Downsamples { get; }

    /// <summary>What was planted so far.</summary>
    public AnswerKeyBuilder Planted { get; } = new();

    /// <summary>Whether 64-bit offsets are needed.</summary>
    public bool BigTiff => Traits.IsDp;

    /// <summary>The left edge of the first area on the glass: where OpenSlide's canvas begins before the slide does.</summary>
    public int GlassLeft => Traits.IsDp ? Margin : 0;

    /// <summary>All areas together, as they were scanned.</summary>
    public PixelSize Canvas => Traits.HasEncodeInfo
        ? new PixelSize(
            Areas.Max(area => area.Left + area.LeftOf(area.Columns - 1)) + Tile.Width,
            Areas.Max(area => area.Top + area.TopOf(area.Rows - 1)) + Tile.Height)
        : Options.Size;

    /// <summary>A level's size in the page's tags.</summary>
    /// <param name="downsample">Of the level.</param>
    public PixelSize TagsOf(int downsample) => !Traits.HasEncodeInfo
        ? new PixelSize(Math.Max(1, Options.Size.Width / downsample), Math.Max(1, Options.Size.Height / downsample))
        : Traits.IsStitched && downsample > 1
            ? SizeOf(downsample)
            : new PixelSize(GridColumns * Tile.Width / downsample, GridRows * Tile.Height / downsample);

    /// <summary>A level's size as readers see it: with RIGHT joints tiles advance by their mean.</summary>
    /// <param name="downsample">Of the level.</param>
    public PixelSize SizeOf(int downsample)
    {
        if (!Traits.HasEncodeInfo)
        {
            return TagsOf(downsample);
        }

        double Reach(Func<VentanaPlannedArea, int> from, Func<VentanaPlannedArea, int> count, Func<VentanaPlannedArea, int> last, int side, double mean) =>
            Areas.Max(area => from(area) + side + (Traits.IsReversed ? last(area) : (count(area) - 1) * (side - mean)));
        var width = Reach(area => area.Left, area => area.Columns, area => area.LeftOf(area.Columns - 1), Tile.Width, Mean(across: true));
        var height = Reach(area => area.Top, area => area.Rows, area => area.TopOf(area.Rows - 1), Tile.Height, Mean(across: false));
        return new PixelSize((int)Math.Ceiling((width / downsample) - 1e-6), (int)Math.Ceiling((height / downsample) - 1e-6));
    }

    /// <summary>How sure the scanner is of a boundary.</summary>
    /// <param name="boundary">0-based.</param>
    public static int ConfidenceOf(int boundary) => 98 + (boundary % 2);

    private double Mean(bool across)
    {
        var (sum, weight) = (0.0, 0.0);
        foreach (var area in Areas)
        {
            var (boundaries, joints, overlaps) = across
                ? (area.Columns - 1, area.Rows, Traits.OverlapsX)
                : (area.Rows - 1, area.Columns, Traits.OverlapsY);
            for (var boundary = 0; boundary < boundaries; boundary++)
            {
                sum += (double)joints * ConfidenceOf(boundary) * overlaps[boundary % overlaps.Count];
                weight += (double)joints * ConfidenceOf(boundary);
            }
        }

        return weight > 0 ? sum / weight : 0;
    }

    private VentanaPlannedArea PlanArea(PixelSize size, int firstColumn, int firstRow, int left, int top) => new(
        Traits, Tile, firstColumn, firstRow, TilesIn(size.Width, Tile.Width, Traits.OverlapsX), TilesIn(size.Height, Tile.Height, Traits.OverlapsY), left, top);

    private static int TilesIn(int pixels, int side, IReadOnlyList<int> overlaps)
    {
        var (count, reach) = (1, side);
        while (reach < pixels)
        {
            reach += side - overlaps[(count - 1) % overlaps.Count];
            count++;
        }

        return count;
    }
}

/// <summary>A scanned area.</summary>
/// <param name="Traits">The variant.</param>
/// <param name="Tile">The size of a tile.</param>
/// <param name="FirstColumn">In the page's grid.</param>
/// <param name="FirstRow">In the page's grid.</param>
/// <param name="Columns">Tiles across.</param>
/// <param name="Rows">Tiles down.</param>
/// <param name="Left">Of the area on the canvas.</param>
/// <param name="Top">Of the area on the canvas.</param>
internal sealed record VentanaPlannedArea(
    VentanaTraits Traits, PixelSize Tile, int FirstColumn, int FirstRow, int Columns, int Rows, int Left, int Top)
{
    /// <summary>Where a column was scanned, from the area's left edge.</summary>
    public int LeftOf(int column) =>
        (column * Tile.Width) - Enumerable.Range(0, column).Sum(boundary => Traits.OverlapsX[boundary % Traits.OverlapsX.Count]);

    /// <summary>Where a row was scanned, from the area's upper edge.</summary>
    public int TopOf(int row) =>
        (row * Tile.Height) - Enumerable.Range(0, row).Sum(boundary => Traits.OverlapsY[boundary % Traits.OverlapsY.Count]);
}
