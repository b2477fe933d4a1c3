using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Imaging;

/// <summary>A decoded image.</summary>
public sealed class DecodedImage
{
    /// <summary>Columns and rows.</summary>
    public required PixelSize Size { get; init; }

    /// <summary>1 or 3.</summary>
    public required int SamplesPerPixel { get; init; }

    /// <summary>8 or 16: bits per sample.</summary>
    public int BitsPerSample { get; init; } = 8;

    /// <summary>Rows × Columns × SamplesPerPixel, row-major, interleaved; samples of 16 bits low byte first.</summary>
    public required byte[] Samples { get; init; }

    /// <summary>
    /// Whether the decoder undid a luminance-chrominance transform that the stream states, so that three samples are
    /// red, green and blue. Where not, the samples are the components as stored: RGB, or YCbCr of a stream that does not
    /// say so (Aperio's 33003).
    /// </summary>
    public required bool ColorTransformUndone { get; init; }
}
