using WsiDicomizer.Dicom;
using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Jpeg2000;

namespace WsiDicomizer.Verification.Conformance.Reading;

/// <summary>Reads the headers of an instance's frames, one after the other.</summary>
/// <param name="bytes">The file.</param>
/// <param name="instance">The instance.</param>
internal sealed class FrameReader(ByteWindow bytes, Instance instance)
{
    private const int FirstRead = 1 << 10;
    private const int EdgeBytes = 4;

    private static readonly DicomTransferSyntax[] Jpeg =
    [
        DicomTransferSyntax.JPEGProcess1, DicomTransferSyntax.JPEGProcess2, DicomTransferSyntax.JPEGProcess14,
        DicomTransferSyntax.JPEGProcess14SV1,
    ];

    private static readonly DicomTransferSyntax[] Jpeg2000 =
    [
        DicomTransferSyntax.JPEG2000Lossless, DicomTransferSyntax.JPEG2000Lossy, DicomTransferSyntax.HTJ2K,
        DicomTransferSyntax.HTJ2KLossless, DicomTransferSyntax.HTJ2KLosslessRPCL,
    ];

    private static readonly DicomTransferSyntax[] JpegLs =
        [DicomTransferSyntax.JPEGLSLossless, DicomTransferSyntax.JPEGLSNearLossless];

    /// <summary>Whether a transfer syntax holds JPEG (ITU-T T.81).</summary>
    public static bool IsJpeg(DicomTransferSyntax syntax) => Jpeg.Contains(syntax);

    /// <summary>Whether a transfer syntax holds JPEG 2000, high throughput or not.</summary>
    public static bool IsJpeg2000(DicomTransferSyntax syntax) => Jpeg2000.Contains(syntax);

    /// <summary>Whether a transfer syntax holds JPEG-LS.</summary>
    public static bool IsJpegLs(DicomTransferSyntax syntax) => JpegLs.Contains(syntax);

    /// <summary>Reads the frames' headers, as many as the limits allow.</summary>
    /// <returns>None where the pixel data is not encapsulated or its frames cannot be told apart.</returns>
    /// <exception cref="IOException">The file cannot be read any more; while the frames are asked for.</exception>
    public IEnumerable<Frame> ReadAll()
    {
        if (instance.Layout.PixelData is not { IsEncapsulated: true } pixels || FrameStarts.Of(instance) is not { } starts)
        {
            yield break;
        }

        var count = Math.Min(starts.Count, instance.Limits.MaximumFrameHeaders);
        for (var index = 0; index < count; index++)
        {
            var (first, last) = starts[index];
            yield return Read(pixels, index, first, last);
        }
    }

    private Frame Read(PixelDataLayout pixels, int index, int first, int last)
    {
        var start = pixels.FirstFragmentOffset + pixels.Offsets[first] + PixelDataLayout.ItemHeaderBytes;
        var end = pixels.FirstFragmentOffset + pixels.Offsets[last] + PixelDataLayout.ItemHeaderBytes + pixels.Lengths[last];
        long length = 0;
        for (var fragment = first; fragment <= last; fragment++)
        {
            length += pixels.Lengths[fragment];
        }

        var tail = (int)Math.Min(EdgeBytes, pixels.Lengths[last]);
        var edges = new Frame
        {
            Number = index + 1,
            Length = length,
            Start = bytes.Peek(start, (int)Math.Min(EdgeBytes, pixels.Lengths[first]), isSparse: true).ToArray(),
            End = [],
        };
        var frame = ReadHeader(edges, start, pixels.Lengths[first]);
        return frame with { End = bytes.Peek(end - tail, tail, isSparse: true).ToArray() };
    }

    private Frame ReadHeader(Frame frame, long start, uint available)
    {
        var maximum = (int)Math.Min(available, instance.Limits.MaximumFrameHeaderBytes);
        for (var count = Math.Min(FirstRead, maximum); ; count = (int)Math.Min(2L * count, maximum))
        {
            var (read, isTruncated) = Parse(frame, bytes.Peek(start, count, isSparse: true));
            if (!isTruncated || count >= maximum)
            {
                return read;
            }
        }
    }

    private (Frame Frame, bool IsTruncated) Parse(Frame frame, ReadOnlySpan<byte> head)
    {
        var fault = default(CodecFault);
        var isRead = true;
        if (IsJpeg(instance.Syntax))
        {
            isRead = JpegHeader.TryRead(head, instance.Limits.Jpeg, out var jpeg, out fault);
            frame = frame with { Jpeg = jpeg };
        }
        else if (IsJpeg2000(instance.Syntax))
        {
            isRead = Jpeg2000Header.TryRead(head, instance.Limits.Jpeg2000, out var jpeg2000, out fault);
            frame = frame with { Jpeg2000 = jpeg2000 };
        }
        else if (IsJpegLs(instance.Syntax))
        {
            frame = frame with { JpegLs = JpegLsHeader.TryRead(head) };
            isRead = frame.JpegLs is not null;
            fault = new CodecFault(CodecProblem.Truncated, head.Length, "a JPEG-LS frame header and scan header");
        }
        else if (instance.Syntax == DicomTransferSyntax.RLELossless && head.Length >= 64)
        {
            frame = frame with { RleSegments = BitConverter.ToInt32(head[..4]) };
        }

        return isRead
            ? (frame, false)
            : (frame with { Fault = fault.ToException("frame's header").Message }, fault.Problem == CodecProblem.Truncated);
    }
}
