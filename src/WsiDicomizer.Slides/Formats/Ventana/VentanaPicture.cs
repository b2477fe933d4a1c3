using WsiDicomizer.Imaging;

namespace WsiDicomizer.Slides.Formats.Ventana;

/// <summary>A rectangle of a decoded tile; where it has been shifted by parts of a pixel, its edges are partly covered.</summary>
internal sealed class VentanaPicture
{
    /// <summary>A tile without its padding.</summary>
    /// <param name="tile">The tile.</param>
    /// <param name="width">Columns that are no padding.</param>
    /// <param name="height">Rows that are no padding.</param>
    public VentanaPicture(DecodedImage tile, int width, int height)
        : this(tile.Samples, null, tile.Size.Width, 0, width, height, tile.SamplesPerPixel)
    {
    }

    private VentanaPicture(byte[] samples, byte[]? cover, int stride, int first, int width, int height, int samplesPerPixel)
    {
        Samples = samples;
        Cover = cover;
        Stride = stride;
        First = first;
        Width = width;
        Height = height;
        SamplesPerPixel = samplesPerPixel;
    }

    /// <summary>The samples, times their cover.</summary>
    public byte[] Samples { get; }

    /// <summary>How far each pixel is covered, 0 to 255; null where all are, wholly.</summary>
    public byte[]? Cover { get; }

    /// <summary>Pixels from one row to the next.</summary>
    public int Stride { get; }

    /// <summary>The pixel of the first column and row.</summary>
    public int First { get; }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>1 or 3.</summary>
    public int SamplesPerPixel { get; }

    /// <summary>A part of the picture.</summary>
    /// <param name="left">From its left edge; may be a part of a pixel.</param>
    /// <param name="top">From its upper edge; may be a part of a pixel.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    public VentanaPicture Cut(double left, double top, int width, int height)
    {
        if (left == Math.Floor(left) && top == Math.Floor(top))
        {
            return new VentanaPicture(
                Samples,
                null,
                Stride,
                First + ((int)top * Stride) + (int)left,
                Math.Clamp(Width - (int)left, 0, width),
                Math.Clamp(Height - (int)top, 0, height),
                SamplesPerPixel);
        }

        var samples = new byte[width * height * SamplesPerPixel];
        var cover = new byte[width * height];
        new VentanaCanvas(samples, cover, new(width, height), SamplesPerPixel).Draw(this, -left, -top);
        return new VentanaPicture(samples, cover, width, 0, width, height, SamplesPerPixel);
    }
}
