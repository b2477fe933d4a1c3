using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Slides.Formats.Mirax;

/// <summary>Which part of the canvas is the slide: the canvas that Slidedat.ini gives, without margins where nothing was scanned.</summary>
/// <remarks>
/// The scanner's canvas is all of the glass that it can reach; most of it is never photographed. Cut edges lie on whole pixels
/// (or, where pictures are copied, on whole pictures) of every level, so that each level stays an exact part of its canvas.
/// Where photographs stand out of the canvas by more than they overlap, it is made larger.
/// </remarks>
/// <param name="Left">In pixels of the largest level, from the left edge of the canvas; below 0 where the area is larger.</param>
/// <param name="Top">In pixels of the largest level.</param>
/// <param name="Right">The column behind the last; null where the area ends with the canvas.</param>
/// <param name="Bottom">The row behind the last; null where the area ends with the canvas.</param>
internal readonly record struct MiraxArea(long Left, long Top, long? Right, long? Bottom)
{
    // A margin of less than a tile is not worth other edges than the canvas has.
    private const int KeptMargin = MiraxTilePainter.TileSide;
    private const int LeastTolerance = 16;

    /// <summary>Finds the area.</summary>
    /// <param name="pyramid">The levels.</param>
    /// <param name="unitWidth">Columns of the smallest level that an edge may lie between.</param>
    /// <param name="unitHeight">Rows of the smallest level that an edge may lie between.</param>
    /// <exception cref="SlideFormatException">Photographs lie far outside the canvas.</exception>
    public static MiraxArea Find(MiraxPyramid pyramid, int unitWidth, int unitHeight)
    {
        var level = pyramid.Levels[0];
        double left = double.MaxValue, top = double.MaxValue, right = double.MinValue, bottom = double.MinValue;
        foreach (var placement in pyramid.Place(level))
        {
            var (x, y) = pyramid.Locate(level, placement);
            (left, top) = (Math.Min(left, x), Math.Min(top, y));
            (right, bottom) = (Math.Max(right, x + level.PieceWidth), Math.Max(bottom, y + level.PieceHeight));
        }

        if (right < left)
        {
            throw new SlideFormatException(
                SlideProblem.Damaged, "no picture of the largest level has a camera position", pyramid.Structure.Ini.Path);
        }

        var downsample = pyramid.Levels[^1].Concat / level.Concat;
        var (start, end) = FindEdges(
            pyramid, left, right, level.CanvasSize.Width, (long)downsample * unitWidth, level.Section.OverlapX / level.Concat);
        var (upper, lower) = FindEdges(
            pyramid, top, bottom, level.CanvasSize.Height, (long)downsample * unitHeight, level.Section.OverlapY / level.Concat);
        return new MiraxArea(start, upper, end, lower);
    }

    /// <summary>The size of a level's part of the area.</summary>
    /// <param name="level">The level.</param>
    /// <param name="downsample">By how much it is smaller than the largest.</param>
    /// <exception cref="OverflowException">It is larger than a picture can be.</exception>
    public PixelSize SizeOf(MiraxPyramidLevel level, int downsample) => new(
        checked((int)Math.Max(1, (Right / downsample ?? level.CanvasSize.Width) - (Left / downsample))),
        checked((int)Math.Max(1, (Bottom / downsample ?? level.CanvasSize.Height) - (Top / downsample))));

    private static (long Start, long? End) FindEdges(
        MiraxPyramid pyramid, double first, double last, int canvas, long unit, double overlap)
    {
        if (first < -(double)canvas || last > 2.0 * canvas)
        {
            throw new SlideFormatException(
                SlideProblem.Damaged,
                "a camera position lies further from the canvas than the canvas is large",
                pyramid.Structure.Ini.Path);
        }

        var tolerance = Math.Max(LeastTolerance, overlap);
        var start = first > KeptMargin || first < -tolerance ? (long)Math.Floor(first / unit) * unit : 0;
        var end = last < canvas - KeptMargin || last > canvas + tolerance ? (long)Math.Ceiling(last / unit) * unit : (long?)null;
        return (start, end < canvas || last > canvas + tolerance ? end : null);
    }
}
