using System.IO.Compression;

namespace WsiDicomizer.Imaging.Deflate;

/// <summary>zlib's format (RFC 1950), which TIFF calls deflate; no native library of ours is needed.</summary>
public static class ZlibData
{
    /// <summary>Decompresses a strip or tile.</summary>
    /// <param name="source">Header, deflate data, checksum.</param>
    /// <param name="destination">As large as the data is known to be; what would go beyond is left out.</param>
    /// <returns>The number of bytes written; less than the destination's length where the data ends early.</returns>
    /// <exception cref="CodecException">The data is damaged.</exception>
    public static int Decompress(byte[] source, Span<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(source);
        try
        {
            using var stream = new MemoryStream(source, writable: false);
            using var zlib = new ZLibStream(stream, CompressionMode.Decompress);
            var written = zlib.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false);

            // The checksum is looked at when the end is read.
            _ = zlib.ReadByte();
            return written;
        }
        catch (InvalidDataException exception)
        {
            throw new CodecException(CodecProblem.Damaged, "The deflate data is damaged.", innerException: exception);
        }
    }
}
