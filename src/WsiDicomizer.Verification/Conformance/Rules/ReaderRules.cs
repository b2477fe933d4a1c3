using WsiDicomizer.Dicom;
using WsiDicomizer.Verification.Conformance.Reading;

namespace WsiDicomizer.Verification.Conformance.Rules;

/// <summary>WSI20xx: what the standard allows and some reader stumbles over.</summary>
internal static class ReaderRules
{
    private static readonly DicomTransferSyntax[] ReadByOpenSlide =
    [
        DicomTransferSyntax.ExplicitVRLittleEndian, DicomTransferSyntax.JPEGProcess1,
        DicomTransferSyntax.JPEG2000Lossless, DicomTransferSyntax.JPEG2000Lossy,
    ];

    /// <summary>The group.</summary>
    public static RuleGroup Group { get; } = new("Readers")
    {
        Instances =
        [
            new(ConformanceRule.Warning(
                "WSI2001", "OpenSlide 4.0.0 drops such levels", "A level that is RESAMPLED is DERIVED"),
                static (instance, report) => Tell(
                    instance.Dataset.Text(DicomTag.ImageType) == "ORIGINAL" && instance.Dataset.Text(DicomTag.ImageType, 3) == "RESAMPLED",
                    "ImageType",
                    report)),
            new(ConformanceRule.Warning(
                "WSI2002", "OpenSlide refuses YBR_FULL", "JPEG baseline is YBR_FULL_422, RGB or MONOCHROME2"),
                static (instance, report) => Tell(
                    instance.Syntax == DicomTransferSyntax.JPEGProcess1 && IsYbrFull(instance), "PhotometricInterpretation", report)),
            new(ConformanceRule.Note(
                "WSI2003", "OpenSlide refuses a slide with any other", "The transfer syntax is one that OpenSlide reads"),
                static (instance, report) => Tell(
                    !ReadByOpenSlide.Contains(instance.Syntax), "TransferSyntaxUID", report, instance.Syntax.Name)),
            new(ConformanceRule.Note(
                "WSI2004", "dicomParser (OHIF) cannot parse VR OV", "There is no extended offset table where a basic one would do"),
                CheckExtendedTable),
            new(ConformanceRule.Warning(
                "WSI2005", "slow in every reader", "Many frames have an offset table"), CheckTable),
            new(ConformanceRule.Warning(
                "WSI2006", "libdicom and wsidicom expect it", "Each frame is one fragment"),
                static (instance, report) => Tell(
                    instance.Layout.PixelData is { IsEncapsulated: true, IsComplete: true } pixels
                        && instance.FrameCount is { } frames && pixels.FragmentCount > frames,
                    "pixel data",
                    report)),
            new(ConformanceRule.Warning(
                "WSI2008", "Google Cloud Healthcare refuses more", "Native pixel data has less than 2 GiB"),
                static (instance, report) => Tell(
                    instance.Layout.PixelData is { NativeLength: >= 1L << 31 }, "pixel data", report)),
            new(ConformanceRule.Note(
                "WSI2009", "dicom-microscopy-viewer, EZ-WSI", "DimensionOrganizationType is TILED_FULL"),
                static (instance, report) => Tell(!instance.IsTiledFull, "DimensionOrganizationType", report)),
            new(ConformanceRule.Warning(
                "WSI2010", "Slim draws no annotations there", "Slide coordinates are not negative"), CheckOrigin),
            new(ConformanceRule.Warning(
                "WSI2011", "dicom-microscopy-viewer and OpenSlide show one only", "There is one focal plane"),
                static (instance, report) => Tell(instance.FocalPlanes > 1, "TotalPixelMatrixFocalPlanes", report)),
            new(ConformanceRule.Warning(
                "WSI2012", "OpenSlide opens RGB, YBR_RCT and YBR_ICT", "JPEG 2000 is not YBR_FULL"),
                static (instance, report) => Tell(
                    FrameReader.IsJpeg2000(instance.Syntax) && IsYbrFull(instance), "PhotometricInterpretation", report)),
        ],
        Frames =
        [
            new(ConformanceRule.Warning(
                "WSI2007", "decoders guess YCbCr without it", "An RGB JPEG stream says so by Adobe transform 0 and ids R, G, B"),
                CheckRgb),
        ],
    };

    private static bool IsYbrFull(Instance instance) => instance.Dataset.Text(DicomTag.PhotometricInterpretation) == "YBR_FULL";

    private static void CheckExtendedTable(Instance instance, RuleReport report) => Tell(
        instance.Dataset.Contains(DicomTag.ExtendedOffsetTable)
            && instance.Layout.PixelData is { FragmentCount: > 0 } pixels && pixels.Offsets[^1] <= uint.MaxValue,
        "offset table",
        report);

    private static void CheckTable(Instance instance, RuleReport report) => Tell(
        instance.Layout.PixelData is { IsEncapsulated: true, FragmentCount: > 1, BasicOffsetTable.Length: 0 }
            && !instance.Dataset.Contains(DicomTag.ExtendedOffsetTable),
        "offset table",
        report,
        "there is none");

    private static void CheckOrigin(Instance instance, RuleReport report)
    {
        var origin = instance.Dataset.FirstItem(DicomTag.TotalPixelMatrixOriginSequence);
        Tell(
            origin?.Number(DicomTag.XOffsetInSlideCoordinateSystem) < 0 || origin?.Number(DicomTag.YOffsetInSlideCoordinateSystem) < 0,
            "TotalPixelMatrixOriginSequence",
            report);
    }

    private static void CheckRgb(Instance instance, Frame frame, RuleReport report)
    {
        if (frame.Jpeg is { Components.Count: 3 } header
            && instance.Dataset.Text(DicomTag.PhotometricInterpretation) == "RGB"
            && !(header.AdobeTransform == 0 && header.Components is [{ Id: (byte)'R' }, { Id: (byte)'G' }, { Id: (byte)'B' }]))
        {
            report.Add(frame.Place);
        }
    }

    private static void Tell(bool isBroken, string place, RuleReport report, string? detail = null)
    {
        if (isBroken)
        {
            report.Add(place, detail);
        }
    }
}
