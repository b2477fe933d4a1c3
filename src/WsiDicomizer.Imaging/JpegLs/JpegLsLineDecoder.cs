namespace WsiDicomizer.Imaging.JpegLs;

/// <summary>Decodes lines: of one component, or of all components sample by sample.</summary>
internal static class JpegLsLineDecoder
{
    /// <summary>Decodes a line of one component (ITU-T T.87 annex A).</summary>
    public static void ReadLine(ref JpegLsSampleDecoder decoder, JpegLsLines lines)
    {
        lines.Next();
        var above = lines.Previous;
        var line = lines.Current;
        var runIndex = lines.RunIndex;
        for (var column = 1; column < line.Length - 1; column++)
        {
            var (left, up, upLeft) = (line[column - 1], above[column], above[column - 1]);
            var context = decoder.FindContext(left, up, upLeft, above[column + 1]);
            if (context != 0)
            {
                line[column] = decoder.ReadRegular(context, left, up, upLeft);
                continue;
            }

            var remaining = line.Length - 1 - column;
            var length = decoder.ReadRun(remaining, ref runIndex);
            line.Slice(column, length).Fill(left);
            column += length;
            if (length < remaining)
            {
                line[column] = decoder.ReadInterruption(left, above[column], runIndex);
                runIndex = Math.Max(0, runIndex - 1);
            }
        }

        lines.RunIndex = runIndex;
    }

    /// <summary>Decodes a line of all components, sample by sample (ITU-T T.87 B.3): runs are those of all at once.</summary>
    public static void ReadPixels(ref JpegLsSampleDecoder decoder, JpegLsLines[] lines)
    {
        foreach (var component in lines)
        {
            component.Next();
        }

        var runIndex = lines[0].RunIndex;
        var last = lines[0].Current.Length - 2;
        Span<int> contexts = stackalloc int[lines.Length];
        for (var column = 1; column <= last; column++)
        {
            if (FindContexts(in decoder, lines, column, contexts))
            {
                ReadRegular(ref decoder, lines, column, contexts);
                continue;
            }

            var remaining = last + 1 - column;
            var length = decoder.ReadRun(remaining, ref runIndex);
            foreach (var component in lines)
            {
                var line = component.Current;
                line.Slice(column, length).Fill(line[column - 1]);
            }

            column += length;
            if (length < remaining)
            {
                foreach (var component in lines)
                {
                    var line = component.Current;
                    line[column] = decoder.ReadUnlikeInterruption(line[column - 1], component.Previous[column], runIndex);
                }

                runIndex = Math.Max(0, runIndex - 1);
            }
        }

        lines[0].RunIndex = runIndex;
    }

    // Whether one of the components is not flat here.
    private static bool FindContexts(in JpegLsSampleDecoder decoder, JpegLsLines[] lines, int column, scoped Span<int> contexts)
    {
        var all = 0;
        for (var index = 0; index < lines.Length; index++)
        {
            var above = lines[index].Previous;
            contexts[index] = decoder.FindContext(
                lines[index].Current[column - 1], above[column], above[column - 1], above[column + 1]);
            all |= contexts[index];
        }

        return all != 0;
    }

    private static void ReadRegular(
        ref JpegLsSampleDecoder decoder, JpegLsLines[] lines, int column, scoped ReadOnlySpan<int> contexts)
    {
        for (var index = 0; index < lines.Length; index++)
        {
            var above = lines[index].Previous;
            var line = lines[index].Current;
            line[column] = decoder.ReadRegular(contexts[index], line[column - 1], above[column], above[column - 1]);
        }
    }
}
