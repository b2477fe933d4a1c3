using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Imaging.Jpeg.Masking;

/// <summary>A JPEG stream with a part of it covered.</summary>
public sealed class JpegMasked
{
    internal JpegMasked(byte[] stream, PixelRectangle area, long mcus)
    {
        Stream = stream;
        Area = area;
        MaskedMcus = mcus;
    }

    /// <summary>The new stream, SOI to EOI, not padded.</summary>
    public byte[] Stream { get; }

    /// <summary>What is covered: the rectangle that was asked for, widened to whole MCUs, cut at the image's edges.</summary>
    public PixelRectangle Area { get; }

    /// <summary>How many MCUs were replaced.</summary>
    public long MaskedMcus { get; }
}
