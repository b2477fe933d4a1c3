namespace WsiDicomizer.Imaging.Jpeg;

/// <summary>How an image is encoded as JPEG.</summary>
public sealed class JpegEncodeOptions
{
    /// <summary>1 to 100, libjpeg's scale; 90.</summary>
    public int Quality { get; init; } = 90;

    /// <summary>What the stream stores: YCbCr, RGB without a transform, or grey.</summary>
    public JpegColor Color { get; init; } = JpegColor.YCbCr;

    /// <summary>Chroma subsampling of YCbCr: none, 4:2:2 or 4:2:0. Not for RGB and grey.</summary>
    public JpegSubsampling Subsampling { get; init; } = JpegSubsampling.None;

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">A value, or a combination, is not possible.</exception>
    internal void Validate()
    {
        if (Quality is < 1 or > 100)
        {
            throw new ArgumentException("The quality is 1 to 100.");
        }

        if (Subsampling == JpegSubsampling.Other
            || (Subsampling != JpegSubsampling.None && Color != JpegColor.YCbCr))
        {
            throw new ArgumentException("Chroma subsampling is none, 4:2:2 or 4:2:0, the latter two for YCbCr only.");
        }
    }
}
