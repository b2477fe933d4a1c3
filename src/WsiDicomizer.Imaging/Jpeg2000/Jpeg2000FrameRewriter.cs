using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace WsiDicomizer.Imaging.Jpeg2000;

/// <summary>Turns a tile's codestream into one for DICOM: without comments, boxes and what follows EOC.</summary>
/// <remarks>
/// <para>Comments (COM) of the main header go, and PLM and CRG, which decode nothing; in the common case that is all, and every byte from the first SOT to
/// before EOC stays as it is. Where a tile-part header holds a comment, it goes too, its Psot is mended, and TLM, which
/// repeats these lengths, is left out; the packets stay identical. EOC is added where it is missing.</para>
/// <para>Marker segments of other parts of the standard are refused: they may carry anything, and decoding may need
/// them. Source: ISO/IEC 15444-1 annex A, 15444-15 A.3; PS3.5 8.2.4 and A.4.4.</para>
/// </remarks>
public static class Jpeg2000FrameRewriter
{
    /// <summary>Rewrites a main header.</summary>
    /// <param name="head">The first bytes of a raw codestream.</param>
    /// <param name="limits">What it may ask for.</param>
    /// <param name="header">SOC to before the first SOT, without COM, PLM and CRG; null where it fails.</param>
    /// <param name="sourceLength">How many bytes of the source it replaces: the offset of the first SOT.</param>
    /// <param name="fault">What is wrong, where it fails; <see cref="CodecProblem.Truncated"/> asks for more bytes.</param>
    /// <returns>Whether it could be rewritten.</returns>
    /// <remarks>Says nothing of comments in tile-part headers: only <see cref="TryRewrite"/> finds them.</remarks>
    public static bool TryRewriteMainHeader(
        ReadOnlySpan<byte> head,
        Jpeg2000Limits limits,
        [NotNullWhen(true)] out byte[]? header,
        out int sourceLength,
        out CodecFault fault)
    {
        ArgumentNullException.ThrowIfNull(limits);
        header = TryParse(head, limits, out var parser, out fault) ? WriteHeader(head, parser, keepLengths: true) : null;
        sourceLength = parser.FirstTilePartOffset;
        return header is not null;
    }

    /// <summary>Rewrites a whole codestream.</summary>
    /// <param name="data">A raw codestream or a JP2 file, whole.</param>
    /// <param name="limits">What it may ask for.</param>
    /// <param name="frame">The frame; its offsets count from the start of <paramref name="data"/>. Null where it fails.</param>
    /// <param name="fault">What is wrong, where it fails.</param>
    /// <returns>Whether it could be rewritten.</returns>
    public static bool TryRewrite(
        ReadOnlySpan<byte> data,
        Jpeg2000Limits limits,
        [NotNullWhen(true)] out Jpeg2000RewrittenFrame? frame,
        out CodecFault fault)
    {
        frame = null;
        var parts = new List<Jpeg2000TilePart>();
        if (!Jpeg2000Boxes.TryFindCodestream(data, limits, out var offset, out var length, out fault))
        {
            return false;
        }

        var codestream = data.Slice(offset, length);
        if (!TryParse(codestream, limits, out var parser, out fault)
            || !Jpeg2000TilePart.TryReadAll(
                codestream, parser.FirstTilePartOffset, limits, parts, out var end, out fault))
        {
            fault = new CodecFault(fault.Problem, fault.Offset + offset, fault.Expected);
            return false;
        }

        frame = Build(codestream, offset, parser, parts, end);
        return true;
    }

    /// <summary>Rewrites a whole codestream.</summary>
    /// <param name="data">A raw codestream or a JP2 file, whole.</param>
    /// <param name="limits">What it may ask for.</param>
    /// <returns>The frame; its offsets count from the start of <paramref name="data"/>.</returns>
    /// <exception cref="CodecException">It is damaged, cut off or unsupported.</exception>
    public static Jpeg2000RewrittenFrame Rewrite(ReadOnlySpan<byte> data, Jpeg2000Limits limits) =>
        TryRewrite(data, limits, out var frame, out var fault) ? frame : throw fault.ToException("JPEG 2000 codestream");

    private static bool TryParse(
        ReadOnlySpan<byte> codestream, Jpeg2000Limits limits, out Jpeg2000HeaderParser parser, out CodecFault fault)
    {
        if (!Jpeg2000HeaderParser.TryParse(codestream, limits, out parser, out fault))
        {
            return false;
        }

        var foreign = parser.Segments.Find(segment => !Jpeg2000Marker.BelongsToMainHeader(segment.Marker));
        if (foreign.Marker == 0)
        {
            return true;
        }

        fault = new CodecFault(
            CodecProblem.Unsupported, foreign.Offset, "a marker segment of ISO/IEC 15444-1 or 15444-15");
        return false;
    }

    private static Jpeg2000RewrittenFrame Build(
        ReadOnlySpan<byte> codestream, int offset, Jpeg2000HeaderParser parser, List<Jpeg2000TilePart> parts, int end)
    {
        var comments = parts.Sum(part => part.Comments.Count);
        var header = WriteHeader(codestream, parser, keepLengths: comments == 0);
        var kept = parser.Segments.Count(segment => IsKept(segment, keepLengths: comments == 0));
        return new Jpeg2000RewrittenFrame
        {
            Header = header,
            TilePartsOffset = offset + parser.FirstTilePartOffset,
            TilePartsLength = end - parser.FirstTilePartOffset,
            NewTileParts = comments == 0 ? default(ReadOnlyMemory<byte>) : WriteTileParts(codestream, parts),
            DroppedSegments = comments + parser.Segments.Count - kept,
            EndWasMissing = end + 2 > codestream.Length
                || BinaryPrimitives.ReadUInt16BigEndian(codestream[end..]) != Jpeg2000Marker.Eoc,
            OverridesCodingStyle = parts.Exists(part => part.OverridesCodingStyle),
            Info = Jpeg2000Header.From(parser, header.Length),
        };
    }

    // PLM (lengths of packets) and CRG (where the components lie) decode nothing, so they may hold anything.
    private static bool IsKept(Jpeg2000Segment segment, bool keepLengths) =>
        segment.Marker is not (Jpeg2000Marker.Com or Jpeg2000Marker.Plm or Jpeg2000Marker.Crg)
        && (keepLengths || segment.Marker != Jpeg2000Marker.Tlm);

    private static byte[] WriteHeader(ReadOnlySpan<byte> codestream, Jpeg2000HeaderParser parser, bool keepLengths)
    {
        var output = new ArrayBufferWriter<byte>(parser.FirstTilePartOffset);
        foreach (var segment in parser.Segments)
        {
            if (IsKept(segment, keepLengths))
            {
                output.Write(codestream[segment.Offset..segment.End]);
            }
        }

        return output.WrittenSpan.ToArray();
    }

    private static byte[] WriteTileParts(ReadOnlySpan<byte> codestream, List<Jpeg2000TilePart> parts)
    {
        var output = new ArrayBufferWriter<byte>(parts[^1].End - parts[0].Offset);
        Span<byte> length = stackalloc byte[4];
        foreach (var part in parts)
        {
            // SOT, Lsot and Isot are 6 bytes, then Psot of 4; a Psot of 0 means to EOC and stays right.
            var dropped = (uint)part.Comments.Sum(comment => comment.End - comment.Offset);
            BinaryPrimitives.WriteUInt32BigEndian(length, part.StatedLength == 0 ? 0 : part.StatedLength - dropped);
            output.Write(codestream.Slice(part.Offset, 6));
            output.Write(length);
            var position = part.Offset + 10;
            foreach (var comment in part.Comments)
            {
                output.Write(codestream[position..comment.Offset]);
                position = comment.End;
            }

            output.Write(codestream[position..part.End]);
        }

        return output.WrittenSpan.ToArray();
    }
}
