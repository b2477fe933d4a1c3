using WsiDicomizer.Dicom;
using WsiDicomizer.Verification.Conformance.Reading;

namespace WsiDicomizer.Verification.Conformance.Rules;

/// <summary>WSI19xx: what the instances of a folder are to each other.</summary>
internal static class SeriesRules
{
    private const string ConcatenationClause = "PS3.3 C.7.6.16.2.2.4";

    /// <summary>The group.</summary>
    public static RuleGroup Group { get; } = new("Series")
    {
        Series =
        [
            new(ConformanceRule.Error("WSI1901", "PS3.5 9", "SOPInstanceUIDs are unique"), static (instances, report) =>
                TellRepeated(instances, static instance => instance.SOPInstanceUID, "SOPInstanceUID", report)),
            new(ConformanceRule.Warning(
                "WSI1902", "OpenSlide and dicom-microscopy-viewer refuse it",
                "Two levels of a series have different sizes, unless they are parts of a concatenation"), CheckSizes),
            new(ConformanceRule.Warning(
                "WSI1903", "OpenSlide refuses two LABELs", "A series has one LABEL, one OVERVIEW and one THUMBNAIL at most"),
                static (instances, report) => TellRepeated(
                    instances.Where(instance => instance.Flavour is "LABEL" or "OVERVIEW" or "THUMBNAIL"),
                    static instance => (instance.SeriesInstanceUID, instance.Flavour),
                    "ImageType",
                    report)),
            new(ConformanceRule.Error("WSI1904", "PS3.3 C.7.6.22", "The images of a series are of one container"),
                static (instances, report) => Compare(instances, "ContainerIdentifier", report, static (first, other) =>
                    first.ContainerIdentifier == other.ContainerIdentifier)),
            new(ConformanceRule.Error("WSI1905", "PS3.3 A.1.2", "Patient, study and series are the same in all instances of a series"),
                CheckShared),
            new(ConformanceRule.Warning(
                "WSI1906", "one unsupported syntax closes a slide in OpenSlide", "The levels of a series have one transfer syntax"),
                static (instances, report) => Compare(
                    instances.Where(instance => instance.IsVolume), "TransferSyntaxUID", report, static (first, other) =>
                        first.TransferSyntaxUID == other.TransferSyntaxUID)),
            new(ConformanceRule.Warning(
                "WSI1907", "dicom-microscopy-viewer refuses it", "The levels of a series have as many samples and optical paths"),
                static (instances, report) => Compare(
                    instances.Where(instance => instance.IsVolume), "SamplesPerPixel", report, static (first, other) =>
                        (first.SamplesPerPixel, first.OpticalPaths) == (other.SamplesPerPixel, other.OpticalPaths))),
            new(ConformanceRule.Warning("WSI1908", "PS3.3 C.7.6.1", "InstanceNumbers of a series are unique"),
                static (instances, report) => TellRepeated(
                    instances.Where(instance => instance.InstanceNumber is not null),
                    static instance => (instance.SeriesInstanceUID, instance.InstanceNumber, instance.InConcatenationNumber),
                    "InstanceNumber",
                    report)),
            new(ConformanceRule.Error("WSI1909", ConcatenationClause, "The parts of a concatenation are there, each once"), CheckParts),
            new(ConformanceRule.Error(
                "WSI1910", ConcatenationClause, "A part's ConcatenationFrameOffsetNumber is the number of frames before it"), CheckOffsets),
            new(ConformanceRule.Error(
                "WSI1911", ConcatenationClause, "The parts of a concatenation are alike in source, matrix and tiles"), CheckAlike),
            new(ConformanceRule.Error(
                "WSI1912", "PS3.3 C.7.6.17.3", "The parts of a TILED_FULL concatenation hold every tile"), CheckTiles),
        ],
    };

    private static void TellRepeated<T>(
        IEnumerable<InstanceSummary> instances, Func<InstanceSummary, T> key, string place, RuleReport report)
    {
        foreach (var other in instances.GroupBy(key).SelectMany(group => group.Skip(1)))
        {
            report.In(other.File).Add(place, "another instance has it too");
        }
    }

    private static void Compare(
        IEnumerable<InstanceSummary> instances, string place, RuleReport report, Func<InstanceSummary, InstanceSummary, bool> isAlike)
    {
        foreach (var series in instances.GroupBy(instance => instance.SeriesInstanceUID).Select(group => group.ToList()))
        {
            foreach (var other in series.Skip(1).Where(other => !isAlike(series[0], other)))
            {
                report.In(other.File).Add(place, "it differs from that of another instance of the series");
            }
        }
    }

    private static void CheckSizes(IReadOnlyList<InstanceSummary> instances, RuleReport report) => TellRepeated(
        instances.Where(instance => instance is { IsVolume: true, ConcatenationUID: null }),
        static instance => (instance.SeriesInstanceUID, instance.Width, instance.Height),
        "TotalPixelMatrixColumns",
        report);

    private static void CheckShared(IReadOnlyList<InstanceSummary> instances, RuleReport report)
    {
        for (var index = 0; index < InstanceSummary.SeriesAttributes.Count; index++)
        {
            var place = DicomDictionary.Default.GetKeyword(InstanceSummary.SeriesAttributes[index]);
            Compare(instances, place, report, (first, other) => first.Shared[index] == other.Shared[index]);
        }
    }

    private static IEnumerable<List<InstanceSummary>> Concatenations(IEnumerable<InstanceSummary> instances) => instances
        .Where(instance => instance.ConcatenationUID is not null)
        .GroupBy(instance => instance.ConcatenationUID)
        .Select(group => group.OrderBy(part => part.InConcatenationNumber ?? 0).ToList());

    private static void CheckParts(IReadOnlyList<InstanceSummary> instances, RuleReport report)
    {
        foreach (var parts in Concatenations(instances))
        {
            var total = parts[0].InConcatenationTotalNumber ?? parts.Count;
            var numbers = parts.Select(part => part.InConcatenationNumber).ToHashSet();
            if (total != parts.Count || numbers.Count != parts.Count
                || parts.Any(part => part.InConcatenationNumber is not { } number || number < 1 || number > total))
            {
                report.In(parts[0].File).Add("InConcatenationNumber", FormattableString.Invariant(
                    $"{parts.Count} instances with {numbers.Count} numbers for {total} parts"));
            }
        }
    }

    private static void CheckOffsets(IReadOnlyList<InstanceSummary> instances, RuleReport report)
    {
        foreach (var parts in Concatenations(instances))
        {
            long before = 0;
            for (var index = 0; index < parts.Count; before += parts[index].Frames, index++)
            {
                // After a missing part nothing can be said: WSI1909 tells of it.
                if (parts[index].InConcatenationNumber != index + 1)
                {
                    break;
                }

                if (parts[index].ConcatenationFrameOffset is { } offset && offset != before)
                {
                    report.In(parts[index].File).Add("ConcatenationFrameOffsetNumber");
                }
            }
        }
    }

    private static void CheckAlike(IReadOnlyList<InstanceSummary> instances, RuleReport report)
    {
        foreach (var parts in Concatenations(instances))
        {
            foreach (var part in parts.Skip(1).Where(part => Describe(part) != Describe(parts[0])))
            {
                report.In(part.File).Add("ConcatenationUID", "it differs from the first part");
            }
        }

        static (string?, string?, long?, long?, long?, long?, long?) Describe(InstanceSummary part) => (
            part.ConcatenationSource, part.SeriesInstanceUID, part.Width, part.Height, part.Columns, part.Rows,
            part.InConcatenationTotalNumber);
    }

    private static void CheckTiles(IReadOnlyList<InstanceSummary> instances, RuleReport report)
    {
        foreach (var parts in Concatenations(instances).Where(parts => parts[0] is { IsTiledFull: true, TilesPerPlane: > 0 }))
        {
            var expected = (Int128)parts[0].TilesPerPlane * parts[0].FocalPlanes * parts[0].OpticalPaths;
            var frames = parts.Sum(part => part.Frames);
            if (frames != expected)
            {
                report.In(parts[0].File).Add(
                    "NumberOfFrames", FormattableString.Invariant($"{frames} in all parts where {expected} were expected"));
            }
        }
    }
}
