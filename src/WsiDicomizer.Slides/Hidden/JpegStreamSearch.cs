using System.Buffers.Binary;
using System.Globalization;

namespace WsiDicomizer.Slides.Hidden;

/// <summary>Finds what a JPEG stream holds beside its picture: COM and APPn, and bytes behind EOI.</summary>
/// <remarks>
/// Source: ITU-T T.81, B.1.1 and B.2. The header is read segment by segment, long ones are passed over. Of a stream of one
/// scan the end is looked at: where that is EOI, nothing else is read. Else, and where there are more scans, the coded data
/// is gone through up to EOI, which cannot stand in it. A stream that ends with an EOI of something that was appended is
/// told by that only where both stand in the bytes that are looked at.
/// </remarks>
/// <param name="reader">The file.</param>
/// <param name="bytes">Tells what is found.</param>
/// <param name="limits">How much is read.</param>
internal sealed class JpegStreamSearch(WindowedReader reader, HiddenBytes bytes, HiddenIdentityLimits limits)
{
    private const byte Prefix = 0xFF;
    private const byte Soi = 0xD8;
    private const byte Eoi = 0xD9;
    private const byte Sos = 0xDA;
    private const byte Sof2 = 0xC2;
    private const byte App0 = 0xE0;
    private const byte App14 = 0xEE;
    private const byte App15 = 0xEF;
    private const byte Com = 0xFE;

    // JFIF without a thumbnail, and Adobe's mark of the colours: what a decoder asks for.
    private const int JfifBytes = 14;
    private const int AdobeBytes = 12;

    /// <summary>Searches a stream; one that is damaged, up to the damage.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="found">Where the records go.</param>
    public void Search(StoredStream stream, List<IdentityRecord> found)
    {
        var (start, end) = (stream.Range.Offset, stream.Range.End);
        if (stream.Range.Length < 4 || reader.Look(start, 2) is not [Prefix, Soi])
        {
            return;
        }

        var position = start + 2;
        var isFirstScan = true;
        var components = 0;
        for (var count = 0; count < limits.MaxSegments; count++)
        {
            var marker = Look(position, end, 2);
            if (marker is [Prefix, Prefix])
            {
                // Fill bytes may stand before a marker.
                position++;
                continue;
            }

            if (marker is [Prefix, Eoi])
            {
                bytes.FindBehind(stream, position + 2, found);
                return;
            }

            if (!TryReadSegment(position, end, out var code, out var content))
            {
                return;
            }

            if (code == Sos)
            {
                if (isFirstScan && components == reader.Look(content.Offset, 1)[0] && EndsWithEoi(content.End, end))
                {
                    return;
                }

                isFirstScan = false;
                position = FindMarker(content.End, end);
                if (position < 0)
                {
                    return;
                }

                continue;
            }

            components = ReadComponents(code, content) ?? components;
            TellIfText(stream.Location, code, content, found);
            position = content.End;
        }
    }

    // Of a progressive frame -1, which no scan has: there are more scans than one.
    private int? ReadComponents(byte code, ByteRange content)
    {
        if (code is not (>= 0xC0 and <= 0xCF) or 0xC4 or 0xC8 or 0xCC || content.Length < 6)
        {
            return null;
        }

        return (code & 3) == (Sof2 & 3) ? -1 : reader.Look(content.Offset, 6)[5];
    }

    private void TellIfText(string location, byte code, ByteRange content, List<IdentityRecord> found)
    {
        if (content.Length == 0 || code is not ((>= App0 and <= App15) or Com))
        {
            return;
        }

        // Behind what a decoder asks for there may be a thumbnail, or a text.
        var head = reader.Look(content.Offset, (int)Math.Min(content.Length, JfifBytes));
        var needed = code == App0 && content.Length >= JfifBytes && head.StartsWith("JFIF\0"u8) ? JfifBytes
            : code == App14 && content.Length >= AdobeBytes && head.StartsWith("Adobe"u8) ? AdobeBytes
            : 0;
        var name = code == Com ? "COM" : string.Create(CultureInfo.InvariantCulture, $"APP{code - App0}");
        var rest = new ByteRange(content.Offset + needed, content.Length - needed);
        if (rest.Length > 0 && needed > 0)
        {
            bytes.Tell($"{location}, JPEG {name}", name, rest, found);
        }
        else if (rest.Length > 0)
        {
            bytes.TellJpegSegment(location, name, rest, found);
        }
    }

    private bool TryReadSegment(long position, long end, out byte code, out ByteRange content)
    {
        (code, content) = (0, default);
        var head = Look(position, end, 4);
        if (head.Length < 4 || head[0] != Prefix || head[1] < 0xC0)
        {
            return false;
        }

        code = head[1];
        var length = BinaryPrimitives.ReadUInt16BigEndian(head[2..]);
        content = new ByteRange(position + 4, length - 2);
        return length >= (code == Sos ? 3 : 2) && content.End <= end;
    }

    /// <summary>Whether the last two bytes, but for zeros behind them, are the only EOI that can be seen.</summary>
    private bool EndsWithEoi(long scan, long end)
    {
        for (var length = limits.TailBytes; ; length = Math.Min(length * 8, limits.ChunkBytes))
        {
            var from = Math.Max(scan, end - length);
            var tail = reader.Look(from, (int)(end - from));
            var picture = tail.TrimEnd((byte)0);
            if (picture.Length >= 2 || from == scan || length == limits.ChunkBytes)
            {
                ReadOnlySpan<byte> eoi = [Prefix, Eoi];
                return picture.EndsWith(eoi) && picture.IndexOf(eoi) == picture.Length - eoi.Length;
            }
        }
    }

    /// <summary>The next marker that ends coded data: neither a restart marker nor a stuffed byte.</summary>
    private long FindMarker(long position, long end)
    {
        while (position + 1 < end)
        {
            var chunk = reader.Look(position, (int)Math.Min(limits.ChunkBytes, end - position));
            for (var at = 0; at + 1 < chunk.Length; at++)
            {
                var next = chunk[at..].IndexOf(Prefix);
                if (next < 0 || at + next + 1 >= chunk.Length)
                {
                    break;
                }

                at += next;
                if (chunk[at + 1] is not (0 or (>= 0xD0 and <= 0xD7) or Prefix))
                {
                    return position + at;
                }
            }

            // The last byte may be the first of a marker.
            position += Math.Max(1, chunk.Length - 1);
        }

        return -1;
    }

    private ReadOnlySpan<byte> Look(long position, long end, int count) =>
        reader.Look(position, (int)Math.Clamp(end - position, 0, count));
}
