using WsiDicomizer.Dicom;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Verification.Conformance.Reading;

namespace WsiDicomizer.Verification.Conformance.Rules;

/// <summary>WSI13xx: what the data set says of pixels, and what the codestreams say.</summary>
internal static class PixelDescriptionRules
{
    private const string JpegClause = "PS3.5 8.2.1";
    private const string Jpeg2000Clause = "PS3.5 8.2.4";

    /// <summary>The group.</summary>
    public static RuleGroup Group { get; } = new("Pixel description")
    {
        Instances =
        [
            new(ConformanceRule.Error(
                "WSI1301", "PS3.3 C.7.6.3.1.2", "SamplesPerPixel is 1 for MONOCHROME2 and 3 for colours"), CheckSamples),
            new(ConformanceRule.Error(
                "WSI1302", "PS3.5 8.1.1", "BitsStored fits in BitsAllocated, HighBit is one less than BitsStored"), CheckBits),
            new(ConformanceRule.Error(
                "WSI1303", "PS3.5 8.2", "The transfer syntax allows the PhotometricInterpretation"), CheckPhotometric),
        ],
        Frames =
        [
            new(ConformanceRule.Error("WSI1304", "PS3.5 A.4", "A frame's codestream has a readable header"),
                static (_, frame, report) => Tell(frame.Fault is not null, frame, report, frame.Fault)),
            new(ConformanceRule.Error("WSI1305", "PS3.3 C.7.6.3", "A codestream has Rows and Columns of the data set"), CheckSize),
            new(ConformanceRule.Error("WSI1306", "PS3.3 C.7.6.3", "A codestream has SamplesPerPixel components"),
                static (instance, frame, report) => Tell(
                    frame.Components is { } count && instance.Dataset.Integer(DicomTag.SamplesPerPixel) is { } samples
                        && count != samples,
                    frame,
                    report)),
            new(ConformanceRule.Error("WSI1307", "PS3.3 C.7.6.3", "A codestream has BitsStored bits per sample"),
                static (instance, frame, report) => Tell(
                    frame.Precision is { } bits && instance.Dataset.Integer(DicomTag.BitsStored) is { } stored && bits != stored,
                    frame,
                    report)),
            new(ConformanceRule.Error("WSI1308", "PS3.5 A.4.1", "A JPEG stream is of the transfer syntax's process"), CheckProcess),
            new(ConformanceRule.Error(
                "WSI1309", JpegClause, "A JPEG stream does not contradict the PhotometricInterpretation"), CheckJpegColor),
            new(ConformanceRule.Error(
                "WSI1310", JpegClause, "Only YBR_FULL_422 has chroma of lower resolution"), CheckSubsampling),
            new(ConformanceRule.Error(
                "WSI1311", Jpeg2000Clause, "The multiple component transform is used for YBR_RCT and YBR_ICT and for no other"),
                CheckComponentTransform),
            new(ConformanceRule.Error(
                "WSI1312", "PS3.5 A.4.4", "A transfer syntax for lossless JPEG 2000 holds reversible wavelets only"),
                static (instance, frame, report) => Tell(
                    frame.Jpeg2000 is { IsReversible: false } && IsLosslessOnly(instance.Syntax), frame, report)),
            new(ConformanceRule.Error(
                "WSI1313", "PS3.5 A.4.3", "A transfer syntax for lossless JPEG-LS holds streams with NEAR 0 only"),
                static (instance, frame, report) => Tell(
                    frame.JpegLs is { Near: > 0 } && instance.Syntax == DicomTransferSyntax.JPEGLSLossless, frame, report)),
            new(ConformanceRule.Error(
                "WSI1314", "PS3.5 A.4.11", "High-throughput codestreams are in their own transfer syntaxes and nowhere else"),
                static (instance, frame, report) => Tell(
                    frame.Jpeg2000 is { } header && header.IsHighThroughput != IsHighThroughput(instance.Syntax), frame, report)),
            new(ConformanceRule.Error(
                "WSI1315", "PS3.5 G.5", "An RLE frame has a segment for each byte of a pixel"), CheckRle),
        ],
    };

    private static void CheckSamples(Instance instance, RuleReport report)
    {
        var photometric = instance.Dataset.Text(DicomTag.PhotometricInterpretation);
        var expected = photometric switch
        {
            null => null,
            "MONOCHROME1" or "MONOCHROME2" or "PALETTE COLOR" => (long?)1,
            _ => 3,
        };
        if (expected is not null && instance.Dataset.Integer(DicomTag.SamplesPerPixel) is { } samples && samples != expected)
        {
            report.Add("SamplesPerPixel");
        }
    }

    private static void CheckBits(Instance instance, RuleReport report)
    {
        var stored = instance.Dataset.Integer(DicomTag.BitsStored);
        if (instance.Dataset.Integer(DicomTag.BitsAllocated) < stored)
        {
            report.Add("BitsStored", "it is greater than BitsAllocated");
        }

        if (instance.Dataset.Integer(DicomTag.HighBit) is { } high && stored is not null && high != stored - 1)
        {
            report.Add("HighBit", "it is not one less than BitsStored");
        }
    }

    private static void CheckPhotometric(Instance instance, RuleReport report)
    {
        if (instance.Dataset.Integer(DicomTag.SamplesPerPixel) == 3
            && instance.Dataset.Text(DicomTag.PhotometricInterpretation) is { } photometric
            && ColorsOf(instance.Syntax) is { } allowed && !allowed.Contains(photometric))
        {
            report.Add("PhotometricInterpretation", $"expected one of {string.Join(", ", allowed)}");
        }
    }

    private static string[]? ColorsOf(DicomTransferSyntax syntax)
    {
        if (syntax == DicomTransferSyntax.JPEGProcess1 || syntax == DicomTransferSyntax.JPEGProcess2)
        {
            return ["RGB", "YBR_FULL", "YBR_FULL_422"];
        }

        // An Aperio codestream of YCbCr without transform has no true label: makers of readers settled on YBR_FULL_422.
        if (FrameReader.IsJpeg2000(syntax))
        {
            return IsLosslessOnly(syntax)
                ? ["RGB", "YBR_RCT", "YBR_FULL"]
                : ["RGB", "YBR_RCT", "YBR_ICT", "YBR_FULL", "YBR_FULL_422"];
        }

        if (FrameReader.IsJpegLs(syntax) || FrameReader.IsJpeg(syntax) || syntax == DicomTransferSyntax.RLELossless)
        {
            return ["RGB", "YBR_FULL"];
        }

        return syntax.IsEncapsulated ? null : ["RGB", "YBR_FULL"];
    }

    private static void CheckSize(Instance instance, Frame frame, RuleReport report)
    {
        var (columns, rows) = (instance.Dataset.Integer(DicomTag.Columns), instance.Dataset.Integer(DicomTag.Rows));
        if (frame.Width is { } width && frame.Height is { } height && (width != columns || height != rows))
        {
            report.Add(frame.Place, FormattableString.Invariant($"{width} x {height} pixels, not {columns} x {rows}"));
        }
    }

    private static void CheckProcess(Instance instance, Frame frame, RuleReport report)
    {
        if (frame.Jpeg is not { } header)
        {
            return;
        }

        var syntax = instance.Syntax;
        var isRight = syntax == DicomTransferSyntax.JPEGProcess1
            ? header is { Process: JpegProcess.Baseline, Precision: 8 }
            : syntax == DicomTransferSyntax.JPEGProcess2
                ? header.Process is JpegProcess.Baseline or JpegProcess.ExtendedSequential
                : header.Process == JpegProcess.Lossless;
        Tell(!isRight, frame, report, $"its process is {header.Process} with {header.Precision} bits");
    }

    private static void CheckJpegColor(Instance instance, Frame frame, RuleReport report)
    {
        if (frame.Jpeg is not { Components.Count: 3 } header)
        {
            return;
        }

        // A stream that says nothing is libjpeg's YCbCr; the data set then decides, so only what is said can contradict.
        var saysRgb = header.ImpliedColor == JpegColor.Rgb;
        var saysYCbCr = header.HasJfif || header.AdobeTransform is > 0;
        var photometric = instance.Dataset.Text(DicomTag.PhotometricInterpretation);
        Tell(photometric == "RGB" && saysYCbCr, frame, report, "it says YCbCr");
        Tell(photometric?.StartsWith("YBR", StringComparison.Ordinal) == true && saysRgb, frame, report, "it says RGB");
    }

    private static void CheckSubsampling(Instance instance, Frame frame, RuleReport report)
    {
        var isSubsampled = (frame.Jpeg is { } jpeg && jpeg.Subsampling != JpegSubsampling.None)
            || frame.Jpeg2000 is { IsSubsampled: true };
        var photometric = instance.Dataset.Text(DicomTag.PhotometricInterpretation);
        Tell(isSubsampled && photometric is ("RGB" or "YBR_FULL" or "YBR_RCT" or "YBR_ICT"), frame, report);
    }

    private static void CheckComponentTransform(Instance instance, Frame frame, RuleReport report)
    {
        if (frame.Jpeg2000 is not { } header || instance.Dataset.Text(DicomTag.PhotometricInterpretation) is not { } photometric)
        {
            return;
        }

        var fault = (photometric, header.MultipleComponentTransform) switch
        {
            ("YBR_RCT" or "YBR_ICT", false) => "there is no transform",
            ("YBR_RCT", true) when !header.IsReversible => "YBR_RCT goes with the reversible wavelet",
            ("YBR_ICT", true) when header.IsReversible => "YBR_ICT goes with the irreversible wavelet",
            ("YBR_RCT" or "YBR_ICT", true) => null,
            (_, true) => "there is a transform",
            _ => null,
        };
        Tell(fault is not null, frame, report, fault);
    }

    private static void CheckRle(Instance instance, Frame frame, RuleReport report)
    {
        var expected = instance.Dataset.Integer(DicomTag.SamplesPerPixel) * instance.Dataset.Integer(DicomTag.BitsAllocated) / 8;
        Tell(frame.RleSegments is { } segments && segments != expected, frame, report);
    }

    private static bool IsLosslessOnly(DicomTransferSyntax syntax) =>
        syntax == DicomTransferSyntax.JPEG2000Lossless || syntax == DicomTransferSyntax.HTJ2KLossless
        || syntax == DicomTransferSyntax.HTJ2KLosslessRPCL;

    private static bool IsHighThroughput(DicomTransferSyntax syntax) =>
        syntax == DicomTransferSyntax.HTJ2K || syntax == DicomTransferSyntax.HTJ2KLossless
        || syntax == DicomTransferSyntax.HTJ2KLosslessRPCL;

    private static void Tell(bool isBroken, Frame frame, RuleReport report, string? detail = null)
    {
        if (isBroken)
        {
            report.Add(frame.Place, detail);
        }
    }
}
