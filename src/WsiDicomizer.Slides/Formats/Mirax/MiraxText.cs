using System.IO.Compression;
using System.Text;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.Mirax;

/// <summary>Finds texts among bytes that are something else.</summary>
internal static class MiraxText
{
    // Shorter runs are chance.
    private const int LeastCharacters = 4;

    /// <summary>The runs of letters, digits and signs, in ASCII or UTF-8 and in UTF-16.</summary>
    /// <param name="bytes">Any bytes.</param>
    public static IEnumerable<(ByteRange Range, string Text)> FindRuns(byte[] bytes)
    {
        for (var start = 0; start < bytes.Length;)
        {
            var length = RunLength(bytes, start, unit: 1);
            if (length >= LeastCharacters)
            {
                var text = TiffText.DecodeAll(bytes.AsSpan(start, length));
                if (text.Trim().Length >= LeastCharacters)
                {
                    yield return (new ByteRange(start, length), text);
                }

                start += length;
                continue;
            }

            var wide = RunLength(bytes, start, unit: 2);
            if (wide >= 2 * LeastCharacters)
            {
                yield return (new ByteRange(start, wide), Encoding.Unicode.GetString(bytes, start, wide));
                start += wide;
                continue;
            }

            start++;
        }
    }

    /// <summary>Whether bytes are one text and nothing else, short enough to be looked at whole.</summary>
    /// <param name="bytes">Any bytes.</param>
    public static bool IsText(byte[] bytes) => bytes.Length <= MiraxLimits.MaxTextBytes
        && FindRuns(bytes).FirstOrDefault().Range.Length == bytes.Length;

    /// <summary>Whether bytes are a text or table that zlib deflated (RFC 1950).</summary>
    /// <param name="bytes">Any bytes.</param>
    public static bool IsDeflated(byte[] bytes)
    {
        const int Deflate = 8;
        if (bytes.Length < 8 || (bytes[0] & 0x0F) != Deflate || ((bytes[0] << 8) | bytes[1]) % 31 != 0)
        {
            return false;
        }

        try
        {
            using var stream = new ZLibStream(new MemoryStream(bytes, writable: false), CompressionMode.Decompress);
            Span<byte> start = stackalloc byte[256];
            stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            return true;
        }
        catch (InvalidDataException)
        {
            // The two bytes were chance.
            return false;
        }
    }

    private static int RunLength(byte[] bytes, int start, int unit)
    {
        var end = start;
        while (end + unit <= bytes.Length && IsPrintable(bytes[end]) && (unit == 1 || bytes[end + 1] == 0))
        {
            end += unit;
        }

        return end - start;
    }

    private static bool IsPrintable(byte value) => value is >= 0x20 and < 0x7F or >= 0x80;
}
