using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Imaging.JpegLs;

/// <summary>A decoded JPEG-LS image of any precision.</summary>
public sealed class JpegLsImage
{
    internal JpegLsImage(PixelSize size, int samplesPerPixel, int precision, byte[] samples)
    {
        Size = size;
        SamplesPerPixel = samplesPerPixel;
        Precision = precision;
        Samples = samples;
    }

    /// <summary>Columns and rows.</summary>
    public PixelSize Size { get; }

    /// <summary>1 or 3.</summary>
    public int SamplesPerPixel { get; }

    /// <summary>Bits per sample, 2 to 16.</summary>
    public int Precision { get; }

    /// <summary>
    /// Rows × Columns × SamplesPerPixel, row-major, interleaved whatever the order in the stream: a byte per sample up to
    /// 8 bits, else two, the lower first.
    /// </summary>
    public byte[] Samples { get; }
}
