using WsiDicomizer.Dicom;

namespace WsiDicomizer.Conversion.DataSet;

/// <summary>Content items as specimens' sequences hold them: the Content Item macro (PS3.3 10.2).</summary>
internal static class ContentItems
{
    /// <summary>A text.</summary>
    public static DicomDataset Text(CodedConcept name, string value) =>
        Create("TEXT", name, new DicomUnlimitedText(DicomTag.TextValue, value));

    /// <summary>A code.</summary>
    public static DicomDataset Code(CodedConcept name, CodedConcept value) =>
        Create("CODE", name, new DicomSequence(DicomTag.ConceptCodeSequence, value.ToItem()));

    /// <summary>A date and time.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="value">In the form of VR DT.</param>
    public static DicomDataset DateTime(CodedConcept name, string value) =>
        Create("DATETIME", name, new DicomDateTime(DicomTag.DateTime, value));

    private static DicomDataset Create(string valueType, CodedConcept name, DicomItem value) => new()
    {
        { DicomTag.ValueType, valueType },
        { DicomTag.ConceptNameCodeSequence, name.ToItem() },
        value,
    };
}
