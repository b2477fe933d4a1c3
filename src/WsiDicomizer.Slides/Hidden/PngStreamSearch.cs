using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Text;

namespace WsiDicomizer.Slides.Hidden;

/// <summary>Finds what a PNG holds beside its picture: ancillary chunks but those of numbers, and bytes behind IEND.</summary>
/// <remarks>
/// Source: ISO/IEC 15948, 5.3 and 11.3. The range is the chunk's data; whoever changes it has the checksum of four bytes
/// behind it to set, though decoders pass over an ancillary chunk whose checksum is wrong.
/// </remarks>
/// <param name="reader">The file.</param>
/// <param name="bytes">Tells what is found.</param>
/// <param name="limits">How much is read.</param>
internal sealed class PngStreamSearch(WindowedReader reader, HiddenBytes bytes, HiddenIdentityLimits limits)
{
    private const int HeadBytes = 8;
    private const int ChecksumBytes = 4;

    // What a decoder needs or asks for: the critical chunks, and those that say how the pixels are meant.
    private static readonly FrozenSet<string> Technical = new[]
    {
        "IHDR", "PLTE", "IDAT", "tRNS", "cHRM", "gAMA", "sBIT", "sRGB", "bKGD", "hIST", "pHYs",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Searches a picture; one that is damaged, up to the damage.</summary>
    /// <param name="stream">The picture.</param>
    /// <param name="found">Where the records go.</param>
    public void Search(StoredStream stream, List<IdentityRecord> found)
    {
        var (position, end) = (stream.Range.Offset, stream.Range.End);
        if (stream.Range.Length < HeadBytes || !reader.Look(position, HeadBytes).SequenceEqual(Signature))
        {
            return;
        }

        position += HeadBytes;
        for (var count = 0; count < limits.MaxSegments && end - position >= HeadBytes + ChecksumBytes; count++)
        {
            var head = reader.Look(position, HeadBytes);
            var length = (long)BinaryPrimitives.ReadUInt32BigEndian(head);
            var name = Encoding.ASCII.GetString(head[4..]);
            var data = new ByteRange(position + HeadBytes, length);
            position = data.End + ChecksumBytes;
            if (position > end || !name.All(char.IsAsciiLetter))
            {
                return;
            }

            if (name == "IEND")
            {
                bytes.FindBehind(stream, position, found);
                return;
            }

            if (length > 0 && !Technical.Contains(name))
            {
                bytes.Tell($"{stream.Location}, PNG {name}", name, data, found);
            }
        }
    }
}
