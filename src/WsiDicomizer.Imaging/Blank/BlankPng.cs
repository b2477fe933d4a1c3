using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Png;

namespace WsiDicomizer.Imaging.Blank;

/// <summary>Makes PNG images of one shade: grey or RGB of 8 bits, not interlaced. Thread-safe.</summary>
public static class BlankPng
{
    // PNG 9.2: each sample less the one to the left, so that a row is its first pixel and zeros.
    private const byte SubFilter = 1;

    /// <summary>Makes an image.</summary>
    /// <param name="size">Columns and rows, at least 1.</param>
    /// <param name="samplesPerPixel">1 (grey) or 3 (RGB).</param>
    /// <param name="limits">How large it may be.</param>
    /// <param name="shade">0 (black) to 255 (white).</param>
    /// <returns>From the signature to IEND.</returns>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    /// <exception cref="CodecException">It is larger than the limits allow.</exception>
    public static byte[] Create(PixelSize size, int samplesPerPixel, BlankLimits limits, byte shade = 255)
    {
        if (samplesPerPixel is not (1 or 3) || size.Width < 1 || size.Height < 1)
        {
            throw new ArgumentException("A PNG has 1 or 3 samples per pixel here, and at least 1 column and row.");
        }

        ArgumentNullException.ThrowIfNull(limits);
        var rowBytes = ((long)size.Width * samplesPerPixel) + 1;
        BlankLimits.Check(rowBytes, limits.MaxRowBytes, "bytes in a row");

        // The filter's byte is part of the row.
        byte[] start = [SubFilter, .. Enumerable.Repeat(shade, samplesPerPixel)];
        var rows = BlankRows.Predicted(start, rowBytes, size.Height);
        return PngWriter.Write(size, samplesPerPixel, BlankDeflate.Create(rows, limits));
    }
}
