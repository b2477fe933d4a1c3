using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Imaging.Jpeg.Masking;

/// <summary>How an image is divided into MCUs, and which of them a rectangle touches.</summary>
internal sealed class JpegMcuGrid
{
    private readonly int _firstColumn;
    private readonly int _endColumn;
    private readonly int _firstRow;
    private readonly int _endRow;

    /// <summary>Divides an image.</summary>
    /// <param name="header">Its header.</param>
    /// <param name="area">The rectangle.</param>
    /// <param name="limits">How large the image may be.</param>
    /// <exception cref="CodecException">The header states no size, or one beyond the limits.</exception>
    /// <exception cref="ArgumentException">The rectangle is not within the image.</exception>
    public JpegMcuGrid(JpegHeader header, PixelRectangle area, JpegLimits limits)
    {
        var size = new PixelSize(header.Width, header.Height);
        if (size.Width == 0 || size.Height == 0)
        {
            throw new CodecFault(CodecProblem.Unsupported, 0, "the number of columns and rows in SOF").ToException("JPEG stream");
        }

        if (size.Area > limits.MaxPixels)
        {
            throw new CodecFault(CodecProblem.LimitExceeded, 0, "fewer pixels").ToException("JPEG stream");
        }

        Area = area.WidenTo(header.McuWidth, header.McuHeight, size);
        Columns = ((size.Width - 1) / header.McuWidth) + 1;
        Rows = ((size.Height - 1) / header.McuHeight) + 1;
        _firstColumn = Area.Left / header.McuWidth;
        _endColumn = ((Area.Right - 1) / header.McuWidth) + 1;
        _firstRow = Area.Top / header.McuHeight;
        _endRow = ((Area.Bottom - 1) / header.McuHeight) + 1;
    }

    /// <summary>The rectangle, widened to whole MCUs and cut at the image's edges.</summary>
    public PixelRectangle Area { get; }

    /// <summary>MCUs across.</summary>
    public int Columns { get; }

    /// <summary>MCUs down.</summary>
    public int Rows { get; }

    /// <summary>All MCUs.</summary>
    public long Count => (long)Columns * Rows;

    /// <summary>MCUs that the rectangle touches.</summary>
    public long CountInside => (long)(_endColumn - _firstColumn) * (_endRow - _firstRow);

    /// <summary>How many MCUs from one on, in the order of the scan, lie on the same side of the rectangle's edges.</summary>
    /// <param name="mcu">0-based, row by row.</param>
    /// <param name="isInside">Whether the rectangle touches them.</param>
    /// <returns>At least 1; they are all of one row.</returns>
    public int RunFrom(long mcu, out bool isInside)
    {
        var (row, column) = ((int)(mcu / Columns), (int)(mcu % Columns));
        isInside = false;
        if (row < _firstRow || row >= _endRow || column >= _endColumn)
        {
            return Columns - column;
        }

        isInside = column >= _firstColumn;
        return (isInside ? _endColumn : _firstColumn) - column;
    }
}
