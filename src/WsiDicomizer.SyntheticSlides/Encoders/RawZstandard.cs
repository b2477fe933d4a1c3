using System.Buffers.Binary;

namespace WsiDicomizer.SyntheticSlides.Encoders;

/// <summary>Frames of Zstandard without compression: valid, and the same with every version of every library.</summary>
/// <remarks>
/// RFC 8878: 3.1.1 the magic number, 3.1.1.1 a header with a single segment and the size of the content in 8 bytes, 3.1.1.2 blocks
/// of at most 128 KiB. A block of one value is stored as such, so that both kinds of block occur.
/// </remarks>
internal static class RawZstandard
{
    private const uint Magic = 0xFD2FB528;

    // Frame_Content_Size_flag 3 and Single_Segment_flag.
    private const byte Descriptor = 0xE0;
    private const int MostBlockBytes = 128 * 1024;
    private const int RawBlock = 0;
    private const int RunBlock = 1;

    /// <summary>Makes a frame.</summary>
    /// <param name="content">Any bytes.</param>
    public static byte[] Encode(ReadOnlySpan<byte> content)
    {
        using var frame = new MemoryStream();
        Span<byte> head = stackalloc byte[13];
        BinaryPrimitives.WriteUInt32LittleEndian(head, Magic);
        head[4] = Descriptor;
        BinaryPrimitives.WriteInt64LittleEndian(head[5..], content.Length);
        frame.Write(head);
        do
        {
            var block = content[..Math.Min(content.Length, MostBlockBytes)];
            content = content[block.Length..];
            var isRun = block.Length > 0 && !block.ContainsAnyExcept(block[0]);
            var header = (block.Length << 3) | ((isRun ? RunBlock : RawBlock) << 1) | (content.IsEmpty ? 1 : 0);
            frame.Write([(byte)header, (byte)(header >> 8), (byte)(header >> 16)]);
            frame.Write(isRun ? block[..1] : block);
        }
        while (!content.IsEmpty);

        return frame.ToArray();
    }
}
