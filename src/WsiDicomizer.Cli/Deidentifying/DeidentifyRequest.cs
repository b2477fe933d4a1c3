using WsiDicomizer.Cli.Converting;

namespace WsiDicomizer.Cli.Deidentifying;

/// <summary>What <c>deidentify</c> was asked to do.</summary>
internal sealed record DeidentifyRequest
{
    /// <summary>Files and folders, as named.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>The output folder, as named.</summary>
    public required string Output { get; init; }

    /// <summary>A profile's name or path.</summary>
    public required string Profile { get; init; }

    /// <summary>The key file; null for a key of this run alone.</summary>
    public string? KeyFile { get; init; }

    /// <summary>Files at a time; null for the program's own choice.</summary>
    public int? Jobs { get; init; }

    /// <summary>What becomes of pictures of the glass.</summary>
    public OverviewRequest Overview { get; init; } = OverviewRequest.None;

    /// <summary>The certificates for whose owners the originals are kept; none to keep nothing.</summary>
    public IReadOnlyList<string> EncryptFor { get; init; } = [];

    /// <summary>The file for a crosswalk; null for none.</summary>
    public string? Crosswalk { get; init; }

    /// <summary>The folder for crosswalks in the manner of MIDI-B; null for none.</summary>
    public string? CrosswalkMidi { get; init; }

    /// <summary>Says nothing but what failed.</summary>
    public bool Quiet { get; init; }

    /// <summary>Says more.</summary>
    public bool Verbose { get; init; }

    /// <summary>Prints a JSON object per instance instead of text.</summary>
    public bool Json { get; init; }
}
