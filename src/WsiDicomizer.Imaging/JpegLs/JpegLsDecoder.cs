using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Imaging.JpegLs;

/// <summary>Decodes JPEG-LS: lossless and near-lossless, 2 to 16 bits, 1 or 3 components (ITU-T T.87, ISO/IEC 14495-1).</summary>
/// <remarks>
/// Pure functions. The work is bounded by the pixels that the limits allow and by the bytes that are there. Mapping tables,
/// point transforms, subsampling, colour transforms and sizes stated late (DNL, LSE of type 4) are refused.
/// </remarks>
public static class JpegLsDecoder
{
    /// <summary>Decodes a stream.</summary>
    /// <param name="stream">SOI to EOI; what follows is not looked at.</param>
    /// <param name="limits">What it may ask for.</param>
    /// <returns>The components as stored.</returns>
    /// <exception cref="CodecException">It is damaged, ends too early, has something that is refused, or exceeds the limits.</exception>
    public static JpegLsImage Decode(ReadOnlySpan<byte> stream, JpegLsLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var parser = new JpegLsHeaderParser();
        if (!parser.TryParse(stream, limits, out var fault))
        {
            throw fault.ToException("JPEG-LS header");
        }

        RequireWorthIt(stream, parser);
        var picture = new JpegLsPicture(parser.Width, parser.Height, parser.Components, parser.Precision);
        var position = ReadScans(stream, parser, limits, picture);
        RequireEndOfImage(stream, position);
        return new JpegLsImage(new PixelSize(parser.Width, parser.Height), parser.Components, parser.Precision, picture.Samples);
    }

    // Before memory is taken for the picture.
    private static void RequireWorthIt(ReadOnlySpan<byte> stream, JpegLsHeaderParser parser)
    {
        if (parser.Components is not (1 or 3))
        {
            throw new CodecException(CodecProblem.Unsupported, "The JPEG-LS stream is not supported: expected 1 or 3 components.");
        }

        // Each line takes a bit at least: a few bytes that claim to be a huge image are not one.
        if ((stream.Length - parser.ScanOffset) * 8L < parser.Height)
        {
            throw new CodecException(
                CodecProblem.Truncated, "The JPEG-LS stream ends before the data of its lines: expected a bit for each at least.", stream.Length);
        }

        var bytes = (long)parser.Width * parser.Height * parser.Components * (parser.Precision > 8 ? 2 : 1);
        if (bytes > Array.MaxLength)
        {
            throw new CodecException(CodecProblem.LimitExceeded, "The JPEG-LS stream has more samples than memory can hold: expected fewer.");
        }
    }

    // One scan, or one of each component; gives the offset of what follows.
    private static int ReadScans(
        ReadOnlySpan<byte> stream, JpegLsHeaderParser parser, JpegLsLimits limits, JpegLsPicture picture)
    {
        var isDone = new bool[parser.Components];
        for (; ;)
        {
            var components = FindComponents(parser);
            foreach (var component in components)
            {
                if (isDone[component])
                {
                    throw Damaged(parser.ScanOffset, "a scan of a component that is not decoded yet");
                }

                isDone[component] = true;
            }

            var end = JpegLsScanDecoder.Read(stream, parser, components, picture);
            if (!Array.Exists(isDone, done => !done))
            {
                return end;
            }

            if (!parser.TryParseToScan(stream, end, limits, out var fault))
            {
                throw fault.ToException("JPEG-LS stream");
            }
        }
    }

    private static int[] FindComponents(JpegLsHeaderParser parser)
    {
        var components = Array.ConvertAll(parser.ScanComponents, id => Array.IndexOf(parser.FrameComponents, id));
        return Array.TrueForAll(components, component => component >= 0)
            ? components
            : throw Damaged(parser.ScanOffset, "a scan of components that SOF55 names");
    }

    private static void RequireEndOfImage(ReadOnlySpan<byte> stream, int position)
    {
        while (position + 1 < stream.Length && stream[position] == 0xFF && stream[position + 1] == 0xFF)
        {
            position++;
        }

        if (position + 1 >= stream.Length)
        {
            throw new CodecFault(CodecProblem.Truncated, stream.Length, "EOI (FFD9)").ToException("JPEG-LS stream");
        }

        if (stream[position + 1] != JpegLsMarker.Eoi)
        {
            throw Damaged(position, "EOI (FFD9) after the last scan");
        }
    }

    private static CodecException Damaged(int offset, string expected) =>
        new CodecFault(CodecProblem.Damaged, offset, expected).ToException("JPEG-LS stream");
}
