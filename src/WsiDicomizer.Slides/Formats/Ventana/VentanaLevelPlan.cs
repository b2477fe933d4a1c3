using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.Ventana;

/// <summary>How the tiles of a page make a level.</summary>
internal sealed record VentanaLevelPlan
{
    /// <summary>The page.</summary>
    public required TiffImage Image { get; init; }

    /// <summary>The size of the level without padding.</summary>
    public required PixelSize Size { get; init; }

    /// <summary>How much smaller it is than level 0.</summary>
    public required double Downsample { get; init; }

    /// <summary>Where tiles, or parts of them, are drawn; null where they lie side by side and are copied.</summary>
    public VentanaMosaic? Mosaic { get; init; }

    /// <summary>The column of the page's grid that the level begins with, where tiles are copied.</summary>
    public int FirstColumn { get; init; }

    /// <summary>The row of the page's grid that the level begins with, where tiles are copied.</summary>
    public int FirstRow { get; init; }

    /// <summary>The area whose order of frames tells where tiles are stored; null where they are at their own places.</summary>
    public VentanaArea? FrameOrder { get; init; }

    /// <summary>The number of focal planes, at least 1: tag 32997. The nominal one is stored first.</summary>
    public required int Planes { get; init; }

    /// <summary>Tiles of one plane.</summary>
    public int TilesPerPlane => Image.SegmentColumns * Image.SegmentRows;

    /// <summary>Where a tile of the page's grid stands in its tables.</summary>
    /// <param name="column">0-based, inside the grid.</param>
    /// <param name="row">0-based, inside the grid.</param>
    /// <param name="area">The area whose tile it is, at level 0; null where there is none or its order does not count.</param>
    public int SlotOf(int column, int row, VentanaArea? area)
    {
        if (area?.Frames is { } frames)
        {
            // The n-th frame is stored at the n-th place of the area's block.
            var place = frames[((row - area.FirstRow) * area.Columns) + column - area.FirstColumn];
            (row, column) = (area.FirstRow + (place / area.Columns), area.FirstColumn + (place % area.Columns));
        }

        return (row * Image.SegmentColumns) + column;
    }
}
