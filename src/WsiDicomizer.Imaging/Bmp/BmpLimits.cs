namespace WsiDicomizer.Imaging.Bmp;

/// <summary>What a bitmap may ask for at most; the guard against hostile input.</summary>
/// <remarks>Immutable and thread-safe. The defaults suit tiles and associated images of slides.</remarks>
public sealed class BmpLimits
{
    /// <summary>The limits that are used where nothing else is wanted.</summary>
    public static BmpLimits Default { get; } = new();

    /// <summary>Pixels of an image that is decoded, 2^26 (8192 × 8192).</summary>
    public long MaxPixels { get; init; } = 1L << 26;
}
