using WsiDicomizer.Conversion.LabelMasks;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Conversion.Instances;

/// <summary>What became of one input; nothing in it but <see cref="SourcePath"/> and <see cref="Failure"/> is of the input.</summary>
public sealed record InstanceResult
{
    /// <summary>Its number among the inputs of the run, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The input's path: for standard error and nothing else.</summary>
    public required string SourcePath { get; init; }

    /// <summary>What became of it.</summary>
    public required InstanceStatus Status { get; init; }

    /// <summary>The file below the output folder, with <c>/</c>, under pseudonyms; empty where there is none.</summary>
    public string OutputPath { get; init; } = string.Empty;

    /// <summary>The SOP class.</summary>
    public DicomUID? SOPClassUID { get; init; }

    /// <summary>The transfer syntax of the output.</summary>
    public DicomTransferSyntax? TransferSyntax { get; init; }

    /// <summary>What a slide's image shows, where it was dropped: LABEL, OVERVIEW, THUMBNAIL or OTHER.</summary>
    public string DroppedImage { get; init; } = string.Empty;

    /// <summary>Why it was dropped, where the profile would have kept it covered; null otherwise. No value of the input.</summary>
    public string? DropReason { get; init; }

    /// <summary>What of it is covered; null where nothing is.</summary>
    public LabelMask? Mask { get; init; }

    /// <summary>The length of the output in bytes.</summary>
    public long FileLength { get; init; }

    /// <summary>Its encapsulated frames.</summary>
    public int Frames { get; init; }

    /// <summary>How many of them lost segments or bytes behind their end.</summary>
    public int ScrubbedFrames { get; init; }

    /// <summary>Why it failed.</summary>
    public Exception? Failure { get; init; }
}
