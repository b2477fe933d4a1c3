namespace WsiDicomizer.Deidentification.Icc;

/// <summary>How large an ICC profile may be that is cleaned; a larger one is replaced.</summary>
public sealed record IccCleaningLimits
{
    /// <summary>The limits that hold unless others are given.</summary>
    public static IccCleaningLimits Default { get; } = new();

    /// <summary>The largest profile, in bytes; default 32 MiB. Scanners write 0.5 kB to 2 MB.</summary>
    public int MaximumLength { get; init; } = 32 << 20;

    /// <summary>The most entries of the tag table; default 200. Scanners write 9 to 40.</summary>
    public int MaximumTags { get; init; } = 200;
}
