using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.Ventana;

/// <summary>Decides for each level whether its tiles are copied, or drawn one over the other.</summary>
/// <remarks>
/// Reduced levels of a mosaic are packed: each tile holds small tiles of level 0, side by side with all that they share. Of
/// the DP generation they are stitched instead where the page's size is nearer to that of the stitched picture: then tiles lie
/// side by side and are copied.
/// </remarks>
internal sealed class VentanaLevelPlanner
{
    // Magnifications are written with few digits.
    private const double NearWhole = 0.01;

    private readonly TiffImage _base;
    private readonly VentanaMosaic? _mosaic;
    private readonly bool _isDp;

    /// <summary>Prepares the decision.</summary>
    /// <param name="baseImage">The page of level 0.</param>
    /// <param name="mosaic">Where its tiles lie; null for an exported file.</param>
    /// <param name="isDp">Whether the scanner is of the DP generation.</param>
    public VentanaLevelPlanner(TiffImage baseImage, VentanaMosaic? mosaic, bool isDp)
    {
        _base = baseImage;
        _mosaic = mosaic;
        _isDp = isDp;
    }

    /// <summary>Plans a level.</summary>
    /// <param name="image">Its page.</param>
    /// <param name="downsample">How much smaller it is than level 0, by the magnifications.</param>
    /// <exception cref="SlideFormatException">The page does not hold the level.</exception>
    public VentanaLevelPlan Plan(TiffImage image, double downsample)
    {
        var whole = Math.Round(downsample);
        if (Math.Abs(downsample - whole) <= NearWhole * downsample)
        {
            downsample = whole;
        }

        var plan = new VentanaLevelPlan
        {
            Image = image,
            Size = _mosaic?.SizeOf(downsample) ?? image.Size,
            Downsample = downsample,
            Planes = ReadPlanes(image),
        };
        plan = _mosaic is null ? PlanExported(plan)
            : image != _base && _isDp && IsStitched(image, downsample) ? plan
            : PlanMosaic(plan, _mosaic);
        RequireHeld(plan);
        return plan;
    }

    private VentanaLevelPlan PlanExported(VentanaLevelPlan plan)
    {
        // A label that calls itself a level has another shape; up to one tile is padding.
        var (across, down) = (_base.Size.Width / plan.Downsample, _base.Size.Height / plan.Downsample);
        var tile = plan.Image.SegmentSize;
        return Math.Abs(across - plan.Size.Width) <= tile.Width && Math.Abs(down - plan.Size.Height) <= tile.Height
            ? plan
            : throw plan.Image.Directory.Unsupported(
                $"the page is {plan.Size}, while its magnification makes it a level of about {across:0} by {down:0}");
    }

    private static VentanaLevelPlan PlanMosaic(VentanaLevelPlan plan, VentanaMosaic mosaic)
    {
        var area = mosaic.Areas[0].Area;
        if (mosaic.IsGrid && area.FirstColumn % plan.Downsample == 0 && area.FirstRow % plan.Downsample == 0)
        {
            return plan with
            {
                FirstColumn = (int)(area.FirstColumn / plan.Downsample),
                FirstRow = (int)(area.FirstRow / plan.Downsample),
                FrameOrder = plan.Downsample == 1 ? area : null,
            };
        }

        return plan.Downsample == Math.Round(plan.Downsample)
            ? plan with { Mosaic = mosaic }
            : throw plan.Image.Directory.Unsupported(
                "the page is a level whose magnification is no whole part of that of level 0, and its tiles overlap");
    }

    private bool IsStitched(TiffImage image, double downsample)
    {
        if (_mosaic!.IsGrid)
        {
            return false;
        }

        double Distance(double width, double height) =>
            Math.Abs(image.Size.Width - (width / downsample)) + Math.Abs(image.Size.Height - (height / downsample));
        return Distance(_mosaic.Width, _mosaic.Height) < Distance(_base.Size.Width, _base.Size.Height);
    }

    private static void RequireHeld(VentanaLevelPlan plan)
    {
        var (image, size) = (plan.Image, plan.Size);
        if (plan.Mosaic is { } mosaic)
        {
            var columns = mosaic.Areas.Max(item => item.Area.FirstColumn + item.Area.Columns);
            var rows = mosaic.Areas.Max(item => item.Area.FirstRow + item.Area.Rows);
            if (Math.Ceiling(columns / plan.Downsample) > image.SegmentColumns || Math.Ceiling(rows / plan.Downsample) > image.SegmentRows)
            {
                throw image.Directory.Unsupported(
                    $"the page is {image.Size}: too small for {columns} by {rows} tiles of level 0, made {plan.Downsample:0} times smaller");
            }
        }
        else if (TilesIn(size.Width, image.SegmentSize.Width) + plan.FirstColumn > image.SegmentColumns
            || TilesIn(size.Height, image.SegmentSize.Height) + plan.FirstRow > image.SegmentRows)
        {
            throw image.Directory.Unsupported($"the page is {image.Size}; expected a level of {size}");
        }
    }

    private static long TilesIn(int pixels, int tile) => ((long)pixels + tile - 1) / tile;

    private static int ReadPlanes(TiffImage image)
    {
        var depth = image.Directory.ReadInteger(TiffTag.ImageDepth, 1);
        return depth is >= 1 and <= VentanaLimits.MaxPlanes
            ? (int)depth
            : throw image.Directory.Damaged(
                image.Directory.Find(TiffTag.ImageDepth)!.Value, $"is {depth}; expected 1 to {VentanaLimits.MaxPlanes}");
    }
}
