namespace WsiDicomizer.Conversion.CaseData;

/// <summary>What a file of case data may ask for at most. One that asks for more is refused with the limit's name.</summary>
public sealed record CaseDataLimits
{
    /// <summary>The limits for files of unknown origin.</summary>
    public static CaseDataLimits Default { get; } = new();

    /// <summary>The file's length in bytes. Default 64 MiB: some hundred bytes for each of 100,000 slides.</summary>
    public int MaximumFileBytes { get; init; } = 64 << 20;

    /// <summary>Slides in a JSON file, rows in a CSV file. Default 100,000.</summary>
    public int MaximumSlides { get; init; } = 100_000;

    /// <summary>Columns of a CSV file, keys of an object in JSON. Default 500.</summary>
    public int MaximumColumns { get; init; } = 500;

    /// <summary>Values of all kinds in a JSON file together. Default 2,000,000.</summary>
    public int MaximumValues { get; init; } = 2_000_000;

    /// <summary>The characters of one value. Default 10,240, the length of a long text (VR LT).</summary>
    public int MaximumValueLength { get; init; } = 10_240;

    /// <summary>How deep JSON may nest. Default 16; case data needs 8.</summary>
    public int MaximumDepth { get; init; } = 16;

    /// <summary>Specimens on one slide. Default 200: a tissue microarray has more, but no place for them in a list like this.</summary>
    public int MaximumSpecimens { get; init; } = 200;

    /// <summary>Preparation steps of one specimen, and other lists within a slide. Default 100.</summary>
    public int MaximumListItems { get; init; } = 100;

    /// <summary>How many mistakes are told; behind them stands only that there are more. Default 50.</summary>
    public int MaximumMistakes { get; init; } = 50;
}
