namespace WsiDicomizer.Deidentification.Crosswalks;

/// <summary>How much a crosswalk may hold in memory.</summary>
public sealed record CrosswalkLimits
{
    /// <summary>The limits that hold unless others are given.</summary>
    public static CrosswalkLimits Default { get; } = new();

    /// <summary>
    /// From how many lines on nothing more may begin; default ten million. A million mapped UIDs take about 200 MB.
    /// </summary>
    public int MaximumLines { get; init; } = 10_000_000;
}
