using System.Buffers.Binary;
using System.Security.Cryptography;

namespace WsiDicomizer.Slides.Formats.PlainImage;

/// <summary>Digests what makes a JPEG or PNG this image: its length, its beginning and its end.</summary>
internal static class PlainImageDigest
{
    private const int PieceBytes = 64 * 1024;

    /// <summary>SHA-256, 32 bytes.</summary>
    /// <param name="file">The image's file.</param>
    /// <exception cref="SlideFormatException">The file cannot be read any more.</exception>
    public static byte[] Compute(SlideFile file)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, file.Length);
        hash.AppendData(length);
        var piece = new byte[PieceBytes];
        hash.AppendData(piece.AsSpan(0, file.ReadUpTo(0, piece)));
        hash.AppendData(piece.AsSpan(0, file.ReadUpTo(Math.Max(0, file.Length - PieceBytes), piece)));
        return hash.GetHashAndReset();
    }
}
