using WsiDicomizer.Deidentification.Keys;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Engine;

/// <summary>Values that stand where an original may not stay but the attribute may not be empty: valid for each VR.</summary>
internal static class DummyValues
{
    /// <summary>The dummy of texts.</summary>
    public const string Text = "REMOVED";

    // 1 January 1900 at midnight: plainly no date of an examination.
    private const string Date = "19000101";
    private const string Time = "000000";

    // Attributes whose values come from a list.
    private static readonly Dictionary<DicomTag, string> Enumerated = new()
    {
        [DicomTag.PatientSex] = "O",
        [DicomTag.PatientSexNeutered] = "UNALTERED",
        [DicomTag.ReasonForTheAttributeModification] = "COERCE",
        [DicomTag.UniversalEntityIDType] = "ISO",
    };

    /// <summary>Makes an attribute with a dummy value.</summary>
    /// <param name="tag">The attribute.</param>
    /// <param name="vr">Its VR; not SQ.</param>
    /// <param name="uid">For VR UI: the value.</param>
    public static DicomItem Create(DicomTag tag, DicomVR vr, string uid) => vr.Kind switch
    {
        DicomVRKind.Text => DicomItemFactory.CreateText(tag, vr, TextOf(tag, vr, uid)),
        DicomVRKind.Number when vr == DicomVR.AT => new DicomAttributeTag(tag, new DicomTag(0, 0)),
        DicomVRKind.Number => DicomItemFactory.Create(tag, vr, 0),
        _ => DicomItemFactory.Create(tag, vr, new byte[Math.Max(2, vr.UnitBytes)]),
    };

    private static string TextOf(DicomTag tag, DicomVR vr, string uid) => vr.Code switch
    {
        "DA" => Date,
        "TM" => Time,
        "DT" => Date + Time,
        "AS" => "000Y",
        "DS" or "IS" => "0",
        "UI" => uid,
        "UR" => "about:blank",
        _ when Enumerated.TryGetValue(tag, out var value) => value,
        _ => Text,
    };

    /// <summary>The dummy of UID attributes without an original: the same for one key and attribute.</summary>
    public static string Uid(Pseudonymizer pseudonymizer, DicomTag tag) =>
        pseudonymizer.CreateUid("dummy", DicomDictionary.Default.GetKeyword(tag));
}
