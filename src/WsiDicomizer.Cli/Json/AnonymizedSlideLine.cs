using System.Text.Json.Serialization;
using WsiDicomizer.InPlace;

namespace WsiDicomizer.Cli.Json;

/// <summary>A slide that went well, in <c>anonymize --json</c>. Nothing in it is identity of the source.</summary>
/// <param name="Slide">The slide's number among the slides of the run, from 1.</param>
/// <param name="Name">Its new name, without extension.</param>
/// <param name="Format">Its format.</param>
/// <param name="Level">How much went.</param>
/// <param name="Changed">Whether anything was changed.</param>
/// <param name="Files">Its files' new paths, below its folder.</param>
/// <param name="OverwrittenBytes">How many bytes were written over.</param>
/// <param name="Actions">How often each action was taken.</param>
internal sealed record AnonymizedSlideLine(
    int Slide,
    string Name,
    string Format,
    string Level,
    bool Changed,
    IReadOnlyList<string> Files,
    long OverwrittenBytes,
    IReadOnlyDictionary<string, int> Actions)
{
    /// <summary>Always <c>anonymized</c>.</summary>
    public string Status { get; } = "anonymized";

    /// <summary>Why it was not converted, without path or values; left out where nobody asked for that.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    /// <summary>Describes a slide.</summary>
    public static AnonymizedSlideLine From(int number, AnonymizationPlan plan) => new(
        number,
        plan.NewName,
        plan.FormatName,
        plan.Level.ToString(),
        !plan.ChangesNothing,
        plan.NewFileNames,
        plan.ChangedBytes,
        plan.ActionCounts);
}
