namespace WsiDicomizer.Conversion;

/// <summary>What became of one slide. Nothing in it is identity of the source.</summary>
public sealed record ConversionResult
{
    /// <summary>The slide's name in the output.</summary>
    public required string SlidePseudonym { get; init; }

    /// <summary>The folder with its instances and report.</summary>
    public required string Directory { get; init; }

    /// <summary>The instances, in the order of their numbers.</summary>
    public required IReadOnlyList<ConvertedInstance> Instances { get; init; }

    /// <summary>How often each action was taken, by its letter (X, Z, D, U, C, K), over all instances.</summary>
    public required IReadOnlyDictionary<string, int> ActionCounts { get; init; }

    /// <summary>Whether the case data told of the slide; null where none was given.</summary>
    public bool? HasCaseData { get; init; }

    /// <summary>What a person should know, one sentence each.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
