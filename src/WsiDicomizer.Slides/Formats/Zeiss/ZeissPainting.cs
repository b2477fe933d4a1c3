using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Slides.Formats.Zeiss;

/// <summary>Puts subblocks on a canvas.</summary>
internal static class ZeissPainting
{
    /// <summary>Copies what of a picture lies on a canvas.</summary>
    /// <param name="picture">The decoded subblock.</param>
    /// <param name="x">Its first column, from the canvas's left edge.</param>
    /// <param name="y">Its first row, from the canvas's upper edge.</param>
    /// <param name="bytesPerPixel">Of both.</param>
    /// <param name="canvas">Row by row.</param>
    /// <param name="size">Of the canvas.</param>
    public static void Draw(DecodedImage picture, long x, long y, int bytesPerPixel, Span<byte> canvas, PixelSize size)
    {
        var left = (int)Math.Clamp(x, 0, size.Width);
        var right = (int)Math.Clamp(x + picture.Size.Width, left, size.Width);
        var top = (int)Math.Clamp(y, 0, size.Height);
        var bottom = (int)Math.Clamp(y + picture.Size.Height, top, size.Height);
        var length = (right - left) * bytesPerPixel;
        for (var row = top; row < bottom && length > 0; row++)
        {
            var from = (((row - y) * picture.Size.Width) + (left - x)) * bytesPerPixel;
            picture.Samples.AsSpan((int)from, length).CopyTo(canvas[(((row * size.Width) + left) * bytesPerPixel)..]);
        }
    }
}
