using System.Globalization;
using System.Text.RegularExpressions;
using WsiDicomizer.Dicom;
using WsiDicomizer.Verification.Conformance.Reading;

namespace WsiDicomizer.Verification.Conformance.Rules;

/// <summary>WSI10xx: the file, its meta information and the order of its bytes.</summary>
internal static partial class FileRules
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

    private static readonly ConformanceRule Tolerated =
        ConformanceRule.Error("WSI1005", "PS3.5 7", "The reader has nothing to tolerate");

    private static readonly ConformanceRule Order =
        ConformanceRule.Error("WSI1010", "PS3.5 7.1", "Elements ascend by their tags, each once");

    private static readonly ConformanceRule EvenLengths =
        ConformanceRule.Error("WSI1011", "PS3.5 7.1.1", "Lengths are even");

    private static readonly ConformanceRule Structure =
        ConformanceRule.Error("WSI1012", "PS3.5 7.5", "Elements, items and sequences end where they say");

    private static readonly ConformanceRule Beginning =
        ConformanceRule.Error("WSI1013", "PS3.10 7.1", "Preamble, prefix, group length and version begin a file");

    /// <summary>The group.</summary>
    public static RuleGroup Group { get; } = new("File and encoding")
    {
        Told = [Unreadable, NothingThere, OtherClass, FindingCollector.Rule, Order, EvenLengths, Structure, Beginning],
        Instances =
        [
            new(Tolerated, CheckTolerated, ForAnyClass: true),
            new(ConformanceRule.Error(
                "WSI1014", "PS3.10 table 7.1-1", "The file meta information names the data set's SOP class and instance"),
                CheckMeta, ForAnyClass: true),
        ],
    };

    /// <summary>The rule that a fault in the order of bytes breaks. Told by the walk, also of files that the reader refuses.</summary>
    /// <param name="kind">The fault.</param>
    public static ConformanceRule RuleOf(LayoutFaultKind kind) => kind switch
    {
        LayoutFaultKind.Order => Order,
        LayoutFaultKind.OddLength => EvenLengths,
        LayoutFaultKind.Structure => Structure,
        LayoutFaultKind.Meta => Beginning,
        LayoutFaultKind.Encapsulation => EncapsulationRules.Items,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static void CheckTolerated(Instance instance, RuleReport report)
    {
        foreach (var diagnostic in instance.Diagnostics)
        {
            // Its messages hold no values.
            report.Add(
                diagnostic.TagPath is { } path ? ToPlace(path) : "file", $"{diagnostic.Code}, {diagnostic.Message}");
        }
    }

    /// <summary>The reader's path has tags and counts items from 0: <c>(5200,9230)[3].(0048,021A)</c>.</summary>
    private static string ToPlace(string path)
    {
        var numbered = ItemIndex().Replace(path, static match => string.Create(
            CultureInfo.InvariantCulture, $"[{int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) + 1}]"));
        return Tag().Replace(numbered, static match =>
            DicomTag.TryParse(match.Value, out var tag) ? DicomDictionary.Default.GetKeyword(tag) : match.Value);
    }

    [GeneratedRegex(@"\[([0-9]{1,9})\]")]
    private static partial Regex ItemIndex();

    [GeneratedRegex(@"\([0-9A-Fa-f]{4},[0-9A-Fa-f]{4}\)")]
    private static partial Regex Tag();

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
