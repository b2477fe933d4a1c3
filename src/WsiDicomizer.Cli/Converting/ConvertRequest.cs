using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Cli.Converting;

/// <summary>What <c>convert</c> was asked to do.</summary>
internal sealed record ConvertRequest
{
    /// <summary>Files and folders, as named.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>The output folder, as named.</summary>
    public required string Output { get; init; }

    /// <summary>A profile's name or path.</summary>
    public required string Profile { get; init; }

    /// <summary>The key file; null for a key of this run alone.</summary>
    public string? KeyFile { get; init; }

    /// <summary>The file with what the laboratory says of the slides; null for none.</summary>
    public string? CaseMetadata { get; init; }

    /// <summary>The pixel size that the user gives.</summary>
    public PixelSpacing? Spacing { get; init; }

    /// <summary>Threads per slide; null for the converter's own choice.</summary>
    public int? Jobs { get; init; }

    /// <summary>The largest file of an instance in bytes; null for no limit.</summary>
    public long? MaximumInstanceBytes { get; init; }

    /// <summary>Whether each level's file is a TIFF as well.</summary>
    public bool DualTiff { get; init; }

    /// <summary>How pixels are coded.</summary>
    public EncodingRequest Encoding { get; init; } = new();

    /// <summary>Whether a slide that cannot be converted is processed in its own format instead.</summary>
    public bool Fallback { get; init; }

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

    /// <summary>Prints a JSON object per slide instead of text.</summary>
    public bool Json { get; init; }
}
