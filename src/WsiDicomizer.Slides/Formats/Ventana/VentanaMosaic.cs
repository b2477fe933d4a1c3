using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Slides.Formats.Ventana;

/// <summary>Where every tile of level 0 lies on the canvas that all areas are composed on.</summary>
/// <remarks>
/// Two rules, see DECISIONS.md. Where all joints are named RIGHT and UP, OpenSlide's: tiles of all areas advance by the tile
/// less the mean overlap, weighted by confidence. Where some are named LEFT or DOWN, which OpenSlide refuses and scanners of
/// the DP generation write: each boundary of an area has its own, the mean of the joints that are sure, in whole pixels.
/// </remarks>
internal sealed class VentanaMosaic
{
    // A scanner's fields share a tenth; what shares half is no overlap.
    private const double LeastAdvance = 0.5;
    private const double MostAdvance = 2;

    private const int Sure = 95;

    private VentanaMosaic(PixelSize tile, IReadOnlyList<VentanaPlacedArea> areas)
    {
        Tile = tile;
        Areas = areas;
        Width = areas.Max(area => area.Left + area.ColumnLefts[^1]) + tile.Width;
        Height = areas.Max(area => area.Top + area.RowTops[^1]) + tile.Height;
    }

    /// <summary>The size of a tile.</summary>
    public PixelSize Tile { get; }

    /// <summary>The areas.</summary>
    public IReadOnlyList<VentanaPlacedArea> Areas { get; }

    /// <summary>Of the canvas, in pixels of level 0.</summary>
    public double Width { get; }

    /// <summary>Of the canvas, in pixels of level 0.</summary>
    public double Height { get; }

    /// <summary>Whether the tiles of the one area lie side by side, so that they can be copied.</summary>
    public bool IsGrid => Areas.Count == 1
        && IsRegular(Areas[0].ColumnLefts, Tile.Width) && IsRegular(Areas[0].RowTops, Tile.Height);

    /// <summary>The size of a level: large enough for all its pixels.</summary>
    /// <param name="downsample">How much smaller it is.</param>
    public PixelSize SizeOf(double downsample) => new(
        (int)Math.Max(1, Math.Ceiling((Width / downsample) - 1e-6)),
        (int)Math.Max(1, Math.Ceiling((Height / downsample) - 1e-6)));

    /// <summary>Places the tiles.</summary>
    /// <param name="info">The areas and joints.</param>
    /// <param name="tile">The size of a tile.</param>
    /// <exception cref="SlideFormatException">They overlap by half or more, or lie too far apart.</exception>
    public static VentanaMosaic Place(VentanaEncodeInfo info, PixelSize tile)
    {
        var isReversed = info.Areas.Any(area => area.Joints.Any(joint => joint.IsReversed));
        double[] Positions(VentanaArea area, bool across)
        {
            var (count, side) = across ? (area.Columns, tile.Width) : (area.Rows, tile.Height);
            var joints = area.Joints.Where(joint => joint.IsAcross == across).ToList();
            return isReversed
                ? Accumulate(BoundaryOverlaps(joints, count - 1), count, side, info.Xml)
                : Multiply(MeanOverlap(info, across), count, side, info.Xml);
        }

        var placed = info.Areas.Select(area => (Area: area, Columns: Positions(area, true), Rows: Positions(area, false))).ToList();
        var left = placed.Min(item => item.Area.Left);

        // OpenSlide counts heights in whole pixels.
        var top = placed.Max(item => item.Area.Bottom + Math.Truncate(item.Rows[^1] + tile.Height));
        var areas = placed.ConvertAll(item => new VentanaPlacedArea(
            item.Area,
            item.Area.Left - left,
            top - item.Area.Bottom - Math.Truncate(item.Rows[^1] + tile.Height),
            item.Columns,
            item.Rows));
        var mosaic = new VentanaMosaic(tile, areas);
        var isBounded = mosaic.Width <= VentanaLimits.MaxCanvasSide && mosaic.Height <= VentanaLimits.MaxCanvasSide
            && mosaic.Width * mosaic.Height <= (double)VentanaLimits.MaxTiles * tile.Area;
        return isBounded
            ? mosaic
            : throw info.Xml.Damaged(
                $"places its areas on a canvas of more than {VentanaLimits.MaxCanvasSide} columns or rows, or "
                + $"{VentanaLimits.MaxTiles} tiles, the limits");
    }

    // Without any confidence there is no mean: nothing is known to overlap.
    private static double MeanOverlap(VentanaEncodeInfo info, bool across)
    {
        var (sum, weight) = (0.0, 0.0);
        foreach (var joint in info.Areas.SelectMany(area => area.Joints).Where(joint => joint.IsAcross == across))
        {
            sum += joint.Confidence * joint.Overlap;
            weight += joint.Confidence;
        }

        return weight > 0 ? sum / weight : 0;
    }

    private static double[] BoundaryOverlaps(List<VentanaJoint> joints, int boundaries)
    {
        var sums = new double[boundaries];
        var counts = new int[boundaries];
        foreach (var joint in joints.Where(joint => joint.IsJoined && joint.Confidence >= Sure))
        {
            sums[joint.Boundary] += joint.Overlap;
            counts[joint.Boundary]++;
        }

        // A boundary that nothing sure is known of is as the others are.
        var known = counts.Sum();
        var mean = known > 0 ? sums.Sum() / known : 0;
        return [.. sums.Select((sum, boundary) => Math.Round(counts[boundary] > 0 ? sum / counts[boundary] : mean))];
    }

    private static double[] Accumulate(double[] overlaps, int count, int side, VentanaXml xml)
    {
        var positions = new double[count];
        for (var index = 1; index < count; index++)
        {
            positions[index] = positions[index - 1] + RequireAdvance(side - overlaps[index - 1], side, xml);
        }

        return positions;
    }

    private static double[] Multiply(double overlap, int count, int side, VentanaXml xml)
    {
        var advance = RequireAdvance(side - overlap, side, xml);
        return [.. Enumerable.Range(0, count).Select(index => index * advance)];
    }

    private static double RequireAdvance(double advance, int side, VentanaXml xml) =>
        advance >= LeastAdvance * side && advance <= MostAdvance * side
            ? advance
            : throw xml.Damaged("says that tiles overlap by more than half of them, or lie more than one apart");

    private static bool IsRegular(double[] positions, int side)
    {
        for (var index = 0; index < positions.Length; index++)
        {
            if (positions[index] != (double)index * side)
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>An area on the canvas, in pixels of level 0.</summary>
/// <param name="Area">The block of tiles.</param>
/// <param name="Left">Of the area, from the left edge of the canvas.</param>
/// <param name="Top">Of the area, from the upper edge of the canvas.</param>
/// <param name="ColumnLefts">Of each column of tiles, from the area's left edge; ascending.</param>
/// <param name="RowTops">Of each row of tiles, from the area's upper edge; ascending.</param>
internal sealed record VentanaPlacedArea(VentanaArea Area, double Left, double Top, double[] ColumnLefts, double[] RowTops);
