using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Slides.Formats.Zeiss;

/// <summary>The rectangle that the subblocks of the base level cover, in its pixels; may begin below 0.</summary>
/// <param name="Left">The first column.</param>
/// <param name="Top">The first row.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
internal readonly record struct ZeissBounds(int Left, int Top, int Width, int Height)
{
    /// <summary>Finds the rectangle.</summary>
    /// <param name="document">The CZI, for errors.</param>
    /// <param name="subblocks">Those of the base level.</param>
    /// <param name="scene">Their scene, for errors.</param>
    /// <exception cref="SlideFormatException">There is none, or the rectangle is larger than the limits.</exception>
    public static ZeissBounds Of(ZeissDocument document, IEnumerable<ZeissSubblock> subblocks, int scene)
    {
        long left = long.MaxValue, top = long.MaxValue, right = long.MinValue, bottom = long.MinValue;
        foreach (var entry in subblocks.Select(subblock => subblock.Entry))
        {
            left = Math.Min(left, entry.X.Start);
            top = Math.Min(top, entry.Y.Start);
            right = Math.Max(right, entry.X.End);
            bottom = Math.Max(bottom, entry.Y.End);
        }

        if (left == long.MaxValue)
        {
            throw document.Bytes.Damaged(
                $"{ZeissDirectory.SegmentId}: lists no subblock of the largest level for scene {scene}", document.Header.DirectoryOffset);
        }

        var (width, height) = (right - left, bottom - top);
        if (width > ZeissLimits.MaxSide || height > ZeissLimits.MaxSide || width * height > ZeissLimits.MaxLevelPixels)
        {
            throw document.Bytes.Damaged(
                $"{ZeissDirectory.SegmentId}: the subblocks of scene {scene} lie so far apart that the picture is above the limit of "
                + $"{ZeissLimits.MaxSide} columns or rows, or {ZeissLimits.MaxLevelPixels} pixels",
                document.Header.DirectoryOffset);
        }

        return new ZeissBounds((int)left, (int)top, (int)width, (int)height);
    }

    /// <summary>The size of a level: what it covers is rounded up to whole pixels.</summary>
    /// <param name="downsample">Of the level.</param>
    public PixelSize SizeAt(int downsample) => new(DivideUp(Width, downsample), DivideUp(Height, downsample));

    /// <summary>Where a subblock begins in its level, to the nearest pixel, halves up.</summary>
    /// <param name="entry">The subblock's entry.</param>
    /// <param name="downsample">Of the level.</param>
    /// <returns>Column and row; below 0 where a smaller level begins before the base level.</returns>
    public (long X, long Y) PlaceOf(ZeissSubblockEntry entry, int downsample) =>
        (Divide((long)entry.X.Start - Left, downsample), Divide((long)entry.Y.Start - Top, downsample));

    private static int DivideUp(int value, int divisor) => (int)(((long)value + divisor - 1) / divisor);

    private static long Divide(long value, int divisor) => (long)Math.Floor(((2 * value) + divisor) / (2.0 * divisor));
}
