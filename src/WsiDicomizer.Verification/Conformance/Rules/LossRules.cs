using WsiDicomizer.Dicom;
using WsiDicomizer.Verification.Conformance.Reading;

namespace WsiDicomizer.Verification.Conformance.Rules;

/// <summary>WSI17xx: the history of loss.</summary>
internal static class LossRules
{
    private const string Clause = "PS3.3 C.7.6.1.1.5";

    /// <summary>The group.</summary>
    public static RuleGroup Group { get; } = new("Lossy history")
    {
        Instances =
        [
            new(ConformanceRule.Error(
                "WSI1701", Clause, "LossyImageCompression is 01 where the transfer syntax is always lossy"), CheckSyntax),
            new(ConformanceRule.Error(
                "WSI1703", Clause, "LossyImageCompressionRatio and LossyImageCompressionMethod have a value for each step"), CheckSteps),
            new(ConformanceRule.Error(
                "WSI1704", "PS3.3 C.7.6.1.1.5.1", "The methods hold that of a lossy transfer syntax"), CheckMethod),
            new(ConformanceRule.Warning(
                "WSI1705", "PS3.3 C.7.6.1.1.5.2", "A ratio is greater than 1"), CheckRatios),
        ],
        Frames =
        [
            new(ConformanceRule.Error("WSI1702", Clause, "LossyImageCompression is 01 where a codestream is irreversible"),
                static (instance, frame, report) =>
                {
                    if (frame.IsReversible == false && !IsAlwaysLossy(instance.Syntax)
                        && instance.Dataset.Text(DicomTag.LossyImageCompression) == "00")
                    {
                        report.Add(frame.Place);
                    }
                }),
        ],
    };

    private static bool IsAlwaysLossy(DicomTransferSyntax syntax) =>
        syntax == DicomTransferSyntax.JPEGProcess1 || syntax == DicomTransferSyntax.JPEGProcess2;

    private static void CheckSyntax(Instance instance, RuleReport report)
    {
        if (IsAlwaysLossy(instance.Syntax) && instance.Dataset.Text(DicomTag.LossyImageCompression) == "00")
        {
            report.Add("LossyImageCompression");
        }
    }

    private static void CheckSteps(Instance instance, RuleReport report)
    {
        var ratios = instance.Dataset.GetValueCount(DicomTag.LossyImageCompressionRatio);
        var methods = instance.Dataset.GetValueCount(DicomTag.LossyImageCompressionMethod);
        if (ratios > 0 && methods > 0 && ratios != methods)
        {
            report.Add("LossyImageCompressionMethod", FormattableString.Invariant($"{methods} methods and {ratios} ratios"));
        }
    }

    private static void CheckMethod(Instance instance, RuleReport report)
    {
        var expected = IsAlwaysLossy(instance.Syntax) ? "ISO_10918_1" : null;
        var methods = instance.Dataset.Texts(DicomTag.LossyImageCompressionMethod);
        if (expected is not null && methods.Count > 0 && !methods.Contains(expected))
        {
            report.Add("LossyImageCompressionMethod", $"{expected} is not among them");
        }
    }

    private static void CheckRatios(Instance instance, RuleReport report)
    {
        if (instance.Dataset.Numbers(DicomTag.LossyImageCompressionRatio) is { } ratios && ratios.Any(ratio => ratio is > 0 and < 1))
        {
            report.Add("LossyImageCompressionRatio");
        }
    }
}
