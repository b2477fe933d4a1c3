using WsiDicomizer.Dicom;
using WsiDicomizer.Verification.Conformance.Attributes;
using WsiDicomizer.Verification.Conformance.Reading;

namespace WsiDicomizer.Verification.Conformance.Rules;

/// <summary>WSI15xx: which frame is where, functional groups, dimensions, concatenation.</summary>
internal static class TilingRules
{
    private const string TilesClause = "PS3.3 C.7.6.17.3";
    private const string GroupsClause = "PS3.3 C.7.6.16";
    private const string ConcatenationClause = "PS3.3 C.7.6.16.2.2.4";
    private const string PerFrameSequence = "PerFrameFunctionalGroupsSequence";

    /// <summary>The group.</summary>
    public static RuleGroup Group { get; } = new("Tiles and functional groups")
    {
        Instances =
        [
            new(ConformanceRule.Error(
                "WSI1501", TilesClause, "TILED_FULL has a frame for each tile, focal plane and optical path"), CheckFullCount),
            new(ConformanceRule.Error(
                "WSI1502", "PS3.3 C.8.12.14", "TilesOverlap is NONE in TILED_FULL"),
                static (instance, report) => Tell(
                    instance.IsTiledFull && instance.Dataset.Text(DicomTag.TilesOverlap) is not (null or "NONE"),
                    "TilesOverlap",
                    report)),
            new(ConformanceRule.Error(
                "WSI1503", "PS3.3 C.7.6.17", "A DimensionOrganizationUID of an index is one of the data set's"), CheckDimensions),
            new(ConformanceRule.Error(
                "WSI1504", GroupsClause, "PerFrameFunctionalGroupsSequence has an item for each frame"),
                static (instance, report) => Tell(
                    instance.PerFrame.Count > 0 && instance.FrameCount is { } frames && instance.PerFrame.Count != frames,
                    PerFrameSequence,
                    report)),
            new(ConformanceRule.Error(
                "WSI1505", GroupsClause, "A functional group is shared or per frame, not both"), CheckSharedAndPerFrame),
            new(ConformanceRule.Error(
                "WSI1506", "PS3.3 A.32.8.4", "Functional groups that are mandatory are shared or in every frame"), CheckMandatory),
            new(ConformanceRule.Error(
                "WSI1507", "PS3.3 A.32.8.4", "Without TILED_FULL frames have a position and an optical path"), CheckPositionsPresent),
            new(ConformanceRule.Error(
                "WSI1508", "PS3.3 C.8.12.6.1", "A tile begins inside the total pixel matrix"), CheckInside),
            new(ConformanceRule.Error(
                "WSI1509", "PS3.3 C.8.12.6.1", "No two frames have the same place, plane and optical path"), CheckUnique),
            new(ConformanceRule.Error(
                "WSI1510", "PS3.3 C.8.12.6.2", "An OpticalPathIdentifier of a frame is one of the OpticalPathSequence"), CheckPaths),
            new(ConformanceRule.Error(
                "WSI1511", GroupsClause, "DimensionIndexValues has a value for each item of the DimensionIndexSequence"), CheckIndexValues),
            new(ConformanceRule.Error(
                "WSI1512", ConcatenationClause, "A concatenation has two parts or more, numbered from 1"), CheckConcatenation),
        ],
    };

    private static void CheckFullCount(Instance instance, RuleReport report)
    {
        var summary = new InstanceSummary(instance);
        if (!instance.IsTiledFull || instance.IsConcatenated || summary.TilesPerPlane == 0)
        {
            return;
        }

        var expected = (Int128)summary.TilesPerPlane * instance.FocalPlanes * instance.OpticalPaths;
        Tell(
            expected != summary.Frames,
            "NumberOfFrames",
            report,
            FormattableString.Invariant(
                $"{summary.Frames}, where {summary.TilesPerPlane} tiles, {instance.FocalPlanes} planes and {instance.OpticalPaths} paths make {expected}"));
    }

    private static void CheckDimensions(Instance instance, RuleReport report)
    {
        var known = instance.Dataset.Items(DicomTag.DimensionOrganizationSequence)
            .Select(item => item.Text(DicomTag.DimensionOrganizationUID)).ToHashSet();
        var number = 0;
        foreach (var index in instance.Dataset.Items(DicomTag.DimensionIndexSequence))
        {
            number++;
            Tell(
                index.Text(DicomTag.DimensionOrganizationUID) is { } uid && !known.Contains(uid),
                FormattableString.Invariant($"DimensionIndexSequence[{number}].DimensionOrganizationUID"),
                report);
        }
    }

    private static void CheckSharedAndPerFrame(Instance instance, RuleReport report)
    {
        if (instance.Shared is not { } shared)
        {
            return;
        }

        for (var frame = 0; frame < instance.PerFrame.Count; frame++)
        {
            foreach (var item in instance.PerFrame[frame])
            {
                if (item is DicomSequence && shared.Contains(item.Tag))
                {
                    report.Add(PlaceOf(frame, item.Tag));
                }
            }
        }
    }

    private static void CheckMandatory(Instance instance, RuleReport report)
    {
        foreach (var group in WsmDefinition.Default.FunctionalGroups.Where(group => group.Usage == 'M'))
        {
            CheckPresent(instance, group.Attributes[0].Tag, report);
        }
    }

    private static void CheckPositionsPresent(Instance instance, RuleReport report)
    {
        if (instance.IsTiledFull)
        {
            return;
        }

        CheckPresent(instance, DicomTag.PlanePositionSlideSequence, report);
        CheckPresent(instance, DicomTag.OpticalPathIdentificationSequence, report);
    }

    private static void CheckPresent(Instance instance, DicomTag group, RuleReport report)
    {
        if (instance.Shared?.HasValue(group) == true)
        {
            return;
        }

        if (instance.PerFrame.Count == 0)
        {
            report.Add($"SharedFunctionalGroupsSequence[1].{DicomDictionary.Default.GetKeyword(group)}", "it is missing");
            return;
        }

        for (var frame = 0; frame < instance.PerFrame.Count; frame++)
        {
            if (!instance.PerFrame[frame].HasValue(group))
            {
                report.Add(PlaceOf(frame, group), "it is missing");
            }
        }
    }

    private static void CheckInside(Instance instance, RuleReport report)
    {
        var width = instance.Dataset.Integer(DicomTag.TotalPixelMatrixColumns) ?? long.MaxValue;
        var height = instance.Dataset.Integer(DicomTag.TotalPixelMatrixRows) ?? long.MaxValue;
        for (var frame = 0; frame < instance.PerFrame.Count; frame++)
        {
            var position = instance.PerFrame[frame].FirstItem(DicomTag.PlanePositionSlideSequence);
            var column = position?.Integer(DicomTag.ColumnPositionInTotalImagePixelMatrix) ?? 1;
            var row = position?.Integer(DicomTag.RowPositionInTotalImagePixelMatrix) ?? 1;

            // Positions count from 1. A tile may reach over the matrix's far edges, where it is padded.
            Tell(
                column < 1 || row < 1 || column > width || row > height,
                PlaceOf(frame, DicomTag.PlanePositionSlideSequence),
                report);
        }
    }

    private static void CheckUnique(Instance instance, RuleReport report)
    {
        var known = new HashSet<(long Column, long Row, double Plane, string Path)>();
        for (var frame = 0; frame < instance.PerFrame.Count; frame++)
        {
            var groups = instance.PerFrame[frame];
            var position = groups.FirstItem(DicomTag.PlanePositionSlideSequence);
            if (position?.Integer(DicomTag.ColumnPositionInTotalImagePixelMatrix) is { } column
                && position.Integer(DicomTag.RowPositionInTotalImagePixelMatrix) is { } row)
            {
                var plane = position.Number(DicomTag.ZOffsetInSlideCoordinateSystem) ?? 0;
                var path = groups.FirstItem(DicomTag.OpticalPathIdentificationSequence)?.Text(DicomTag.OpticalPathIdentifier);
                Tell(
                    !known.Add((column, row, plane, path ?? string.Empty)),
                    PlaceOf(frame, DicomTag.PlanePositionSlideSequence),
                    report);
            }
        }
    }

    private static void CheckPaths(Instance instance, RuleReport report)
    {
        var known = instance.Dataset.Items(DicomTag.OpticalPathSequence)
            .Select(item => item.Text(DicomTag.OpticalPathIdentifier)).ToHashSet();
        if (known.Count == 0)
        {
            return;
        }

        Check(instance.Shared, "SharedFunctionalGroupsSequence[1].OpticalPathIdentificationSequence");
        for (var frame = 0; frame < instance.PerFrame.Count; frame++)
        {
            Check(instance.PerFrame[frame], null, frame);
        }

        void Check(DicomDataset? groups, string? place, int frame = 0)
        {
            var path = groups?.FirstItem(DicomTag.OpticalPathIdentificationSequence)?.Text(DicomTag.OpticalPathIdentifier);
            if (path is not null && !known.Contains(path))
            {
                report.Add(place ?? PlaceOf(frame, DicomTag.OpticalPathIdentificationSequence));
            }
        }
    }

    private static void CheckIndexValues(Instance instance, RuleReport report)
    {
        var expected = instance.Dataset.Items(DicomTag.DimensionIndexSequence).Count();
        for (var frame = 0; frame < instance.PerFrame.Count; frame++)
        {
            var content = instance.PerFrame[frame].FirstItem(DicomTag.FrameContentSequence);
            Tell(
                content?.GetValueCount(DicomTag.DimensionIndexValues) is { } count and > 0 && count != expected,
                PlaceOf(frame, DicomTag.FrameContentSequence),
                report);
        }
    }

    private static void CheckConcatenation(Instance instance, RuleReport report)
    {
        if (!instance.IsConcatenated)
        {
            return;
        }

        var total = instance.Dataset.Integer(DicomTag.InConcatenationTotalNumber);
        var number = instance.Dataset.Integer(DicomTag.InConcatenationNumber);
        Tell(total is < 2, "InConcatenationTotalNumber", report, "a single part is no concatenation");
        Tell(number is < 1 || number > total, "InConcatenationNumber", report, "it is not from 1 to the number of parts");
        Tell(
            number == 1 && instance.Dataset.Integer(DicomTag.ConcatenationFrameOffsetNumber) is > 0,
            "ConcatenationFrameOffsetNumber",
            report,
            "no frames are before the first part");
    }

    private static string PlaceOf(int frameIndex, DicomTag tag) => FormattableString.Invariant(
        $"{PerFrameSequence}[{frameIndex + 1}].{DicomDictionary.Default.GetKeyword(tag)}");

    private static void Tell(bool isBroken, string place, RuleReport report, string? detail = null)
    {
        if (isBroken)
        {
            report.Add(place, detail);
        }
    }
}
