using WsiDicomizer.Dicom;
using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Color;
using WsiDicomizer.Verification.Conformance.Reading;

namespace WsiDicomizer.Verification.Conformance.Rules;

/// <summary>WSI18xx: optical paths and what their colours mean.</summary>
internal static class OpticalPathRules
{
    private const string ProfileClause = "PS3.3 C.11.15.1.1";

    /// <summary>The group.</summary>
    public static RuleGroup Group { get; } = new("Optical paths and ICC profiles")
    {
        Instances =
        [
            new(ConformanceRule.Error("WSI1801", "PS3.3 C.8.12.5", "Optical paths have identifiers of their own"), CheckIdentifiers),
            new(ConformanceRule.Error("WSI1802", "PS3.3 C.8.12.5", "NumberOfOpticalPaths is the number of items"), CheckCount),
            new(ConformanceRule.Error("WSI1803", ProfileClause, "An ICC profile can be read"),
                static (instance, report) => ForEach(instance, report, static (profile, fault) => profile is null ? fault : null)),
            new(ConformanceRule.Error("WSI1804", ProfileClause, "An ICC profile is that of an input device (scnr)"),
                static (instance, report) => ForEach(instance, report, static (profile, _) =>
                    profile is null || profile.DeviceClass == IccProfile.InputDeviceClass ? null : "it is of another class")),
            new(ConformanceRule.Error("WSI1805", ProfileClause, "An ICC profile leads from RGB to XYZ or Lab"),
                static (instance, report) => ForEach(instance, report, static (profile, _) =>
                    profile is null || (profile.ColorSpace == "RGB " && profile.ConnectionSpace is "XYZ " or "Lab ")
                        ? null
                        : "it leads from or to another colour space")),
        ],
    };

    private static void CheckIdentifiers(Instance instance, RuleReport report)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        var number = 0;
        foreach (var path in instance.Dataset.Items(DicomTag.OpticalPathSequence))
        {
            number++;
            if (path.Text(DicomTag.OpticalPathIdentifier) is { } identifier && !known.Add(identifier))
            {
                report.Add(FormattableString.Invariant($"OpticalPathSequence[{number}].OpticalPathIdentifier"));
            }
        }
    }

    private static void CheckCount(Instance instance, RuleReport report)
    {
        if (instance.Dataset.Integer(DicomTag.NumberOfOpticalPaths) is { } stated
            && instance.Dataset.TryGetSequence(DicomTag.OpticalPathSequence, out var paths) && paths.Items.Count != stated)
        {
            report.Add("NumberOfOpticalPaths", FormattableString.Invariant($"there are {paths.Items.Count}"));
        }
    }

    private static void ForEach(Instance instance, RuleReport report, Func<IccProfile?, string, string?> check)
    {
        var number = 0;
        foreach (var path in instance.Dataset.Items(DicomTag.OpticalPathSequence))
        {
            number++;
            if (!path.TryGetDicomItem<DicomBytesElement>(DicomTag.ICCProfile, out var element) || element.Count == 0)
            {
                continue;
            }

            var (profile, fault) = Read(element, instance.Limits.Icc);
            if (check(profile, fault) is { } detail)
            {
                report.Add(FormattableString.Invariant($"OpticalPathSequence[{number}].ICCProfile"), detail);
            }
        }
    }

    private static (IccProfile? Profile, string Fault) Read(DicomBytesElement element, IccLimits limits)
    {
        if (element.Source.Length > limits.MaxBytes)
        {
            return (null, "it is larger than the limits allow");
        }

        var isRead = IccProfile.TryRead(element.ToArray(), limits, out var profile, out CodecFault fault);
        return (profile, isRead ? string.Empty : FormattableString.Invariant($"at byte {fault.Offset} expected {fault.Expected}"));
    }
}
