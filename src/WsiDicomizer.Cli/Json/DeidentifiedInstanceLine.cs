using System.Text.Json.Serialization;
using WsiDicomizer.Conversion.Instances;
using WsiDicomizer.Deidentification.Profiles;

namespace WsiDicomizer.Cli.Json;

/// <summary>An input in <c>deidentify --json</c>. Nothing in it is identity of the source, whose path stands on standard error only.</summary>
internal sealed record DeidentifiedInstanceLine
{
    /// <summary>The input's number among the files of the run, from 1.</summary>
    public required int Input { get; init; }

    /// <summary><c>delivered</c>, <c>duplicate</c>, <c>dropped</c>, <c>dicomdir</c> or <c>failed</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The file below the output folder.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? File { get; init; }

    /// <summary>Its length in bytes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? FileLength { get; init; }

    /// <summary>The transfer syntax.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TransferSyntax { get; init; }

    /// <summary>Its encapsulated frames.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Frames { get; init; }

    /// <summary>How many of them lost comments, application data or bytes behind their end.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? ScrubbedFrames { get; init; }

    /// <summary>What a slide's image showed that was left out: LABEL, OVERVIEW, THUMBNAIL or OTHER.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Image { get; init; }

    /// <summary>The kind of problem of an input that failed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Problem { get; init; }

    /// <summary>The profile's name.</summary>
    public required string Profile { get; init; }

    /// <summary>The SHA-256 of what the profile says, in hexadecimal.</summary>
    public required string ProfileDigest { get; init; }

    /// <summary>Describes a result.</summary>
    public static DeidentifiedInstanceLine From(InstanceResult result, ResolvedProfile profile)
    {
        var isDelivered = result.Status == InstanceStatus.Delivered;
        return new DeidentifiedInstanceLine
        {
            Input = result.Number,
            Status = result.Status switch
            {
                InstanceStatus.Delivered => "delivered",
                InstanceStatus.Duplicate => "duplicate",
                InstanceStatus.Dropped => "dropped",
                InstanceStatus.MediaDirectory => "dicomdir",
                InstanceStatus.Failed => "failed",
                _ => "not DICOM",
            },
            File = isDelivered ? result.OutputPath : null,
            FileLength = isDelivered ? result.FileLength : null,
            TransferSyntax = isDelivered ? result.TransferSyntax!.UID.UID : null,
            Frames = isDelivered ? result.Frames : null,
            ScrubbedFrames = isDelivered ? result.ScrubbedFrames : null,
            Image = result.Status == InstanceStatus.Dropped ? result.DroppedImage : null,
            Problem = result.Failure?.GetType().Name,
            Profile = profile.Name,
            ProfileDigest = profile.Digest,
        };
    }
}
