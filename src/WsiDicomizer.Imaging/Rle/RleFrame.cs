using System.Buffers.Binary;

namespace WsiDicomizer.Imaging.Rle;

/// <summary>Frames of DICOM's RLE compression, 8 bits per sample: one segment per component (PS3.5 Annex G).</summary>
/// <remarks>All members are pure functions over bytes.</remarks>
public static class RleFrame
{
    /// <summary>The header: the number of segments and fifteen offsets (PS3.5 G.5).</summary>
    public const int HeaderBytes = 64;

    /// <summary>The most segments that a header has room for (PS3.5 G.5).</summary>
    public const int MaximumSegments = 15;

    /// <summary>Decodes a frame.</summary>
    /// <param name="frame">Header and segments.</param>
    /// <param name="pixels">Rows × Columns.</param>
    /// <param name="samplesPerPixel">The number of segments.</param>
    /// <param name="samples">Rows × Columns × SamplesPerPixel, interleaved; filled completely.</param>
    /// <param name="fault">What is wrong.</param>
    /// <returns>Whether the frame is whole.</returns>
    public static bool TryDecode(
        ReadOnlySpan<byte> frame, int pixels, int samplesPerPixel, Span<byte> samples, out CodecFault fault)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(samples.Length, checked(pixels * samplesPerPixel));
        Span<int> starts = stackalloc int[MaximumSegments + 1];
        if (!TryReadHeader(frame, samplesPerPixel, starts, out fault))
        {
            return false;
        }

        for (var segment = 0; segment < samplesPerPixel; segment++)
        {
            var coded = frame[starts[segment]..starts[segment + 1]];
            if (!TryWalk(coded, starts[segment], pixels, samples[segment..], samplesPerPixel, out _, out fault))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Makes the frame without anything that decoding does not need: segments one after the other, each up to its last
    /// code and even, unused offsets 0.
    /// </summary>
    /// <param name="frame">Header and segments, padding allowed.</param>
    /// <param name="pixels">Rows × Columns.</param>
    /// <param name="samplesPerPixel">The number of segments.</param>
    /// <param name="normalized">The frame, even in length; null where it is damaged.</param>
    /// <param name="fault">What is wrong.</param>
    /// <remarks>The codes are copied, not made anew. A frame that has nothing to spare comes back as it was.</remarks>
    public static bool TryNormalize(
        ReadOnlySpan<byte> frame, int pixels, int samplesPerPixel, out byte[]? normalized, out CodecFault fault)
    {
        normalized = null;
        Span<int> starts = stackalloc int[MaximumSegments + 1];
        if (!TryReadHeader(frame, samplesPerPixel, starts, out fault))
        {
            return false;
        }

        Span<int> lengths = stackalloc int[MaximumSegments];
        var total = HeaderBytes;
        for (var segment = 0; segment < samplesPerPixel; segment++)
        {
            var coded = frame[starts[segment]..starts[segment + 1]];
            if (!TryWalk(coded, starts[segment], pixels, default, 0, out lengths[segment], out fault))
            {
                return false;
            }

            total += lengths[segment] + (lengths[segment] & 1);
        }

        normalized = new byte[total];
        BinaryPrimitives.WriteInt32LittleEndian(normalized, samplesPerPixel);
        var position = HeaderBytes;
        for (var segment = 0; segment < samplesPerPixel; segment++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(normalized.AsSpan(4 + (4 * segment)), position);
            frame.Slice(starts[segment], lengths[segment]).CopyTo(normalized.AsSpan(position));
            position += lengths[segment] + (lengths[segment] & 1);
        }

        return true;
    }

    /// <summary>Encodes samples.</summary>
    /// <param name="samples">Rows × Columns × samplesPerPixel, interleaved, 8 bit.</param>
    /// <param name="columns">The width; no code crosses the end of a row (PS3.5 G.3.1).</param>
    /// <param name="samplesPerPixel">1 to 15.</param>
    /// <returns>A frame of even length.</returns>
    /// <exception cref="ArgumentException">The samples are no whole rows.</exception>
    public static byte[] Encode(ReadOnlySpan<byte> samples, int columns, int samplesPerPixel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(samplesPerPixel, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(samplesPerPixel, MaximumSegments);
        if (samples.Length % checked(columns * samplesPerPixel) != 0)
        {
            throw new ArgumentException("The samples are no whole rows.", nameof(samples));
        }

        var frame = new List<byte>(HeaderBytes + (samples.Length / 2));
        frame.AddRange(new byte[HeaderBytes]);
        var header = new byte[HeaderBytes];
        BinaryPrimitives.WriteInt32LittleEndian(header, samplesPerPixel);
        var row = new byte[columns];
        for (var component = 0; component < samplesPerPixel; component++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4 + (4 * component)), frame.Count);
            for (var start = component; start < samples.Length; start += columns * samplesPerPixel)
            {
                for (var column = 0; column < columns; column++)
                {
                    row[column] = samples[start + (column * samplesPerPixel)];
                }

                EncodeRow(row, frame);
            }

            if ((frame.Count & 1) != 0)
            {
                frame.Add(0);
            }
        }

        for (var index = 0; index < HeaderBytes; index++)
        {
            frame[index] = header[index];
        }

        return [.. frame];
    }

    private static void EncodeRow(ReadOnlySpan<byte> row, List<byte> target)
    {
        for (var position = 0; position < row.Length;)
        {
            var run = CountRun(row[position..]);
            if (run >= 2)
            {
                target.Add((byte)(257 - run));
                target.Add(row[position]);
                position += run;
                continue;
            }

            var end = position + 1;
            while (end < row.Length && end - position < 128 && CountRun(row[end..]) < 3)
            {
                end++;
            }

            target.Add((byte)(end - position - 1));
            target.AddRange(row[position..end]);
            position = end;
        }
    }

    private static int CountRun(ReadOnlySpan<byte> row)
    {
        var count = 1;
        while (count < row.Length && count < 128 && row[count] == row[0])
        {
            count++;
        }

        return count;
    }

    // The last start is the end of the frame.
    private static bool TryReadHeader(ReadOnlySpan<byte> frame, int segments, Span<int> starts, out CodecFault fault)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(segments, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(segments, MaximumSegments);
        if (frame.Length < HeaderBytes)
        {
            fault = new CodecFault(CodecProblem.Truncated, frame.Length, $"an RLE header of {HeaderBytes} bytes");
            return false;
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(frame) != segments)
        {
            fault = new CodecFault(CodecProblem.Unsupported, 0, $"{segments} segments, one per component of 8 bits");
            return false;
        }

        var previous = HeaderBytes;
        for (var segment = 0; segment < segments; segment++)
        {
            var start = BinaryPrimitives.ReadUInt32LittleEndian(frame[(4 + (4 * segment))..]);
            if (start < previous || start > frame.Length)
            {
                fault = new CodecFault(CodecProblem.Damaged, 4 + (4 * segment), "segments in order, inside the frame");
                return false;
            }

            starts[segment] = previous = (int)start;
        }

        starts[segments] = frame.Length;
        fault = default;
        return true;
    }

    // PS3.5 G.3.2. Writes every step-th sample where a destination is given.
    private static bool TryWalk(
        ReadOnlySpan<byte> coded, int offset, int count, Span<byte> destination, int step, out int used, out CodecFault fault)
    {
        used = 0;
        for (var done = 0; done < count;)
        {
            if (used >= coded.Length)
            {
                fault = new CodecFault(CodecProblem.Truncated, offset + used, "more codes of the segment");
                return false;
            }

            var code = (sbyte)coded[used++];
            if (code == -128)
            {
                continue;
            }

            var length = code >= 0 ? code + 1 : 1 - code;
            var stored = code >= 0 ? length : 1;
            if (used + stored > coded.Length || done + length > count)
            {
                fault = new CodecFault(CodecProblem.Damaged, offset + used, "a code that ends inside the segment and the picture");
                return false;
            }

            for (var index = 0; step > 0 && index < length; index++)
            {
                destination[(done + index) * step] = coded[used + (code >= 0 ? index : 0)];
            }

            used += stored;
            done += length;
        }

        fault = default;
        return true;
    }
}
