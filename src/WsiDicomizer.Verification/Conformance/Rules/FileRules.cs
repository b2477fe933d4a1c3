using WsiDicomizer.Dicom;
using WsiDicomizer.Verification.Conformance.Reading;

namespace WsiDicomizer.Verification.Conformance.Rules;

/// <summary>WSI10xx: the file, its meta information and the order of its bytes.</summary>
internal static class FileRules
{
    /// <summary>Told by the reading.</summary>
    public static readonly ConformanceRule Unreadable =
        ConformanceRule.Error("WSI1001", "PS3.10 7.1", "A file can be read as DICOM");

    /// <summary>Told by the reading.</summary>
    public static readonly ConformanceRule NothingThere =
        ConformanceRule.Error("WSI1002", "PS3.10 7.1", "There is at least one DICOM instance");

    /// <summary>Told by the reading.</summary>
    public static readonly ConformanceRule OtherClass = ConformanceRule.Note(
        "WSI1003", "PS3.4 B.5", "An instance is a VL Whole Slide Microscopy Image; others are checked for their encoding only");

    /// <summary>The group.</summary>
    public static RuleGroup Group { get; } = new("File and encoding")
    {
        Told = [Unreadable, NothingThere, OtherClass, FindingCollector.Rule],
        Instances =
        [
            Layout("WSI1010", LayoutFaultKind.Order, "PS3.5 7.1", "Elements ascend by their tags, each once"),
            Layout("WSI1011", LayoutFaultKind.OddLength, "PS3.5 7.1.1", "Lengths are even"),
            Layout("WSI1012", LayoutFaultKind.Structure, "PS3.5 7.5", "Elements, items and sequences end where they say"),
            Layout("WSI1013", LayoutFaultKind.Meta, "PS3.10 7.1", "Preamble, prefix, group length and version begin a file"),
            new(ConformanceRule.Error(
                "WSI1014", "PS3.10 table 7.1-1", "The file meta information names the data set's SOP class and instance"),
                CheckMeta, ForAnyClass: true),
        ],
    };

    private static InstanceCheck Layout(string id, LayoutFaultKind kind, string clause, string title) => new(
        ConformanceRule.Error(id, clause, title),
        (instance, report) =>
        {
            foreach (var fault in instance.Layout.Faults.Where(fault => fault.Kind == kind))
            {
                report.Add(fault.Place, fault.Detail);
            }
        },
        ForAnyClass: true);

    private static void CheckMeta(Instance instance, RuleReport report)
    {
        if (instance.Dataset.Text(DicomTag.SOPClassUID) != instance.Meta.MediaStorageSOPClassUID.UID)
        {
            report.Add("MediaStorageSOPClassUID", "it is not the SOPClassUID");
        }

        if (instance.Dataset.Text(DicomTag.SOPInstanceUID) != instance.Meta.MediaStorageSOPInstanceUID.UID)
        {
            report.Add("MediaStorageSOPInstanceUID", "it is not the SOPInstanceUID");
        }
    }
}
