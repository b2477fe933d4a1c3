using System.Buffers;
using System.Buffers.Binary;
using WsiDicomizer.Imaging.JpegLs;

namespace WsiDicomizer.Imaging.Jpeg;

/// <summary>Takes APPn, COM and what follows EOI out of JPEG streams of any process, and of JPEG-LS streams.</summary>
/// <remarks>
/// <para>What decoding needs stays: an Adobe segment (APP14) that decides the colour, a JFIF segment (APP0) that overrules
/// component ids, the colour transform of JPEG-LS (APP8 'mrfx'), each cut to the bytes that are defined. Everything else is
/// byte-identical. Reserved markers may hold anything and are refused.</para>
/// <para>Pure functions. Source: ITU-T T.81 annex B, ITU-T T.87 annex C, T.872 6.5 (Adobe, JFIF); colour: libjpeg's rule.</para>
/// </remarks>
public static class JpegScrubber
{
    /// <summary>Scrubs a JPEG stream: baseline, extended, progressive, lossless, hierarchical, Huffman or arithmetic.</summary>
    /// <param name="stream">The whole stream, padding allowed.</param>
    /// <param name="limits">How many marker segments it may have.</param>
    /// <param name="result">What is left.</param>
    /// <param name="fault">Why there is no result.</param>
    /// <returns>Whether the stream could be read to its end.</returns>
    public static bool TryScrub(
        ReadOnlySpan<byte> stream, JpegLimits limits, out ScrubbedCodestream result, out CodecFault fault)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return TryScrub(stream, limits, isJpegLs: false, out result, out fault);
    }

    /// <summary>Scrubs a JPEG-LS stream.</summary>
    /// <param name="stream">The whole stream, padding allowed.</param>
    /// <param name="limits">How many marker segments it may have.</param>
    /// <param name="result">What is left.</param>
    /// <param name="fault">Why there is no result.</param>
    /// <returns>Whether the stream could be read to its end.</returns>
    public static bool TryScrubJpegLs(
        ReadOnlySpan<byte> stream, JpegLimits limits, out ScrubbedCodestream result, out CodecFault fault)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return TryScrub(stream, limits, isJpegLs: true, out result, out fault);
    }

    private static bool TryScrub(
        ReadOnlySpan<byte> stream, JpegLimits limits, bool isJpegLs, out ScrubbedCodestream result, out CodecFault fault)
    {
        result = default;
        var walk = new JpegStreamWalk(isJpegLs, limits);
        if (!walk.TryWalk(stream, out var end, out fault))
        {
            return false;
        }

        var kept = isJpegLs ? ChooseTransform(stream, walk) : ChooseColor(stream, walk);
        var dropped = walk.Applications.Count - kept.Count(segment => segment.IsWhole);
        result = dropped == 0
            ? new ScrubbedCodestream(end, null, 0)
            : kept.Count == 0 && TryCut(stream, walk.Applications, out var offset, out var length)
                ? new ScrubbedCodestream(end, null, dropped) { CutOffset = offset, CutLength = length }
                : new ScrubbedCodestream(end, Write(stream[..end], walk.Applications, kept), dropped);
        return true;
    }

    // Segments that follow each other, as they do behind SOI in most streams, are one piece, and no stream needs to be made.
    private static bool TryCut(ReadOnlySpan<byte> stream, List<JpegSegment> applications, out int offset, out int length)
    {
        offset = StartOf(stream, applications[0], 0);
        var end = applications[0].End;
        for (var index = 1; index < applications.Count; index++)
        {
            if (StartOf(stream, applications[index], end) != end)
            {
                length = 0;
                return false;
            }

            end = applications[index].End;
        }

        length = end - offset;
        return true;
    }

    // Fill bytes before a marker that goes are no part of anything that stays.
    private static int StartOf(ReadOnlySpan<byte> stream, JpegSegment segment, int from)
    {
        var start = segment.Offset;
        while (start > from && stream[start - 1] == 0xFF)
        {
            start--;
        }

        return start;
    }

    // Libjpeg's rule: JFIF says YCbCr, else Adobe's transform counts, else the ids 'R', 'G', 'B' say RGB, else YCbCr.
    private static List<Kept> ChooseColor(ReadOnlySpan<byte> stream, JpegStreamWalk walk)
    {
        JpegSegment? jfif = null;
        JpegSegment? adobe = null;
        foreach (var segment in walk.Applications)
        {
            var payload = segment.Payload(stream);
            if (segment.Marker == JpegMarker.App0 && payload.Length >= 14 && payload.StartsWith("JFIF\0"u8))
            {
                jfif ??= segment;
            }
            else if (segment.Marker == JpegMarker.App14 && payload.Length >= 12 && payload.StartsWith("Adobe"u8))
            {
                adobe = segment;
            }
        }

        var hasRgbIds = walk.ComponentIds.AsSpan().SequenceEqual(JpegColorRules.RgbIds);
        if (walk.ComponentIds.Length == 3 && jfif is { } first)
        {
            // Thumbnail: its width and height are the last two of the fourteen bytes.
            return hasRgbIds ? [Kept.Of(first, 14, zeroTail: 2)] : [];
        }

        return adobe is { } last
            && (walk.ComponentIds.Length == 4
                || (walk.ComponentIds.Length == 3 && (hasRgbIds || last.Payload(stream)[11] == 0)))
            ? [Kept.Of(last, 12, zeroTail: 0)]
            : [];
    }

    private static List<Kept> ChooseTransform(ReadOnlySpan<byte> stream, JpegStreamWalk walk)
    {
        foreach (var segment in walk.Applications)
        {
            var payload = segment.Payload(stream);
            if (segment.Marker == JpegLsMarker.App8 && payload.Length >= 5 && payload.StartsWith("mrfx"u8) && payload[4] != 0)
            {
                return [Kept.Of(segment, 5, zeroTail: 0)];
            }
        }

        return [];
    }

    private static byte[] Write(ReadOnlySpan<byte> stream, List<JpegSegment> applications, List<Kept> kept)
    {
        // No longer than the stream: what stays of a segment is at most all of it.
        var buffer = ArrayPool<byte>.Shared.Rent(stream.Length);
        try
        {
            return buffer.AsSpan(0, Write(stream, applications, kept, buffer)).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static int Write(ReadOnlySpan<byte> stream, List<JpegSegment> applications, List<Kept> kept, Span<byte> output)
    {
        var length = 0;
        var position = 0;
        foreach (var segment in applications)
        {
            var start = StartOf(stream, segment, position);
            stream[position..start].CopyTo(output[length..]);
            length += start - position;
            foreach (var one in kept)
            {
                if (one.Segment.Offset == segment.Offset)
                {
                    length += one.WriteTo(output[length..], stream);
                }
            }

            position = segment.End;
        }

        stream[position..].CopyTo(output[length..]);
        return length + stream.Length - position;
    }

    /// <summary>A segment that stays, as far as its bytes are defined.</summary>
    private readonly record struct Kept(JpegSegment Segment, int Length, int ZeroTail, bool IsWhole)
    {
        public static Kept Of(JpegSegment segment, int length, int zeroTail) =>
            new(segment, length, zeroTail, segment.End - segment.PayloadOffset == length);

        public int WriteTo(Span<byte> output, ReadOnlySpan<byte> stream)
        {
            output[0] = 0xFF;
            output[1] = Segment.Marker;
            BinaryPrimitives.WriteUInt16BigEndian(output[2..], (ushort)(Length + 2));
            Segment.Payload(stream)[..(Length - ZeroTail)].CopyTo(output[4..]);
            output.Slice(4 + Length - ZeroTail, ZeroTail).Clear();
            return 4 + Length;
        }
    }
}
