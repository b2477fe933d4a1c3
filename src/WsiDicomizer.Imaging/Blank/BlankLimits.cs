namespace WsiDicomizer.Imaging.Blank;

/// <summary>How large a blank picture may be; what a file says of its label is not trusted with memory and time.</summary>
/// <remarks>Immutable and thread-safe. The defaults suit labels, macro images and tiles.</remarks>
public sealed class BlankLimits
{
    /// <summary>The limits that are used where nothing else is wanted.</summary>
    public static BlankLimits Default { get; } = new();

    /// <summary>Bytes of the picture that is made, 64 MiB: a JPEG stream of 65,500 × 65,500 pixels has fewer.</summary>
    public long MaxBytes { get; init; } = 64L << 20;

    /// <summary>Bytes of one row before compression, 16 MiB; so much is held in memory beside the picture.</summary>
    public int MaxRowBytes { get; init; } = 16 << 20;

    /// <summary>Bytes of all rows before compression, 1 GiB; they are walked over, not held.</summary>
    public long MaxRawBytes { get; init; } = 1L << 30;

    /// <summary>Pixels of a JPEG 2000 codestream, 2^24 (4096 × 4096); OpenJPEG holds 4 bytes for each sample.</summary>
    public long MaxJpeg2000Pixels { get; init; } = 1L << 24;

    /// <summary>Refuses what is too large.</summary>
    /// <exception cref="CodecException">It is.</exception>
    internal static void Check(long value, long most, string what)
    {
        if (value > most)
        {
            throw new CodecException(CodecProblem.LimitExceeded, $"The blank picture has {value} {what}: expected {most} at most.");
        }
    }
}
