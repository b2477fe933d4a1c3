namespace WsiDicomizer.Imaging.Png;

/// <summary>What a PNG stream may ask for at most; the guard against hostile input.</summary>
/// <remarks>Immutable and thread-safe. The defaults suit tiles and associated images of slides.</remarks>
public sealed class PngLimits
{
    /// <summary>The limits that are used where nothing else is wanted.</summary>
    public static PngLimits Default { get; } = new();

    /// <summary>Chunks, 2^17: encoders write one of some KiB for each buffer of compressed data.</summary>
    public int MaxChunks { get; init; } = 1 << 17;

    /// <summary>Pixels of an image that is decoded, 2^26 (8192 × 8192).</summary>
    public long MaxPixels { get; init; } = 1L << 26;
}
