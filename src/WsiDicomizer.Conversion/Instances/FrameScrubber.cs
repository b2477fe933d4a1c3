using WsiDicomizer.Dicom;
using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Jpeg2000;
using WsiDicomizer.Imaging.Rle;

namespace WsiDicomizer.Conversion.Instances;

/// <summary>Takes out of the frames of one instance what decoding does not need. Thread-safe.</summary>
internal sealed class FrameScrubber
{
    // PS3.5 8.2.1: retired, but archives have them.
    private const string JpegRoot = "1.2.840.10008.1.2.4.";
    private const int FirstJpeg = 50;
    private const int LastJpeg = 70;

    private readonly Scrub _scrub;
    private readonly string _what;

    private FrameScrubber(string what, Scrub scrub)
    {
        _what = what;
        _scrub = scrub;
    }

    private delegate bool Scrub(ReadOnlySpan<byte> frame, out ScrubbedCodestream result, out CodecFault fault);

    /// <summary>The scrubber for a transfer syntax, or null where its codestreams cannot be looked through here.</summary>
    /// <param name="syntax">The transfer syntax.</param>
    /// <param name="dataset">The data set or item with the pixel data: RLE has no size of its own.</param>
    public static FrameScrubber? Find(DicomTransferSyntax syntax, DicomDataset dataset)
    {
        if (IsJpeg(syntax.UID.UID))
        {
            return new FrameScrubber("JPEG stream", static (ReadOnlySpan<byte> frame, out ScrubbedCodestream result, out CodecFault fault) =>
                JpegScrubber.TryScrub(frame, JpegLimits.Default, out result, out fault));
        }

        if (syntax == DicomTransferSyntax.JPEGLSLossless || syntax == DicomTransferSyntax.JPEGLSNearLossless)
        {
            return new FrameScrubber("JPEG-LS stream", static (ReadOnlySpan<byte> frame, out ScrubbedCodestream result, out CodecFault fault) =>
                JpegScrubber.TryScrubJpegLs(frame, JpegLimits.Default, out result, out fault));
        }

        if (syntax == DicomTransferSyntax.JPEG2000Lossless || syntax == DicomTransferSyntax.JPEG2000Lossy
            || syntax == DicomTransferSyntax.HTJ2KLossless || syntax == DicomTransferSyntax.HTJ2KLosslessRPCL
            || syntax == DicomTransferSyntax.HTJ2K)
        {
            return new FrameScrubber("JPEG 2000 codestream", ScrubJpeg2000);
        }

        return syntax == DicomTransferSyntax.RLELossless ? ForRle(dataset) : null;
    }

    /// <summary>Scrubs a frame.</summary>
    /// <param name="frame">The frame, padding allowed.</param>
    /// <param name="frameIndex">0-based, for the message.</param>
    /// <exception cref="ConversionException">It cannot be looked through to its end.</exception>
    public ScrubbedCodestream Apply(ReadOnlySpan<byte> frame, int frameIndex) =>
        _scrub(frame, out var result, out var fault)
            ? result
            : throw new ConversionException($"frame {frameIndex + 1}: {fault.ToException(_what).Message}");

    private static bool IsJpeg(string uid) =>
        uid.StartsWith(JpegRoot, StringComparison.Ordinal)
        && int.TryParse(uid.AsSpan(JpegRoot.Length), out var number)
        && number is >= FirstJpeg and <= LastJpeg;

    private static bool ScrubJpeg2000(ReadOnlySpan<byte> frame, out ScrubbedCodestream result, out CodecFault fault)
    {
        var isSound = Jpeg2000FrameRewriter.TryRewrite(frame, Jpeg2000Limits.Default, out var rewritten, out fault);
        result = isSound ? rewritten!.ToScrubbed(frame) : default;
        return isSound;
    }

    private static FrameScrubber ForRle(DicomDataset dataset)
    {
        // PS3.5 G.2: a segment for each byte of each sample.
        var pixels = (long)Number(dataset, DicomTag.Rows) * Number(dataset, DicomTag.Columns);
        var bits = Number(dataset, DicomTag.BitsAllocated);
        var segments = Number(dataset, DicomTag.SamplesPerPixel) * (bits / 8);
        if (bits == 1)
        {
            (pixels, segments) = ((pixels + 7) / 8, Number(dataset, DicomTag.SamplesPerPixel));
        }

        if (pixels is < 1 or > int.MaxValue || segments is < 1 or > RleFrame.MaximumSegments)
        {
            throw new ConversionException(
                "RLE frames of a size that Rows, Columns, BitsAllocated and SamplesPerPixel do not say: expected all four, "
                + "and 1 to 15 bytes for a pixel");
        }

        return new FrameScrubber("RLE frame", (ReadOnlySpan<byte> frame, out ScrubbedCodestream result, out CodecFault fault) =>
        {
            result = default;
            if (!RleFrame.TryNormalize(frame, (int)pixels, segments, out var normalized, out fault))
            {
                return false;
            }

            result = frame.StartsWith(normalized)
                ? new ScrubbedCodestream(normalized!.Length, null, 0)
                : new ScrubbedCodestream(0, normalized, 1);
            return true;
        });
    }

    private static int Number(DicomDataset dataset, DicomTag tag) =>
        dataset.TryGetDicomItem<DicomUnsignedShort>(tag, out var element) && element.Count == 1 ? element.Get<ushort>(0) : 0;
}
