using System.Buffers.Binary;
using WsiDicomizer.Imaging.Png;

namespace WsiDicomizer.Slides.Formats.Mirax;

/// <summary>Finds what pictures hold beside their pixels: comments and application segments of JPEG, ancillary chunks of PNG.</summary>
internal static class MiraxPictureIdentity
{
    private const byte Prefix = 0xFF;
    private const byte EndOfImage = 0xD9;

    /// <summary>Whether bytes are a picture that is searched here.</summary>
    /// <param name="bytes">The bytes.</param>
    public static bool IsPicture(ReadOnlySpan<byte> bytes) => IsJpeg(bytes) || bytes.StartsWith(PngChunkReader.Signature);

    /// <summary>The pieces that hold no pixels.</summary>
    /// <param name="bytes">A picture.</param>
    /// <returns>Name and place of each.</returns>
    public static IEnumerable<(string Name, ByteRange Range)> Find(byte[] bytes) => IsJpeg(bytes) ? FindInJpeg(bytes) : FindInPng(bytes);

    private static bool IsJpeg(ReadOnlySpan<byte> bytes) => bytes is [Prefix, 0xD8, ..];

    // ITU-T T.81, B.1.1: markers with lengths up to a scan; its data ends at the next marker that is no restart marker.
    private static IEnumerable<(string Name, ByteRange Range)> FindInJpeg(byte[] bytes)
    {
        var position = 2;
        while (position + 1 < bytes.Length)
        {
            var marker = bytes[position + 1];
            if (bytes[position] != Prefix || marker is 0 or Prefix or (>= 0xD0 and <= 0xD7))
            {
                position++;
                continue;
            }

            if (marker == EndOfImage)
            {
                position += 2;
                break;
            }

            var end = position + 4 > bytes.Length ? bytes.Length
                : Math.Min(bytes.Length, position + 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(position + 2)));
            if (marker == 0xFE)
            {
                yield return ("JPEG COM", Range(position + 4, end));
            }
            else if (marker is >= 0xE0 and <= 0xEF && !IsHarmless(marker, bytes.AsSpan(position + 4, Math.Max(0, end - position - 4))))
            {
                yield return ($"JPEG APP{marker - 0xE0}", Range(position + 4, end));
            }

            // Behind the header of a scan, the loop passes over what is coded.
            position = Math.Max(end, position + 2);
        }

        var rest = bytes.AsSpan(Math.Min(position, bytes.Length));
        var first = rest.IndexOfAnyExcept((byte)0);
        if (first >= 0)
        {
            yield return ("bytes behind the picture", Range(position + first, position + rest.LastIndexOfAnyExcept((byte)0) + 1));
        }
    }

    // JFIF's header and Adobe's mark of the colours, of the lengths that they have without a thumbnail or text.
    private static bool IsHarmless(byte marker, ReadOnlySpan<byte> data) =>
        (marker == 0xE0 && data.StartsWith("JFIF\0"u8) && data.Length == 14) || (marker == 0xEE && data.StartsWith("Adobe"u8) && data.Length == 12);

    private static List<(string Name, ByteRange Range)> FindInPng(byte[] bytes)
    {
        List<(string, ByteRange)> found = [];
        var chunks = new PngChunkReader(bytes, PngLimits.Default);
        var end = 0;
        while (chunks.TryReadNext(out var chunk, out _))
        {
            end = chunk.DataOffset + chunk.DataLength + 4;
            if (chunk.IsAncillary && chunk.Type != PngChunkType.Transparency)
            {
                found.Add(($"PNG {chunk.Name}", new ByteRange(chunk.DataOffset, chunk.DataLength)));
            }

            if (chunk.Type == PngChunkType.End)
            {
                break;
            }
        }

        if (bytes.AsSpan(end).IndexOfAnyExcept((byte)0) >= 0)
        {
            found.Add(("bytes behind the picture", Range(end, bytes.Length)));
        }

        return found;
    }

    private static ByteRange Range(int start, int end) => new(Math.Min(start, end), Math.Max(0, end - start));
}
