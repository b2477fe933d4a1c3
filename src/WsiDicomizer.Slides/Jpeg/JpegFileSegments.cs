using System.Buffers.Binary;
using System.Globalization;

namespace WsiDicomizer.Slides.Jpeg;

/// <summary>The segments of a JPEG file that are not needed for decoding: APPn and COM before its first scan.</summary>
/// <remarks>Source: ITU-T T.81, B.1.1.4, B.2.4.5 and B.2.4.6. One that is cut off ends the list: decoding reports it.</remarks>
internal static class JpegFileSegments
{
    private const byte App0 = 0xE0;
    private const byte App15 = 0xEF;
    private const byte Comment = 0xFE;
    private const byte StartOfScan = 0xDA;
    private const byte EndOfImage = 0xD9;
    private const int MaxSegments = 4_096;

    /// <summary>Reads the segments.</summary>
    /// <param name="file">A file that starts with SOI.</param>
    /// <exception cref="SlideFormatException">The file cannot be read any more.</exception>
    public static IEnumerable<JpegFileSegment> Read(SlideFile file)
    {
        var header = new byte[4];
        var offset = 2L;
        for (var count = 0; count < MaxSegments; count++)
        {
            if (file.ReadUpTo(offset, header) < 4 || header[0] != 0xFF)
            {
                yield break;
            }

            // Fill bytes may stand before a marker.
            if (header[1] == 0xFF)
            {
                offset++;
                continue;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(2));
            if (header[1] is StartOfScan or EndOfImage || length < 2 || offset + 2 + length > file.Length)
            {
                yield break;
            }

            if (header[1] is (>= App0 and <= App15) or Comment)
            {
                var payload = new byte[length - 2];
                file.ReadExactly(offset + 4, payload);
                yield return new JpegFileSegment(NameOf(header[1]), offset + 4, payload);
            }

            offset += 2 + length;
        }
    }

    private static string NameOf(byte marker) =>
        marker == Comment ? "COM" : string.Create(CultureInfo.InvariantCulture, $"APP{marker - App0}");
}

/// <summary>A segment.</summary>
/// <param name="Name">APP0 to APP15, or COM.</param>
/// <param name="Offset">Of its content, from the start of the file.</param>
/// <param name="Payload">Its content.</param>
internal sealed record JpegFileSegment(string Name, long Offset, byte[] Payload);
