using WsiDicomizer.Cli.Converting;
using WsiDicomizer.InPlace;

namespace WsiDicomizer.Cli.Anonymizing;

/// <summary>What <c>anonymize</c> was asked to do.</summary>
internal sealed record AnonymizeRequest
{
    /// <summary>Files and folders, as named.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>The folder for copies, as named; null to change the slides themselves.</summary>
    public string? Output { get; init; }

    /// <summary>How much goes; null for what the profile says, or IV.</summary>
    public AnonymizationLevel? Level { get; init; }

    /// <summary>A profile's name or path; null for none.</summary>
    public string? Profile { get; init; }

    /// <summary>The key file; null for a key of this run alone.</summary>
    public string? KeyFile { get; init; }

    /// <summary>What becomes of the picture of the glass, and where the label is on it.</summary>
    public required OverviewRequest Overview { get; init; }

    /// <summary>Whether a new label is drawn.</summary>
    public bool LabelText { get; init; }

    /// <summary>Whether names stay.</summary>
    public bool KeepName { get; init; }

    /// <summary>Keys whose values stay.</summary>
    public IReadOnlyList<string> KeepKeys { get; init; } = [];

    /// <summary>What becomes of files beside slides.</summary>
    public SidecarRule Sidecars { get; init; }

    /// <summary>Says nothing but what failed.</summary>
    public bool Quiet { get; init; }

    /// <summary>Says more.</summary>
    public bool Verbose { get; init; }

    /// <summary>Prints a JSON object per slide instead of text.</summary>
    public bool Json { get; init; }
}
