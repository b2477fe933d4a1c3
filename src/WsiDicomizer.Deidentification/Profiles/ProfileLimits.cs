namespace WsiDicomizer.Deidentification.Profiles;

/// <summary>How large a profile may be: a profile is written by people, so these are generous.</summary>
public sealed record ProfileLimits
{
    /// <summary>The limits that hold unless others are given.</summary>
    public static ProfileLimits Default { get; } = new();

    /// <summary>The largest file, in bytes; default 1 MiB.</summary>
    public int MaximumLength { get; init; } = 1 << 20;

    /// <summary>How deep mappings and lists may nest; default 16. The language needs 4.</summary>
    public int MaximumDepth { get; init; } = 16;

    /// <summary>The most rules under <c>scanners</c>; default 256.</summary>
    public int MaximumScannerRules { get; init; } = 256;
}
