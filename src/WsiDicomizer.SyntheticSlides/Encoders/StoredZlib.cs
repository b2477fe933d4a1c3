using System.Buffers.Binary;
using WsiDicomizer.Imaging.Deflate;

namespace WsiDicomizer.SyntheticSlides.Encoders;

/// <summary>Makes zlib streams of blocks that are not compressed (RFC 1950, RFC 1951 section 3.2.4).</summary>
/// <remarks>What a compressing library writes differs from version to version; synthetic slides must not.</remarks>
internal static class StoredZlib
{
    private const int MaxBlock = ushort.MaxValue;

    /// <summary>Encodes bytes.</summary>
    public static byte[] Encode(ReadOnlySpan<byte> bytes)
    {
        // 0x7801: deflate with a window of 32 KiB, fastest; divisible by 31.
        var stream = new List<byte>(bytes.Length + 64) { 0x78, 0x01 };
        var checksum = Adler32.Continue(Adler32.Start, bytes);
        do
        {
            var length = Math.Min(MaxBlock, bytes.Length);
            stream.AddRange([(byte)(length == bytes.Length ? 1 : 0), (byte)length, (byte)(length >> 8), (byte)~length, (byte)(~length >> 8)]);
            stream.AddRange(bytes[..length]);
            bytes = bytes[length..];
        }
        while (!bytes.IsEmpty);

        Span<byte> end = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(end, checksum);
        stream.AddRange(end);
        return [.. stream];
    }
}
