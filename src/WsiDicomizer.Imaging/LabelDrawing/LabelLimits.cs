namespace WsiDicomizer.Imaging.LabelDrawing;

/// <summary>What a drawn label may ask for at most; what a file says of its label's size is not trusted.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class LabelLimits
{
    /// <summary>The limits that are used where nothing else is wanted.</summary>
    public static LabelLimits Default { get; } = new();

    /// <summary>Pixels, 2^24 (4096 × 4096); each takes 3 bytes.</summary>
    public long MaxPixels { get; init; } = 1L << 24;

    /// <summary>Characters of the text, 256: a QR code of them has modules that can still be printed.</summary>
    public int MaxTextLength { get; init; } = 256;
}
