namespace WsiDicomizer.Deidentification.Engine;

/// <summary>What a hostile data set may ask of the engine at most.</summary>
public sealed record DeidentificationLimits
{
    /// <summary>The limits that hold unless others are given.</summary>
    public static DeidentificationLimits Default { get; } = new();

    /// <summary>How deep sequences may nest; default 100. Real data sets stay below 10.</summary>
    public int MaximumDepth { get; init; } = 100;

    /// <summary>The largest value of VR UN that is read as what its tag says, in bytes; default 64 MiB. A larger one goes.</summary>
    public int MaximumUnknownBytes { get; init; } = 64 << 20;
}
