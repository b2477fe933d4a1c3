using System.Buffers.Binary;

namespace WsiDicomizer.Slides.Hidden;

/// <summary>Finds what a JPEG 2000 codestream holds beside its picture: COM, and bytes behind EOC.</summary>
/// <remarks>Source: ITU-T T.800, A.3, A.4.2 (SOT) and A.9.2 (COM). Coded data is passed over by the length of its tile-part.</remarks>
/// <param name="reader">The file.</param>
/// <param name="bytes">Tells what is found.</param>
/// <param name="limits">How much is read.</param>
internal sealed class Jpeg2000StreamSearch(WindowedReader reader, HiddenBytes bytes, HiddenIdentityLimits limits)
{
    private const ushort Soc = 0xFF4F;
    private const ushort Com = 0xFF64;
    private const ushort Sot = 0xFF90;
    private const ushort Sod = 0xFF93;
    private const ushort Eoc = 0xFFD9;
    private const int RegistrationBytes = 2;

    /// <summary>Searches a codestream; one that is damaged, up to the damage.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="found">Where the records go.</param>
    public void Search(StoredStream stream, List<IdentityRecord> found)
    {
        var (position, end) = (stream.Range.Offset, stream.Range.End);
        if (ReadMarker(position, end) != Soc)
        {
            return;
        }

        position += 2;
        long partEnd = 0;
        for (var count = 0; count < limits.MaxSegments; count++)
        {
            var marker = ReadMarker(position, end);
            if (marker == Eoc)
            {
                bytes.FindBehind(stream, position + 2, found);
                return;
            }

            if (marker == Sod)
            {
                // A length of 0 means: up to EOC, which ends the stream where nothing is behind it.
                position = partEnd > position ? partEnd : FindEnd(position + 2, end);
                if (position < 0)
                {
                    return;
                }

                continue;
            }

            if (!TryReadSegment(position, end, out var content))
            {
                return;
            }

            if (marker == Sot && content.Length >= 8)
            {
                var length = BinaryPrimitives.ReadUInt32BigEndian(reader.Look(content.Offset + 2, 4));
                partEnd = length == 0 ? 0 : position + length;
            }
            else if (marker == Com && content.Length > RegistrationBytes)
            {
                var text = new ByteRange(content.Offset + RegistrationBytes, content.Length - RegistrationBytes);
                bytes.Tell($"{stream.Location}, J2K COM", "comment", text, found);
            }

            position = content.End;
        }
    }

    private ushort ReadMarker(long position, long end) =>
        end - position >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(reader.Look(position, 2)) : (ushort)0;

    private bool TryReadSegment(long position, long end, out ByteRange content)
    {
        content = default;
        if (end - position < 4 || reader.Look(position, 4) is not [0xFF, _, _, _])
        {
            return false;
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(reader.Look(position + 2, 2));
        content = new ByteRange(position + 4, length - 2);
        return length >= 2 && content.End <= end;
    }

    // In coded data no byte above 8F follows FF: T.800 B.10.1 and C.2.
    private long FindEnd(long position, long end)
    {
        while (position + 1 < end)
        {
            var chunk = reader.Look(position, (int)Math.Min(limits.ChunkBytes, end - position));
            var found = chunk.IndexOf([(byte)0xFF, (byte)0xD9]);
            if (found >= 0)
            {
                return position + found;
            }

            position += Math.Max(1, chunk.Length - 1);
        }

        return -1;
    }
}
