using WsiDicomizer.Conversion.CaseData.Reading;

namespace WsiDicomizer.Conversion.CaseData.Model;

/// <summary>What the laboratory says of one slide.</summary>
internal sealed record CaseRecord
{
    /// <summary>Where it begins in its file.</summary>
    public required TextPlace Place { get; init; }

    /// <summary>The slide's file name, with or without extension; null where the barcode tells which slide it is.</summary>
    public string? FileName { get; init; }

    /// <summary>The text of the slide's barcode; null where the file name tells which slide it is.</summary>
    public string? Barcode { get; init; }

    /// <summary>The patient.</summary>
    public required PatientData Patient { get; init; }

    /// <summary>The case.</summary>
    public required StudyData Study { get; init; }

    /// <summary>SeriesDescription.</summary>
    public string? SeriesDescription { get; init; }

    /// <summary>Where the slide was scanned.</summary>
    public required InstitutionData Institution { get; init; }

    /// <summary>The glass.</summary>
    public required ContainerData Container { get; init; }

    /// <summary>What lies on it; empty where nothing is told.</summary>
    public IReadOnlyList<SpecimenData> Specimens { get; init; } = [];
}
