using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace WsiDicomizer.Slides.Formats.Dicom;

/// <summary>What makes a slide this slide: the UIDs of its instances and the lengths of all frames; no pixels.</summary>
internal static class DicomFingerprint
{
    /// <summary>SHA-256, 32 bytes; the same in whatever files and order the instances are.</summary>
    /// <param name="images">All pictures with their frames.</param>
    public static byte[] Compute(IEnumerable<(DicomImage Image, DicomTileTable Tiles)> images)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[sizeof(long)];
        foreach (var (image, tiles) in images.OrderBy(pair => pair.Image.First.SOPInstanceUID, StringComparer.Ordinal))
        {
            foreach (var part in image.Parts)
            {
                var text = $"{part.SOPInstanceUID}\n{part.SeriesInstanceUID}\n{part.TransferSyntax.UID.UID}\n{part.Size}\n{part.FrameSize}\n";
                hash.AppendData(Encoding.UTF8.GetBytes(text));
            }

            for (var tile = 0; tile < tiles.Count; tile++)
            {
                BinaryPrimitives.WriteInt64LittleEndian(number, tiles.GetRange(tile).Length);
                hash.AppendData(number);
            }
        }

        return hash.GetHashAndReset();
    }
}
