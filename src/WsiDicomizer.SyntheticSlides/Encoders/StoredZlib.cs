using System.Buffers.Binary;
using WsiDicomizer.Imaging.Deflate;

namespace WsiDicomizer.SyntheticSlides.Encoders;

/// <summary>Makes a zlib stream of blocks that are not compressed, piece by piece (RFC 1950, RFC 1951 section 3.2.4).</summary>
/// <remarks>What a compressing library writes differs from version to version; synthetic slides must not.</remarks>
internal sealed class StoredZlib
{
    private const int MaxBlock = ushort.MaxValue;

    private uint _checksum = Adler32.Start;
    private bool _isBegun;

    /// <summary>Encodes bytes as a whole stream.</summary>
    public static byte[] Encode(ReadOnlySpan<byte> bytes) => new StoredZlib().Add(bytes, isLast: true);

    /// <summary>Encodes the next bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="isLast">Whether the stream ends with them.</param>
    public byte[] Add(ReadOnlySpan<byte> bytes, bool isLast)
    {
        var stream = new List<byte>(bytes.Length + 64);
        if (!_isBegun)
        {
            // 0x7801: deflate with a window of 32 KiB, fastest; divisible by 31.
            stream.AddRange([0x78, 0x01]);
            _isBegun = true;
        }

        _checksum = Adler32.Continue(_checksum, bytes);
        do
        {
            var length = Math.Min(MaxBlock, bytes.Length);
            var isEnd = isLast && length == bytes.Length;
            stream.AddRange([(byte)(isEnd ? 1 : 0), (byte)length, (byte)(length >> 8), (byte)~length, (byte)(~length >> 8)]);
            stream.AddRange(bytes[..length]);
            bytes = bytes[length..];
        }
        while (!bytes.IsEmpty);

        if (isLast)
        {
            Span<byte> end = stackalloc byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(end, _checksum);
            stream.AddRange(end);
        }

        return [.. stream];
    }
}
