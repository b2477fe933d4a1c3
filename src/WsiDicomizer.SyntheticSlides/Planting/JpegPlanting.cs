using System.Buffers.Binary;
using System.Text;

namespace WsiDicomizer.SyntheticSlides.Planting;

/// <summary>Puts text into JPEG streams where decoders do not look.</summary>
/// <remarks>Source: ITU-T T.81 B.1.1.4 and B.2.4: a segment is FF, marker, 16-bit length that counts itself.</remarks>
internal static class JpegPlanting
{
    private const byte Comment = 0xFE;
    private const byte App1 = 0xE1;

    /// <summary>A COM segment directly after SOI.</summary>
    /// <param name="jpeg">A stream, whole or abbreviated, that starts with SOI.</param>
    /// <param name="text">Up to 65,533 bytes in UTF-8.</param>
    public static byte[] WithComment(ReadOnlySpan<byte> jpeg, string text) =>
        WithSegment(jpeg, Comment, Encoding.UTF8.GetBytes(text));

    /// <summary>An APP1 segment with a minimal Exif block that holds one ImageDescription, directly after SOI.</summary>
    /// <param name="jpeg">A stream, whole or abbreviated, that starts with SOI.</param>
    /// <param name="text">Up to some 65,000 bytes in UTF-8.</param>
    public static byte[] WithExif(ReadOnlySpan<byte> jpeg, string text)
    {
        // Exif 2.3, 4.5.2: "Exif", two zeros, then a TIFF whose offsets count from its own header.
        var value = Encoding.UTF8.GetBytes(text + "\0\0\0\0");
        Span<byte> entry = stackalloc byte[12];
        BinaryPrimitives.WriteUInt16LittleEndian(entry, 270);
        BinaryPrimitives.WriteUInt16LittleEndian(entry[2..], 2);
        BinaryPrimitives.WriteInt32LittleEndian(entry[4..], value.Length);
        BinaryPrimitives.WriteInt32LittleEndian(entry[8..], 8 + 2 + 12 + 4);
        ReadOnlySpan<byte> header = [(byte)'I', (byte)'I', 42, 0, 8, 0, 0, 0, 1, 0];
        ReadOnlySpan<byte> noNextDirectory = [0, 0, 0, 0];
        return WithSegment(jpeg, App1, [.. "Exif\0\0"u8, .. header, .. entry, .. noNextDirectory, .. value]);
    }

    /// <summary>Bytes after the end of the image, which decoders never reach.</summary>
    /// <param name="jpeg">A stream that ends with EOI.</param>
    /// <param name="text">Any length.</param>
    public static byte[] WithTrailingText(ReadOnlySpan<byte> jpeg, string text) =>
        [.. jpeg, .. Encoding.UTF8.GetBytes(text)];

    private static byte[] WithSegment(ReadOnlySpan<byte> jpeg, byte marker, ReadOnlySpan<byte> payload)
    {
        var length = payload.Length + 2;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, ushort.MaxValue, nameof(payload));
        return
        [
            .. jpeg[..2],
            0xFF, marker, (byte)(length >> 8), (byte)length,
            .. payload,
            .. jpeg[2..],
        ];
    }
}
