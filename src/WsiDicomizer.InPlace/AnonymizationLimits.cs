namespace WsiDicomizer.InPlace;

/// <summary>What the plan for a slide may ask of memory.</summary>
public sealed record AnonymizationLimits
{
    /// <summary>Far above every slide that was seen.</summary>
    public static AnonymizationLimits Default { get; } = new();

    /// <summary>How many runs of bytes a plan may write.</summary>
    public int MaxPatches { get; init; } = 2_000_000;

    /// <summary>The longest text that is replaced by another; longer ones are filled with zeros.</summary>
    public int MaxTextBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>How many bytes of texts and pictures a plan may hold; zeros are not counted.</summary>
    public long MaxHeldBytes { get; init; } = 128L * 1024 * 1024;

    /// <summary>How long a journal may be.</summary>
    public long MaxJournalBytes { get; init; } = 8L * 1024 * 1024 * 1024;
}
