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

    /// <summary>The most attributes in one list of rules; default 10,000, more than the dictionary has.</summary>
    public int MaximumRules { get; init; } = 10_000;

    /// <summary>How many mistakes are told at once; default 50.</summary>
    public int MaximumMistakes { get; init; } = 50;

    /// <summary>The longest <c>keep-matching</c>, in characters; default 1000.</summary>
    public int MaximumPatternLength { get; init; } = 1000;

    /// <summary>The longest text under <c>texts</c>, in characters; default 1024, the most that ST holds.</summary>
    public int MaximumTextLength { get; init; } = 1024;
}
