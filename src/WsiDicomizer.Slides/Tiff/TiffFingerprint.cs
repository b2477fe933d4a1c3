using System.Buffers.Binary;
using System.Security.Cryptography;

namespace WsiDicomizer.Slides.Tiff;

/// <summary>Digests what makes a TIFF slide this slide, without a pass over its pixels.</summary>
public static class TiffFingerprint
{
    private static readonly TiffTag[] Texts =
    [
        TiffTag.DocumentName, TiffTag.ImageDescription, TiffTag.Make, TiffTag.Model, TiffTag.Software, TiffTag.DateTime,
        TiffTag.Artist, TiffTag.HostComputer, TiffTag.Copyright, TiffTag.Xmp,
    ];

    /// <summary>SHA-256 over the texts, sizes and tables of tile positions and lengths of the pages, in their order.</summary>
    /// <param name="images">The pages' pictures with their tables.</param>
    /// <returns>32 bytes.</returns>
    /// <exception cref="SlideFormatException">A text lies beyond the end of the file.</exception>
    public static byte[] Compute(IEnumerable<(TiffImage Image, TiffSegmentTable Segments)> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (image, segments) in images)
        {
            AppendNumber(hash, image.Size.Width);
            AppendNumber(hash, image.Size.Height);
            foreach (var tag in Texts)
            {
                Append(hash, image.Directory.ReadBytes(tag));
            }

            var (offsets, lengths) = segments.Stored;
            Append(hash, offsets.Bytes);
            Append(hash, lengths.Bytes);
        }

        return hash.GetHashAndReset();
    }

    // Each part is preceded by its length: no two different slides give the same run of bytes.
    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> bytes)
    {
        AppendNumber(hash, bytes.Length);
        hash.AppendData(bytes);
    }

    private static void AppendNumber(IncrementalHash hash, int number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
