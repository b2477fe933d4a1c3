using System.Security.Cryptography;
using WsiDicomizer.Dicom;
using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Conversion.Instances;

/// <summary>What tells two outputs apart: the bytes of their files, but of encrypted originals what was encrypted.</summary>
/// <remarks>Encryption is random: the same instance twice would else be two, and which is which would be left to chance.</remarks>
internal static class InstanceDigest
{
    /// <summary>The digest of an instance that was written. Cost: its file is read.</summary>
    /// <param name="entry">The instance.</param>
    public static string Of(StagedInstance entry)
    {
        if (entry.Originals.IsEmpty)
        {
            using var stream = File.OpenRead(entry.Path);
            return Convert.ToHexString(SHA256.HashData(stream));
        }

        using var file = DicomFile.Open(entry.Path);
        var sequence = file.Dataset.GetSequence(DicomTag.EncryptedAttributesSequence);
        var rest = new DicomDataset(file.Dataset).AddOrUpdate(new DicomSequence(sequence.Tag, [.. sequence.Items.SkipLast(1)]));
        using var digest = SHA256.Create();
        using (var hashing = new CryptoStream(Stream.Null, digest, CryptoStreamMode.Write))
        {
            hashing.Write(entry.Originals.Span);
            DicomDatasetWriter.Write(hashing, rest, file.FileMetaInfo.TransferSyntax);
        }

        return Convert.ToHexString(digest.Hash!);
    }
}
