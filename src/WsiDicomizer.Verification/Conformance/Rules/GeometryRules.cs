using WsiDicomizer.Dicom;
using WsiDicomizer.Verification.Conformance.Reading;

namespace WsiDicomizer.Verification.Conformance.Rules;

/// <summary>WSI16xx: sizes and places on the slide, of an instance and across the levels of a pyramid.</summary>
internal static class GeometryRules
{
    private const string VolumeClause = "PS3.3 C.8.12.4";
    private const string PyramidClause = "PS3.3 C.7.11.1";
    private const double Tolerance = 1e-4;

    /// <summary>The group.</summary>
    public static RuleGroup Group { get; } = new("Geometry")
    {
        Instances =
        [
            new(ConformanceRule.Error(
                "WSI1601", VolumeClause, "PixelSpacing times the total pixel matrix is the imaged volume, within one pixel"), CheckVolume),
            new(ConformanceRule.Error(
                "WSI1602", "PS3.3 C.8.12.14", "ImageOrientationSlide is two perpendicular directions of length 1"), CheckOrientation),
            new(ConformanceRule.Warning(
                "WSI1603", "PS3.3 C.7.4.1.1.2", "PositionReferenceIndicator is SLIDE_CORNER"),
                static (instance, report) => Tell(
                    instance.Dataset.Text(DicomTag.PositionReferenceIndicator) is { Length: > 0 } and not "SLIDE_CORNER",
                    "PositionReferenceIndicator",
                    report)),
            new(ConformanceRule.Error(
                "WSI1604", "PS3.3 table A.32.8-1", "Only a VOLUME or THUMBNAIL belongs to a pyramid"),
                static (instance, report) => Tell(
                    instance.Flavour is "LABEL" or "OVERVIEW" && instance.Dataset.Contains(DicomTag.PyramidUID),
                    "PyramidUID",
                    report)),
            new(ConformanceRule.Warning(
                "WSI1605", VolumeClause, "ImagedVolumeDepth is in micrometres, SliceThickness in millimetres"), CheckDepth),
        ],
        Series =
        [
            new(ConformanceRule.Error("WSI1611", VolumeClause, "All levels have the same imaged volume"),
                static (instances, report) => Compare(
                    Levels(instances), report, "ImagedVolumeWidth", static (first, other) => HaveSameVolume(first, other))),
            new(ConformanceRule.Error("WSI1612", "PS3.3 C.8.12.14", "Levels and THUMBNAIL have the same TotalPixelMatrixOrigin"),
                static (instances, report) => Compare(
                    LevelsAndThumbnail(instances), report, "TotalPixelMatrixOriginSequence", static (first, other) =>
                        IsNear(first.Origin[0], other.Origin[0]) && IsNear(first.Origin[1], other.Origin[1]))),
            new(ConformanceRule.Error("WSI1613", "PS3.3 C.8.12.14", "Levels have the same ImageOrientationSlide"),
                static (instances, report) => Compare(
                    Levels(instances), report, "ImageOrientationSlide", static (first, other) =>
                        first.Orientation is null || other.Orientation is null
                        || first.Orientation.Zip(other.Orientation).All(pair => Math.Abs(pair.First - pair.Second) < Tolerance))),
            new(ConformanceRule.Error("WSI1614", "PS3.3 C.7.4.1", "Levels and THUMBNAIL share the FrameOfReferenceUID"),
                static (instances, report) => Compare(
                    LevelsAndThumbnail(instances), report, "FrameOfReferenceUID", static (first, other) =>
                        first.FrameOfReferenceUID == other.FrameOfReferenceUID)),
            new(ConformanceRule.Error("WSI1615", PyramidClause, "Levels have the same PyramidUID or none"),
                static (instances, report) => Compare(
                    Levels(instances), report, "PyramidUID", static (first, other) => first.PyramidUID == other.PyramidUID)),
            new(ConformanceRule.Warning("WSI1616", "wsidicom expects it", "Levels have the same tile size"),
                static (instances, report) => Compare(
                    Levels(instances).Where(level => level.Frames > 1), report, "Columns", static (first, other) =>
                        (first.Columns, first.Rows) == (other.Columns, other.Rows))),
            new(ConformanceRule.Warning("WSI1617", PyramidClause, "Levels have the same shape, within one pixel"),
                static (instances, report) => Compare(
                    Levels(instances), report, "TotalPixelMatrixRows", static (first, other) => HaveSameShape(first, other))),
        ],
    };

    private static void CheckVolume(Instance instance, RuleReport report)
    {
        if (instance.PixelSpacing is not [var rowDistance, var columnDistance])
        {
            return;
        }

        Check(DicomTag.TotalPixelMatrixColumns, columnDistance, DicomTag.ImagedVolumeWidth);
        Check(DicomTag.TotalPixelMatrixRows, rowDistance, DicomTag.ImagedVolumeHeight);

        void Check(DicomTag size, double distance, DicomTag volume)
        {
            var pixels = instance.Dataset.Integer(size);
            var millimetres = instance.Dataset.Number(volume);

            // DS has 16 characters and FL 24 bits: their rounding is far below a pixel.
            Tell(
                pixels is not null && millimetres is not null
                    && !(Math.Abs((pixels.Value * distance) - millimetres.Value) <= distance + (1e-6 * millimetres.Value)),
                DicomDictionary.Default.GetKeyword(volume),
                report);
        }
    }

    private static void CheckOrientation(Instance instance, RuleReport report)
    {
        if (instance.Dataset.Numbers(DicomTag.ImageOrientationSlide) is not { Length: 6 } cosines)
        {
            return;
        }

        var row = cosines[..3];
        var column = cosines[3..];
        Tell(
            !(Math.Abs(Dot(row, row) - 1) < Tolerance && Math.Abs(Dot(column, column) - 1) < Tolerance
                && Math.Abs(Dot(row, column)) < Tolerance),
            "ImageOrientationSlide",
            report);
    }

    private static double Dot(double[] first, double[] second) => first.Zip(second).Sum(pair => pair.First * pair.Second);

    private static void CheckDepth(Instance instance, RuleReport report)
    {
        var thickness = (instance.Shared ?? instance.PerFrame.FirstOrDefault())
            ?.FirstItem(DicomTag.PixelMeasuresSequence)?.Number(DicomTag.SliceThickness);
        var depth = instance.Dataset.Number(DicomTag.ImagedVolumeDepth);

        // A section is some micrometres thick: the same number in both is one of them in the wrong unit.
        Tell(
            thickness is > 0 && depth is > 0 && Math.Abs(thickness.Value - depth.Value) <= 1e-6 * depth,
            "ImagedVolumeDepth",
            report,
            "it is the same number as SliceThickness");
    }

    private static IEnumerable<InstanceSummary> Levels(IEnumerable<InstanceSummary> instances) =>
        instances.Where(instance => instance.IsVolume);

    private static IEnumerable<InstanceSummary> LevelsAndThumbnail(IEnumerable<InstanceSummary> instances) =>
        instances.Where(instance => instance.Flavour is "VOLUME" or "THUMBNAIL");

    /// <summary>Compares the instances of each series with its largest.</summary>
    private static void Compare(
        IEnumerable<InstanceSummary> instances, RuleReport report, string place, Func<InstanceSummary, InstanceSummary, bool> isAlike)
    {
        foreach (var series in instances.GroupBy(instance => instance.SeriesInstanceUID))
        {
            var ordered = series.OrderByDescending(instance => instance.Width ?? 0).ToList();
            foreach (var other in ordered.Skip(1).Where(other => !isAlike(ordered[0], other)))
            {
                report.In(other.File).Add(place, "it differs from the largest level's");
            }
        }
    }

    private static bool HaveSameVolume(InstanceSummary first, InstanceSummary other)
    {
        if (other.PixelSpacing is not [var rowDistance, var columnDistance])
        {
            return true;
        }

        return Within(first.Volume[0], other.Volume[0], columnDistance) && Within(first.Volume[1], other.Volume[1], rowDistance)
            && Within(first.Volume[2], other.Volume[2], 0.5);

        static bool Within(double? one, double? another, double distance) =>
            one is null || another is null || Math.Abs(one.Value - another.Value) <= distance + (1e-6 * one.Value);
    }

    private static bool HaveSameShape(InstanceSummary first, InstanceSummary other)
    {
        if (!(first.Width > 0 && first.Height > 0 && other.Width > 0 && other.Height > 0))
        {
            return true;
        }

        var factor = (double)other.Width.Value / first.Width.Value;
        var slack = 1 + (1.0 * other.Height.Value / other.Width.Value);
        return Math.Abs((first.Height.Value * factor) - other.Height.Value) <= slack;
    }

    private static bool IsNear(double? first, double? second) =>
        first is null || second is null || Math.Abs(first.Value - second.Value) <= Tolerance;

    private static void Tell(bool isBroken, string place, RuleReport report, string? detail = null)
    {
        if (isBroken)
        {
            report.Add(place, detail);
        }
    }
}
