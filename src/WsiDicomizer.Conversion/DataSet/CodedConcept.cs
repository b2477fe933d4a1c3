using WsiDicomizer.Dicom;

namespace WsiDicomizer.Conversion.DataSet;

/// <summary>A code of a coding scheme: the macro of PS3.3 table 8.8-1.</summary>
/// <param name="Value">CodeValue.</param>
/// <param name="Scheme">CodingSchemeDesignator.</param>
/// <param name="Meaning">CodeMeaning.</param>
internal sealed record CodedConcept(string Value, string Scheme, string Meaning)
{
    private const int ShortValueLength = 16;

    /// <summary>Light that comes through the specimen from everywhere (CID 8123).</summary>
    public static CodedConcept BrightfieldIllumination { get; } = new("111744", "DCM", "Brightfield illumination");

    /// <summary>Light that excites what it falls on, through the objective (CID 8123).</summary>
    public static CodedConcept EpifluorescenceIllumination { get; } = new("111743", "DCM", "Epifluorescence illumination");

    /// <summary>White light (CID 8122).</summary>
    public static CodedConcept FullSpectrum { get; } = new("414298005", "SCT", "Full Spectrum");

    /// <summary>The container of a slide (CID 8101).</summary>
    public static CodedConcept MicroscopeSlide { get; } = new("433466003", "SCT", "Microscope slide");

    /// <summary>The item of a code sequence.</summary>
    public DicomDataset ToItem() => new()
    {
        // A value too long for VR SH has an attribute of its own (PS3.3 8.8).
        { Value.Length <= ShortValueLength ? DicomTag.CodeValue : DicomTag.LongCodeValue, Value },
        { DicomTag.CodingSchemeDesignator, Scheme },
        { DicomTag.CodeMeaning, Meaning },
    };
}
