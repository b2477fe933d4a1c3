namespace WsiDicomizer.Imaging.Jpeg;

/// <summary>What a JPEG stream may ask for at most; the guard against hostile input.</summary>
/// <remarks>Immutable and thread-safe. The defaults suit tiles and associated images of slides.</remarks>
public sealed class JpegLimits
{
    /// <summary>The limits that are used where nothing else is wanted.</summary>
    public static JpegLimits Default { get; } = new();

    /// <summary>Marker segments before the entropy-coded data, 256.</summary>
    public int MaxSegments { get; init; } = 256;

    /// <summary>Bytes before the entropy-coded data, 1 MiB.</summary>
    public int MaxHeaderBytes { get; init; } = 1 << 20;

    /// <summary>Components, 4.</summary>
    public int MaxComponents { get; init; } = 4;

    /// <summary>Pixels of an image that is decoded or encoded, 2^28 (16384 × 16384).</summary>
    public long MaxPixels { get; init; } = 1L << 28;

    /// <summary>Bytes of one restart interval, or of one row of MCUs, of a scan that is cut into tiles, 64 MiB.</summary>
    public int MaxIntervalBytes { get; init; } = 64 << 20;
}
