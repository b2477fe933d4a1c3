using System.Text.Json.Serialization;
using WsiDicomizer.Conversion;

namespace WsiDicomizer.Cli.Json;

/// <summary>A slide that went well, in <c>convert --json</c>. Nothing in it is identity of the source.</summary>
internal sealed record ConvertedSlideLine
{
    /// <summary>The slide's number among the slides of the run, from 1.</summary>
    public required int Slide { get; init; }

    /// <summary>Always <c>converted</c>.</summary>
    public string Status { get; } = "converted";

    /// <summary>The slide's name in the output.</summary>
    public required string Pseudonym { get; init; }

    /// <summary>The folder with its instances.</summary>
    public required string Directory { get; init; }

    /// <summary>The profile's name.</summary>
    public required string Profile { get; init; }

    /// <summary>The SHA-256 of what the profile says, in hexadecimal.</summary>
    public required string ProfileDigest { get; init; }

    /// <summary>The instances that were written.</summary>
    public required IReadOnlyList<InstanceLine> Instances { get; init; }

    /// <summary>How often each action was taken, by its letter.</summary>
    public required IReadOnlyDictionary<string, int> Actions { get; init; }

    /// <summary><c>used</c> or <c>none</c>: whether the case data told of the slide. Left out where none was given.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CaseData { get; init; }

    /// <summary>What a person should know.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Describes a result.</summary>
    public static ConvertedSlideLine From(int number, ConversionResult result, string profile, string digest) => new()
    {
        Slide = number,
        Pseudonym = result.SlidePseudonym,
        Directory = result.Directory,
        Profile = profile,
        ProfileDigest = digest,
        Instances = [.. result.Instances.Select(InstanceLine.From)],
        Actions = result.ActionCounts,
        CaseData = result.HasCaseData switch { true => "used", false => "none", null => null },
        Notes = result.Notes,
    };
}

/// <summary>An instance in <c>convert --json</c>.</summary>
internal sealed record InstanceLine(
    string FileName,
    string Role,
    string SOPInstanceUID,
    int Width,
    int Height,
    int FrameCount,
    string TransferSyntax,
    string Handling,
    long FileLength,
    int? ConcatenationPart,
    int? ConcatenationParts,
    long? TiffExtraBytes,
    int DamagedFrames)
{
    /// <summary>Describes an instance.</summary>
    public static InstanceLine From(ConvertedInstance instance) => new(
        instance.FileName,
        instance.Role,
        instance.SOPInstanceUID,
        instance.Size.Width,
        instance.Size.Height,
        instance.FrameCount,
        instance.TransferSyntaxUID,
        instance.Handling.ToString(),
        instance.FileLength,
        instance.Part?.Number,
        instance.Part?.Total,
        instance.Tiff?.ExtraBytes,
        instance.DamagedFrames.Count);
}
