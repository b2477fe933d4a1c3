using System.Buffers.Binary;

namespace WsiDicomizer.Imaging.Deflate;

/// <summary>What zlib puts around deflate data (RFC 1950, section 2.2).</summary>
internal static class ZlibFrame
{
    /// <summary>Adds header and checksum.</summary>
    /// <param name="deflated">The deflate data.</param>
    /// <param name="checksum">Of what it decodes to, by <see cref="Adler32"/>.</param>
    public static byte[] Wrap(ReadOnlySpan<byte> deflated, uint checksum)
    {
        // 78DA: deflate with a window of 32 KiB, slowest algorithm; divisible by 31.
        byte[] bytes = [0x78, 0xDA, .. deflated, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(bytes.Length - 4), checksum);
        return bytes;
    }
}
