using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Slides.TiffPages;

/// <summary>Copies rectangles of pixels.</summary>
internal static class PixelCopy
{
    /// <summary>Cuts a rectangle out of a picture; beyond the picture it is white.</summary>
    /// <param name="source">The picture, row by row.</param>
    /// <param name="size">Of the picture.</param>
    /// <param name="area">The rectangle, whose corner lies in the picture.</param>
    /// <param name="pixelBytes">Bytes of a pixel.</param>
    /// <param name="target">The rectangle's pixels, filled completely.</param>
    public static void Cut(ReadOnlySpan<byte> source, PixelSize size, PixelArea area, int pixelBytes, Span<byte> target)
    {
        var width = Math.Min(area.Width, size.Width - area.Left) * pixelBytes;
        var rows = Math.Min(area.Height, size.Height - area.Top);
        var stride = area.Width * pixelBytes;
        target.Fill(byte.MaxValue);
        for (var row = 0; row < rows; row++)
        {
            var start = (((long)(area.Top + row) * size.Width) + area.Left) * pixelBytes;
            source.Slice((int)start, width).CopyTo(target[(row * stride)..]);
        }
    }
}

/// <summary>A rectangle of pixels.</summary>
/// <param name="Left">Its first column, 0-based.</param>
/// <param name="Top">Its first row, 0-based.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
internal readonly record struct PixelArea(int Left, int Top, int Width, int Height);
