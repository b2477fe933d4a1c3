using System.Buffers.Binary;

namespace WsiDicomizer.Imaging.Jpeg2000;

/// <summary>Where a tile-part and the comments in its header stand (ISO/IEC 15444-1, A.4.2).</summary>
internal sealed class Jpeg2000TilePart
{
    private Jpeg2000TilePart(int offset)
    {
        Offset = offset;
    }

    /// <summary>Of SOT.</summary>
    public int Offset { get; }

    /// <summary>Of the first byte after the tile-part.</summary>
    public int End { get; private set; }

    /// <summary>COM segments of the header; mostly none.</summary>
    public List<Jpeg2000Segment> Comments { get; } = [];

    /// <summary>Whether the header has a COD or COC, which takes the place of the main header's.</summary>
    public bool OverridesCodingStyle { get; private set; }

    /// <summary>Psot, 0 where the tile-part reaches to EOC.</summary>
    public uint StatedLength { get; private set; }

    /// <summary>Reads all tile-parts from the first SOT on; the end is where EOC ought to stand.</summary>
    public static bool TryReadAll(
        ReadOnlySpan<byte> codestream,
        int offset,
        Jpeg2000Limits limits,
        List<Jpeg2000TilePart> parts,
        out int end,
        out CodecFault fault)
    {
        end = offset;
        do
        {
            if (parts.Count == limits.MaxTileParts)
            {
                fault = new CodecFault(CodecProblem.LimitExceeded, end, "no more tile-parts");
                return false;
            }

            var part = new Jpeg2000TilePart(end);
            if (!part.TryRead(codestream, limits, out fault))
            {
                return false;
            }

            parts.Add(part);
            end = part.End;
        }
        while (end + 2 <= codestream.Length
            && BinaryPrimitives.ReadUInt16BigEndian(codestream[end..]) == Jpeg2000Marker.Sot);

        return true;
    }

    private bool TryRead(ReadOnlySpan<byte> codestream, Jpeg2000Limits limits, out CodecFault fault)
    {
        if (!Jpeg2000Segment.TryRead(codestream, Offset, out var segment, out fault))
        {
            return false;
        }

        // Table A.5: Lsot is 10; Isot (2), Psot (4), TPsot, TNsot.
        if (segment.Marker != Jpeg2000Marker.Sot || segment.End - segment.Offset != 12)
        {
            fault = new CodecFault(CodecProblem.Damaged, Offset, "a whole SOT segment");
            return false;
        }

        StatedLength = BinaryPrimitives.ReadUInt32BigEndian(segment.Payload(codestream)[2..]);
        for (var count = 0; ; count++)
        {
            if (!Jpeg2000Segment.TryRead(codestream, segment.End, out segment, out fault))
            {
                return false;
            }

            if (segment.Marker == Jpeg2000Marker.Sod)
            {
                return TryFindEnd(codestream, segment.End, out fault);
            }

            if (!TryTake(segment, count, limits, out fault))
            {
                return false;
            }
        }
    }

    private bool TryTake(Jpeg2000Segment segment, int count, Jpeg2000Limits limits, out CodecFault fault)
    {
        fault = default;
        if (count == limits.MaxSegments)
        {
            fault = new CodecFault(CodecProblem.LimitExceeded, segment.Offset, "SOD (FF93) earlier");
        }
        else if (!Jpeg2000Marker.BelongsToTilePartHeader(segment.Marker))
        {
            fault = new CodecFault(
                CodecProblem.Unsupported, segment.Offset, "a tile-part marker segment of ISO/IEC 15444-1, then SOD");
        }
        else if (segment.Marker is Jpeg2000Marker.Cod or Jpeg2000Marker.Coc)
        {
            OverridesCodingStyle = true;
        }
        else if (segment.Marker == Jpeg2000Marker.Com)
        {
            Comments.Add(segment);
        }

        return fault == default;
    }

    private bool TryFindEnd(ReadOnlySpan<byte> codestream, int dataOffset, out CodecFault fault)
    {
        fault = default;
        if (StatedLength == 0)
        {
            // Packet data never holds FF90 to FFFF (B.10.1 and D.4), so the first FFD9 is EOC.
            var length = codestream[dataOffset..].IndexOf([(byte)0xFF, (byte)0xD9]);
            End = length < 0 ? codestream.Length : dataOffset + length;
            return true;
        }

        if (StatedLength < dataOffset - Offset)
        {
            fault = new CodecFault(CodecProblem.Damaged, Offset + 6, "a tile-part length (Psot) beyond its header");
        }
        else if (StatedLength > codestream.Length - Offset)
        {
            fault = new CodecFault(CodecProblem.Truncated, codestream.Length, "the rest of a tile-part");
        }
        else
        {
            End = Offset + (int)StatedLength;
        }

        return fault == default;
    }
}
