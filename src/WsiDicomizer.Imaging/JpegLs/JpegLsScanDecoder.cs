namespace WsiDicomizer.Imaging.JpegLs;

/// <summary>Decodes one scan, restart interval by restart interval (ITU-T T.87 annex B, C.2.5, D.2).</summary>
internal static class JpegLsScanDecoder
{
    private const int RestartMarkers = 8;

    /// <summary>Decodes the scan that a header's parser is at.</summary>
    /// <param name="stream">The whole stream.</param>
    /// <param name="parser">At the scan.</param>
    /// <param name="components">The places of the scan's components in a pixel.</param>
    /// <param name="picture">Where the lines go.</param>
    /// <returns>The offset of the marker after the scan, or the stream's end.</returns>
    public static int Read(ReadOnlySpan<byte> stream, JpegLsHeaderParser parser, int[] components, JpegLsPicture picture)
    {
        var coding = JpegLsCoding.TryCreate(parser.Precision, parser.Near, parser.Preset, out var expected)
            ?? throw Damaged(parser.ScanOffset, expected!);
        var lines = Array.ConvertAll(components, _ => new JpegLsLines(picture.Width));
        var interval = parser.RestartInterval == 0 ? picture.Height : (int)Math.Min(parser.RestartInterval, picture.Height);
        var position = parser.ScanOffset;
        for (int row = 0, count = 0; row < picture.Height; row += interval, count++)
        {
            if (row > 0)
            {
                position = SkipRestartMarker(stream, position, count - 1);
            }

            var end = JpegLsBitReader.FindEnd(stream, position);
            var decoder = new JpegLsSampleDecoder(new JpegLsBitReader(stream, position, end), coding);
            Array.ForEach(lines, component => component.Clear());
            var isBySample = parser.Interleave == JpegLsInterleave.Sample && components.Length > 1;
            ReadInterval(ref decoder, lines, isBySample, components, picture, row, Math.Min(picture.Height, row + interval));
            decoder.RequireEnd();
            position = end;
        }

        return position;
    }

    private static void ReadInterval(
        ref JpegLsSampleDecoder decoder,
        JpegLsLines[] lines,
        bool isBySample,
        int[] components,
        JpegLsPicture picture,
        int firstRow,
        int endRow)
    {
        for (var row = firstRow; row < endRow; row++)
        {
            if (isBySample)
            {
                JpegLsLineDecoder.ReadPixels(ref decoder, lines);
            }

            for (var index = 0; index < lines.Length; index++)
            {
                if (!isBySample)
                {
                    JpegLsLineDecoder.ReadLine(ref decoder, lines[index]);
                }

                picture.Store(row, components[index], lines[index].Samples);
            }
        }
    }

    // They are counted from 0 to 7 and again (T.81 B.2.1).
    private static int SkipRestartMarker(ReadOnlySpan<byte> stream, int position, int count)
    {
        while (position + 1 < stream.Length && stream[position] == 0xFF && stream[position + 1] == 0xFF)
        {
            position++;
        }

        if (position + 1 >= stream.Length)
        {
            throw new CodecFault(CodecProblem.Truncated, stream.Length, "a restart marker").ToException("JPEG-LS stream");
        }

        return stream[position + 1] == JpegLsMarker.Rst0 + (count % RestartMarkers)
            ? position + 2
            : throw Damaged(position, "the next restart marker (T.81 B.2.1)");
    }

    private static CodecException Damaged(int offset, string expected) =>
        new CodecFault(CodecProblem.Damaged, offset, expected).ToException("JPEG-LS stream");
}
