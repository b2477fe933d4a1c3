namespace WsiDicomizer.SyntheticSlides.Drawing;

/// <summary>What is written on a slide's label; a line that is null is left out.</summary>
internal sealed record LabelText
{
    /// <summary>The patient, as <c>DOE, JANE</c>.</summary>
    public string? PatientName { get; init; }

    /// <summary>The patient's number.</summary>
    public string? PatientID { get; init; }

    /// <summary>The case.</summary>
    public string? CaseNumber { get; init; }

    /// <summary>The bars, and the same in letters below.</summary>
    public string? Barcode { get; init; }

    /// <summary>The date, as written by hand.</summary>
    public string? Date { get; init; }
}
