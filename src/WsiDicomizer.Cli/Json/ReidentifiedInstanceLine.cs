using System.Text.Json.Serialization;
using WsiDicomizer.Conversion.Instances;

namespace WsiDicomizer.Cli.Json;

/// <summary>An input in <c>reidentify --json</c>. Nothing in it is identity; the source's path stands on standard error only.</summary>
internal sealed record ReidentifiedInstanceLine
{
    /// <summary>The input's number among the files of the run, from 1.</summary>
    public required int Input { get; init; }

    /// <summary><c>delivered</c>, <c>duplicate</c>, <c>dicomdir</c> or <c>failed</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The file below the output folder.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? File { get; init; }

    /// <summary>Its length in bytes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? FileLength { get; init; }

    /// <summary>The kind of problem of an input that failed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Problem { get; init; }

    /// <summary>Describes a result.</summary>
    public static ReidentifiedInstanceLine From(InstanceResult result)
    {
        var isDelivered = result.Status == InstanceStatus.Delivered;
        return new ReidentifiedInstanceLine
        {
            Input = result.Number,
            Status = result.Status switch
            {
                InstanceStatus.Delivered => "delivered",
                InstanceStatus.Duplicate => "duplicate",
                InstanceStatus.MediaDirectory => "dicomdir",
                _ => "failed",
            },
            File = isDelivered ? result.OutputPath : null,
            FileLength = isDelivered ? result.FileLength : null,
            Problem = result.Failure?.GetType().Name,
        };
    }
}
