using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Imaging.Png;

/// <summary>A decoded PNG image.</summary>
public sealed class PngImage
{
    internal PngImage(PixelSize size, int samplesPerPixel, int bitsPerSample, byte[] samples)
    {
        Size = size;
        SamplesPerPixel = samplesPerPixel;
        BitsPerSample = bitsPerSample;
        Samples = samples;
    }

    /// <summary>Columns and rows.</summary>
    public PixelSize Size { get; }

    /// <summary>1 for grey, 3 for red, green, blue.</summary>
    public int SamplesPerPixel { get; }

    /// <summary>8 or 16.</summary>
    public int BitsPerSample { get; }

    /// <summary>Rows × Columns × SamplesPerPixel, row-major, interleaved; of 16 bits the lower byte first.</summary>
    public byte[] Samples { get; }
}
