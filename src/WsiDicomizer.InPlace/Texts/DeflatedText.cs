using System.IO.Compression;

namespace WsiDicomizer.InPlace.Texts;

/// <summary>A deflated text as it stands in a file, and one that says nothing in its place: as long, stored and inflated.</summary>
/// <remarks>
/// What is shorter is filled up by empty blocks at its start, which every reader skips. Source: RFC 1950; RFC 1951, 3.2.
/// </remarks>
internal static class DeflatedText
{
    private const int HeaderBytes = 2;

    private static ReadOnlySpan<byte> EmptyElement => "<a/>"u8;

    // A stored block of no bytes; and one that follows an empty block of fixed codes, to make a byte more.
    private static ReadOnlySpan<byte> FiveBytes => [0, 0, 0, 0xFF, 0xFF];

    private static ReadOnlySpan<byte> SixBytes => [2, 0, 0, 0, 0xFF, 0xFF];

    /// <summary>Makes the stream: blanks, behind an empty element where there was an XML.</summary>
    /// <param name="stored">A zlib stream; what is behind its end goes too.</param>
    /// <param name="maxBytes">The longest text that is made; in place of a longer one there is none.</param>
    /// <returns>As many bytes as are stored.</returns>
    /// <exception cref="InvalidDataException">They are no zlib stream.</exception>
    public static byte[] Blank(byte[] stored, int maxBytes)
    {
        var (length, isXml) = Measure(stored, maxBytes);
        var stream = Deflate(length <= maxBytes ? length : 0, isXml);
        stream = stream.Length <= stored.Length ? stream : Deflate(0, isXml: false);
        var blank = new byte[stored.Length];
        if (stream.Length > stored.Length)
        {
            return blank;
        }

        stream.AsSpan(0, HeaderBytes).CopyTo(blank);
        var at = HeaderBytes;
        var rest = stored.Length - stream.Length;
        for (var sixes = rest % FiveBytes.Length; sixes > 0 && rest >= SixBytes.Length; sixes--)
        {
            Add(SixBytes);
        }

        while (rest >= FiveBytes.Length)
        {
            Add(FiveBytes);
        }

        stream.AsSpan(HeaderBytes).CopyTo(blank.AsSpan(at));
        return blank;

        void Add(ReadOnlySpan<byte> block)
        {
            block.CopyTo(blank.AsSpan(at));
            at += block.Length;
            rest -= block.Length;
        }
    }

    private static (int Length, bool IsXml) Measure(byte[] stored, int maxBytes)
    {
        using var text = new ZLibStream(new MemoryStream(stored), CompressionMode.Decompress);
        var buffer = new byte[64 * 1024];
        var (length, isXml) = (0, false);
        for (int count; length <= maxBytes && (count = text.Read(buffer)) > 0; length += count)
        {
            isXml |= length == 0 && buffer[0] == (byte)'<';
        }

        return (length, isXml);
    }

    private static byte[] Deflate(int length, bool isXml)
    {
        var text = new byte[length];
        text.AsSpan().Fill((byte)' ');
        if (isXml && length >= EmptyElement.Length)
        {
            EmptyElement.CopyTo(text);
        }

        var output = new MemoryStream();
        using (var stream = new ZLibStream(output, CompressionLevel.SmallestSize))
        {
            stream.Write(text);
        }

        return output.ToArray();
    }
}
