using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace WsiDicomizer.Imaging.Jpeg;

/// <summary>Joins the JPEG strips of a TIFF image into one interchange stream without decoding.</summary>
/// <remarks>
/// Every strip starts with fresh DC predictions, which is what a restart marker means: so the strips' entropy-coded data
/// stands one after the other with RST0 to RST7 between, under one header with the whole height and a restart interval
/// of the MCUs in a strip. Source: ITU-T T.81, B.2.4.4 and F.1.1.5.1.
/// </remarks>
public static class JpegStripJoiner
{
    /// <summary>Joins strips.</summary>
    /// <param name="image">The strips and what TIFF says of them.</param>
    /// <param name="limits">What each strip's header may ask for.</param>
    /// <param name="stream">SOI to EOI, not padded; null where the strips cannot be joined.</param>
    /// <param name="reason">Why they cannot be joined, for a report; null where they can.</param>
    /// <returns>Whether they could be joined. Where not, the image has to be decoded strip by strip.</returns>
    public static bool TryJoin(
        JpegStripImage image,
        JpegLimits limits,
        [NotNullWhen(true)] out byte[]? stream,
        [NotNullWhen(false)] out string? reason)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(limits);
        stream = null;
        reason = FindShapeProblem(image);
        if (reason is not null || !TryRewriteAll(image, limits, out var headers, out reason))
        {
            return false;
        }

        reason = FindDifference(image, headers);
        return reason is null && TryWrite(image, headers[0], headers, out stream, out reason);
    }

    private static string? FindShapeProblem(JpegStripImage image)
    {
        if (image.Width is < 1 or > 65535 || image.Height is < 1 or > 65535)
        {
            return "the size is not 1 to 65535 columns and rows";
        }

        if (image.RowsPerStrip < 1)
        {
            return "there are no rows in a strip";
        }

        var count = (image.Height - 1) / image.RowsPerStrip + 1;
        return image.Strips.Count == count ? null : "the number of strips is not that of the height";
    }

    private static bool TryRewriteAll(
        JpegStripImage image,
        JpegLimits limits,
        out JpegRewrittenHeader[] headers,
        [NotNullWhen(false)] out string? reason)
    {
        headers = new JpegRewrittenHeader[image.Strips.Count];
        try
        {
            var rewriter = new JpegFrameHeaderRewriter(image.Tables, image.Color, limits);
            for (var i = 0; i < headers.Length; i++)
            {
                headers[i] = rewriter.Rewrite(image.Strips[i].Span);
            }

            reason = null;
            return true;
        }
        catch (CodecException exception)
        {
            // Names offsets and expectations, no values.
            reason = exception.Message;
            return false;
        }
    }

    private static string? FindDifference(JpegStripImage image, JpegRewrittenHeader[] headers)
    {
        var first = headers[0].Info;
        if (first.Width != image.Width)
        {
            return "the strips are not as wide as the image";
        }

        if (headers.Length == 1)
        {
            return first.Height == image.Height ? null : "the strip is not as high as the image";
        }

        if (image.RowsPerStrip % first.McuHeight != 0)
        {
            return "the rows per strip are no multiple of the MCU height";
        }

        if (McusPerStrip(image, first) > 65535)
        {
            return "a strip has more than 65535 MCUs";
        }

        var expected = WithHeight(headers[0], image.Height);
        for (var i = 0; i < headers.Length; i++)
        {
            if (headers[i].Info.RestartInterval != 0)
            {
                return "the strips have restart intervals of their own";
            }

            if (!WithHeight(headers[i], image.Height).AsSpan().SequenceEqual(expected))
            {
                return "the strips have different tables or sampling";
            }

            if (!HasRightHeight(image, headers[i].Info, i))
            {
                return "the strips are not as high as declared";
            }
        }

        return null;
    }

    private static int McusPerStrip(JpegStripImage image, JpegHeader header) =>
        ((image.Width - 1) / header.McuWidth + 1) * (image.RowsPerStrip / header.McuHeight);

    private static bool HasRightHeight(JpegStripImage image, JpegHeader header, int index)
    {
        var rows = Math.Min(image.RowsPerStrip, image.Height - (index * image.RowsPerStrip));

        // A last strip may be stored with padding rows, as long as they make no MCUs of their own.
        return rows == image.RowsPerStrip
            ? header.Height == rows
            : header.Height >= rows && (header.Height - 1) / header.McuHeight == (rows - 1) / header.McuHeight;
    }

    private static byte[] WithHeight(JpegRewrittenHeader header, int height)
    {
        var bytes = header.Bytes.ToArray();

        // The rewriter ends with SOF (10 + 3 per component) and SOS (8 + 2 per component); Y is the sixth byte of SOF.
        var frame = bytes.Length - (8 + (2 * header.Info.Components.Count)) - (10 + (3 * header.Info.Components.Count));
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(frame + 5), (ushort)height);
        return bytes;
    }

    private static byte[] WithRestartInterval(byte[] bytes, JpegHeader header, int interval)
    {
        var frame = bytes.Length - (8 + (2 * header.Components.Count)) - (10 + (3 * header.Components.Count));
        var output = new ArrayBufferWriter<byte>(bytes.Length + 6);
        output.Write(bytes.AsSpan(0, frame));
        JpegFrameHeaderRewriter.WriteRestartInterval(output, interval);
        output.Write(bytes.AsSpan(frame));
        return output.WrittenSpan.ToArray();
    }

    private static bool TryWrite(
        JpegStripImage image,
        JpegRewrittenHeader first,
        JpegRewrittenHeader[] headers,
        [NotNullWhen(true)] out byte[]? stream,
        [NotNullWhen(false)] out string? reason)
    {
        stream = null;
        reason = null;
        var header = WithHeight(first, image.Height);
        if (headers.Length > 1)
        {
            header = WithRestartInterval(header, first.Info, McusPerStrip(image, first.Info));
        }

        var output = new ArrayBufferWriter<byte>(header.Length + image.Strips.Sum(strip => strip.Length) + 2);
        output.Write(header);
        for (var i = 0; i < headers.Length; i++)
        {
            if (i > 0)
            {
                output.Write<byte>([0xFF, (byte)(JpegMarker.Rst0 + ((i - 1) % 8))]);
            }

            var scan = image.Strips[i].Span[headers[i].SourceLength..];
            output.Write(scan[..JpegScan.FindEnd(scan, out var end)]);
            if (end != JpegScanEnd.EndOfImage)
            {
                reason = "a strip does not end with EOI after its only scan";
                return false;
            }
        }

        output.Write<byte>([0xFF, JpegMarker.Eoi]);
        stream = output.WrittenSpan.ToArray();
        return true;
    }
}
