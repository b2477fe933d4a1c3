namespace WsiDicomizer.Imaging.JpegLs;

/// <summary>What a JPEG-LS stream may ask for at most; the guard against hostile input.</summary>
/// <remarks>Immutable and thread-safe. The defaults suit tiles and associated images of slides.</remarks>
public sealed class JpegLsLimits
{
    /// <summary>The limits that are used where nothing else is wanted.</summary>
    public static JpegLsLimits Default { get; } = new();

    /// <summary>Marker segments before the first scan, and again after it, 256.</summary>
    public int MaxSegments { get; init; } = 256;

    /// <summary>Pixels of an image that is decoded or encoded, 2^26 (8192 × 8192).</summary>
    public long MaxPixels { get; init; } = 1L << 26;
}
