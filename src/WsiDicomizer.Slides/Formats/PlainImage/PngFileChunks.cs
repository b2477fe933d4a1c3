using System.Buffers.Binary;
using System.Text;

namespace WsiDicomizer.Slides.Formats.PlainImage;

/// <summary>The chunks of a PNG file that are not needed for its pixels.</summary>
/// <remarks>Source: ISO/IEC 15948 (PNG) 5.3. A chunk that is cut off ends the list: decoding reports it.</remarks>
internal static class PngFileChunks
{
    private const int SignatureBytes = 8;
    private const int MaxChunks = 1 << 17;

    private static readonly string[] Critical = ["IHDR", "PLTE", "IDAT", "IEND"];

    /// <summary>Reads the chunks.</summary>
    /// <param name="file">A file that starts with the signature.</param>
    /// <returns>Those that fit the limits with their content, others without.</returns>
    /// <exception cref="SlideFormatException">The file cannot be read any more, or has more chunks than the limit.</exception>
    public static IReadOnlyList<PngFileChunk> Read(SlideFile file)
    {
        List<PngFileChunk> chunks = [];
        var head = new byte[8];
        var quoted = 0L;
        long offset = SignatureBytes;
        for (var count = 0; file.ReadUpTo(offset, head) == head.Length; count++)
        {
            if (count >= MaxChunks)
            {
                throw new SlideFormatException(
                    SlideProblem.Damaged, $"the file has more chunks than the limit of {MaxChunks}", file.Path, offset);
            }

            var length = (long)BinaryPrimitives.ReadUInt32BigEndian(head);
            var name = Encoding.ASCII.GetString(head, 4, 4);
            if (offset + 12 + length > file.Length)
            {
                break;
            }

            if (!Critical.Contains(name, StringComparer.Ordinal))
            {
                quoted += length;
                byte[]? data = null;
                if (quoted <= PlainImageLimits.MaxChunkBytes)
                {
                    data = new byte[length];
                    file.ReadExactly(offset + 8, data);
                }

                chunks.Add(new PngFileChunk(IsName(name) ? name : "chunk", offset + 8, length, data));
            }

            offset += 12 + length;
        }

        // What follows the end is not read by anybody, and still there.
        if (offset < file.Length)
        {
            chunks.Add(new PngFileChunk("rest", offset, file.Length - offset, null));
        }

        return chunks;
    }

    private static bool IsName(string name) => name.All(char.IsAsciiLetter);
}

/// <summary>A chunk.</summary>
/// <param name="Name">Its four letters; <c>chunk</c> where they are none, <c>rest</c> for what follows the last.</param>
/// <param name="Offset">Of its content, from the start of the file.</param>
/// <param name="Length">Of its content.</param>
/// <param name="Data">Its content; null where it is too long.</param>
internal sealed record PngFileChunk(string Name, long Offset, long Length, byte[]? Data);
