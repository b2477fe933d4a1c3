using System.Text.RegularExpressions;
using WsiDicomizer.EndToEnd.Tests.Running;
using WsiDicomizer.Tests.Support;
using WsiDicomizer.Verification;
using WsiDicomizer.Verification.Conformance;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary>
/// On the samples of other makers, our rules and dciodvfy find the same attributes wrong; where they do not, a table says
/// why.
/// </summary>
public partial class DciodvfyAgreementTests
{
    /// <summary>What dciodvfy finds and we do not.</summary>
    private static readonly Disagreement[] OnlyDciodvfy =
    [
        new("google-multiframe-jp2k-camelyon.dcm", "LabelText",
            "A VOLUME needs no Slide Label module, and BarcodeValue, which is there, is also one of SOP Common's (PS3.3 C.12.1)"),
        new("google-wsi2dcm-raw.dicom", "Laterality",
            "2C if the body part is one of a pair: no program knows, and the file names no body part"),
        new("highdicom-sm_annotations.dcm", "CommonZCoordinateValue", "Another SOP class: only its encoding is checked"),
        new("highdicom-sm_annotations.dcm", "AnnotationAppliesToAllZPlanes", "Another SOP class: only its encoding is checked"),
    ];

    /// <summary>What we find and dciodvfy does not.</summary>
    private static readonly Disagreement[] OnlyOurs =
    [
        new("openslide-boxes_0.dcm", "ICCProfile", "PS3.3 C.11.15.1.1: the profile is of a display; dciodvfy looks into no profile"),
        new("1.2.826.0.1.3680043.8.498.46702941076792458794464453066648511350.dcm", "ICCProfile", "PS3.3 C.11.15.1.1: as above"),
        new("1.2.826.0.1.3680043.8.498.58740178995208579534253317996600852419.dcm", "ICCProfile", "PS3.3 C.11.15.1.1: as above"),
        new("1.2.826.0.1.3680043.8.498.59138772023963819382497555356965497339.dcm", "ICCProfile", "PS3.3 C.11.15.1.1: as above"),
        new("1.2.826.0.1.3680043.8.498.59317222794345851838438403002169487918.dcm", "ICCProfile", "PS3.3 C.11.15.1.1: as above"),
    ];

    [ToolFact("dciodvfy")]
    public void Check_Samples_AgreesWithDciodvfy()
    {
        var onlyDciodvfy = new List<string>();
        var onlyOurs = new List<string>();
        var files = Directory.GetFiles(SharedSlides.File("dicom-wsi"), "*", SearchOption.AllDirectories);
        foreach (var file in files.Where(file => Path.GetExtension(file) is ".dcm" or ".dicom").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(file);
            var theirs = ErrorsOfDciodvfy(file);
            var ours = ConformanceChecker.Check(file)
                .Where(finding => finding.Severity == FindingSeverity.Error)
                .Select(finding => finding.Place[(finding.Place.LastIndexOf('.') + 1)..]).ToHashSet();
            onlyDciodvfy.AddRange(theirs.Except(ours).Select(keyword => $"{name} {keyword}"));
            onlyOurs.AddRange(ours.Except(theirs).Select(keyword => $"{name} {keyword}"));
        }

        Assert.Equal(OnlyDciodvfy.Select(known => known.Key).Order(), onlyDciodvfy.Order());
        Assert.Equal(OnlyOurs.Select(known => known.Key).Order(), onlyOurs.Order());
    }

    private static HashSet<string> ErrorsOfDciodvfy(string file)
    {
        var errors = ProcessRun.Start("dciodvfy", [file]).Text.Split('\n')
            .Where(line => line.StartsWith("Error", StringComparison.Ordinal)).ToList();
        var keywords = new HashSet<string>(StringComparer.Ordinal);
        foreach (var error in errors)
        {
            // "Element=<FocusMethod>" or "attribute <Slice Thickness>".
            var match = Attribute().Match(error);
            Assert.True(match.Success, $"not understood: {error}");
            keywords.Add(match.Groups[1].Value.Replace(" ", string.Empty, StringComparison.Ordinal));
        }

        return keywords;
    }

    [GeneratedRegex("(?:Element=|attribute )<([^>]+)>")]
    private static partial Regex Attribute();

    /// <summary>One side finds it and the other does not.</summary>
    private sealed record Disagreement(string File, string Keyword, string Reason)
    {
        public string Key => $"{File} {Keyword}";
    }
}
