using WsiDicomizer.Dicom;
using WsiDicomizer.Verification.Conformance.Reading;

namespace WsiDicomizer.Verification.Conformance.Rules;

/// <summary>WSI12xx: what an image is of, and whether everything in it says so.</summary>
internal static class ImageIdentityRules
{
    private const string ImageTypeClause = "PS3.3 C.8.12.4.1.1";

    /// <summary>The group.</summary>
    public static RuleGroup Group { get; } = new("Identity of the image")
    {
        Instances =
        [
            new(ConformanceRule.Error("WSI1201", ImageTypeClause, "ImageType has four values"), CheckCount),
            new(ConformanceRule.Error(
                "WSI1202", ImageTypeClause, "ImageType begins with ORIGINAL or DERIVED and PRIMARY"), CheckOrigin),
            new(ConformanceRule.Error(
                "WSI1203", ImageTypeClause, "ImageType value 3 is VOLUME, LABEL, OVERVIEW or THUMBNAIL, value 4 NONE or RESAMPLED"),
                CheckFlavour),
            new(ConformanceRule.Error("WSI1204", "PS3.3 C.8.12.9", "FrameType repeats ImageType"), CheckFrameType),
            new(ConformanceRule.Error(
                "WSI1205", "PS3.3 C.8.12.4", "SpecimenLabelInImage is YES for LABEL and OVERVIEW, NO for VOLUME and THUMBNAIL"),
                CheckLabelInImage),
            new(ConformanceRule.Warning(
                "WSI1206", "PS3.3 C.8.12.4", "An image that shows the label says that annotation is burned in; not an overview that was changed"), CheckBurnedIn),
            new(ConformanceRule.Warning(
                "WSI1207", "PS3.3 C.8.12.8", "The Slide Label module is there only where the label is shown"), CheckLabelModule),
            new(ConformanceRule.Error(
                "WSI1208", ImageTypeClause, "A LABEL, OVERVIEW or THUMBNAIL is one frame"), CheckSingleFrame),
        ],
    };

    private static void CheckCount(Instance instance, RuleReport report)
    {
        var count = instance.Dataset.GetValueCount(DicomTag.ImageType);
        if (count is not (0 or 4))
        {
            report.Add("ImageType", "it has another number of values");
        }
    }

    private static void CheckOrigin(Instance instance, RuleReport report)
    {
        var type = instance.Dataset.Texts(DicomTag.ImageType);
        if (type.Count > 0 && type[0] is not ("ORIGINAL" or "DERIVED"))
        {
            report.Add("ImageType", "value 1 is neither");
        }

        if (type.Count > 1 && type[1] != "PRIMARY")
        {
            report.Add("ImageType", "value 2 is not PRIMARY");
        }
    }

    private static void CheckFlavour(Instance instance, RuleReport report)
    {
        var type = instance.Dataset.Texts(DicomTag.ImageType);
        if (type.Count > 2 && type[2] is not ("VOLUME" or "LABEL" or "OVERVIEW" or "THUMBNAIL"))
        {
            report.Add("ImageType", "value 3 is none of them");
        }

        if (type.Count > 3 && type[3] is not ("NONE" or "RESAMPLED"))
        {
            report.Add("ImageType", "value 4 is neither");
        }
    }

    private static void CheckFrameType(Instance instance, RuleReport report)
    {
        var type = instance.Dataset.Texts(DicomTag.ImageType);
        if (!Repeats(instance.Shared, type))
        {
            report.Add("SharedFunctionalGroupsSequence[1].WholeSlideMicroscopyImageFrameTypeSequence[1].FrameType");
        }

        for (var frame = 0; frame < instance.PerFrame.Count; frame++)
        {
            if (!Repeats(instance.PerFrame[frame], type))
            {
                report.Add(FormattableString.Invariant(
                    $"PerFrameFunctionalGroupsSequence[{frame + 1}].WholeSlideMicroscopyImageFrameTypeSequence[1].FrameType"));
            }
        }
    }

    private static bool Repeats(DicomDataset? groups, IReadOnlyList<string> type) =>
        groups?.FirstItem(DicomTag.WholeSlideMicroscopyImageFrameTypeSequence) is not { } item
        || !item.HasValue(DicomTag.FrameType)
        || item.Texts(DicomTag.FrameType).SequenceEqual(type, StringComparer.Ordinal);

    private static void CheckLabelInImage(Instance instance, RuleReport report)
    {
        var shown = instance.Dataset.Text(DicomTag.SpecimenLabelInImage);
        var expected = instance.Flavour switch
        {
            "LABEL" or "OVERVIEW" => "YES",
            "VOLUME" or "THUMBNAIL" => "NO",
            _ => shown,
        };
        if (shown != expected)
        {
            report.Add("SpecimenLabelInImage", $"{expected} was expected");
        }
    }

    private static void CheckBurnedIn(Instance instance, RuleReport report)
    {
        // An overview that was changed may have its label covered: the label's place is in the picture, and nothing to be read.
        var isCovered = instance.Flavour == "OVERVIEW" && instance.Dataset.Texts(DicomTag.ImageType) is ["DERIVED", ..];
        if (!isCovered
            && instance.Dataset.Text(DicomTag.SpecimenLabelInImage) == "YES"
            && instance.Dataset.Text(DicomTag.BurnedInAnnotation) == "NO")
        {
            report.Add("BurnedInAnnotation", "SpecimenLabelInImage is YES and BurnedInAnnotation NO");
        }
    }

    private static void CheckLabelModule(Instance instance, RuleReport report)
    {
        foreach (var tag in (DicomTag[])[DicomTag.LabelText, DicomTag.BarcodeValue])
        {
            if (instance.Flavour is "VOLUME" or "THUMBNAIL" && instance.Dataset.Contains(tag))
            {
                report.Add(DicomDictionary.Default.GetKeyword(tag));
            }
        }
    }

    private static void CheckSingleFrame(Instance instance, RuleReport report)
    {
        if (instance.Flavour is "LABEL" or "OVERVIEW" or "THUMBNAIL" && instance.FrameCount is > 1)
        {
            report.Add("NumberOfFrames", "there are several");
        }
    }
}
