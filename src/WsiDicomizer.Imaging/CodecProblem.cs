namespace WsiDicomizer.Imaging;

/// <summary>Why compressed bytes cannot be used.</summary>
public enum CodecProblem
{
    /// <summary>The bytes end before what is looked for: more bytes may help.</summary>
    Truncated,

    /// <summary>The bytes break the rules of their format.</summary>
    Damaged,

    /// <summary>Valid, but with something that is not supported here.</summary>
    Unsupported,

    /// <summary>Larger than the limits that were given.</summary>
    LimitExceeded,

    /// <summary>A library that is needed is not on this machine, or is too old.</summary>
    LibraryMissing,
}
