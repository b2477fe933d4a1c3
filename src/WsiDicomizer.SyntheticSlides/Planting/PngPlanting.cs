using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using WsiDicomizer.Imaging.Png;

namespace WsiDicomizer.SyntheticSlides.Planting;

/// <summary>Puts chunks into PNG streams that decoders pass over.</summary>
/// <remarks>Source: ISO/IEC 15948 (PNG) 5.3 and 11.3.</remarks>
internal static class PngPlanting
{
    // Signature and IHDR.
    private const int HeaderBytes = 33;

    /// <summary>A chunk directly behind the header.</summary>
    /// <param name="png">A stream.</param>
    /// <param name="name">Four letters.</param>
    /// <param name="data">The chunk's content.</param>
    public static byte[] WithChunk(ReadOnlySpan<byte> png, string name, ReadOnlySpan<byte> data)
    {
        byte[] content = [.. Encoding.ASCII.GetBytes(name), .. data];
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(number[4..], PngChecksum.Compute(content));
        return [.. png[..HeaderBytes], .. number[..4], .. content, .. number[4..], .. png[HeaderBytes..]];
    }

    /// <summary>A text with its keyword, as tEXt.</summary>
    /// <param name="png">A stream.</param>
    /// <param name="keyword">ASCII.</param>
    /// <param name="text">The text.</param>
    public static byte[] WithText(ReadOnlySpan<byte> png, string keyword, string text) =>
        WithChunk(png, "tEXt", Encoding.UTF8.GetBytes($"{keyword}\0{text}"));

    /// <summary>A text with its keyword, compressed, as zTXt.</summary>
    /// <param name="png">A stream.</param>
    /// <param name="keyword">ASCII.</param>
    /// <param name="text">The text.</param>
    public static byte[] WithCompressedText(ReadOnlySpan<byte> png, string keyword, string text)
    {
        using var stream = new MemoryStream();
        using (var zlib = new ZLibStream(stream, CompressionLevel.Optimal))
        {
            zlib.Write(Encoding.UTF8.GetBytes(text));
        }

        return WithChunk(png, "zTXt", [.. Encoding.ASCII.GetBytes(keyword), 0, 0, .. stream.ToArray()]);
    }
}
