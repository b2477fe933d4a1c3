using System.Security.Cryptography;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Encryption;

/// <summary>
/// Keeps what de-identification took from a data set, encrypted for the owners of certificates, in its Encrypted Attributes
/// Sequence (PS3.15 E.1.1, PS3.3 C.12.1.1.4.1).
/// </summary>
/// <remarks>
/// Thread-safe. Every output is another: content keys are random, as they have to be. What is not an attribute is not kept:
/// pixel data, comments in codestreams, file meta information, preamble, group lengths, padding.
/// </remarks>
public sealed class OriginalsEncryptor
{
    private readonly IReadOnlyList<RecipientCertificate> _recipients;
    private readonly EncryptionLimits _limits;
    private readonly IReadOnlyList<string> _fingerprints;

    /// <summary>Creates the encryptor.</summary>
    /// <param name="recipients">Whose keys will open the originals; each of them does alone.</param>
    /// <param name="limits">How much may be kept; null for the defaults.</param>
    /// <exception cref="ArgumentException">There is no recipient, or there are too many.</exception>
    public OriginalsEncryptor(IReadOnlyList<RecipientCertificate> recipients, EncryptionLimits? limits = null)
    {
        _limits = limits ?? EncryptionLimits.Default;
        _recipients = [.. recipients.DistinctBy(recipient => recipient.Fingerprint, StringComparer.Ordinal)];
        if (_recipients.Count == 0 || _recipients.Count > _limits.MaximumRecipients)
        {
            throw new ArgumentException(
                $"{_recipients.Count} certificates: expected 1 to {nameof(EncryptionLimits.MaximumRecipients)} = {_limits.MaximumRecipients}",
                nameof(recipients));
        }

        _fingerprints = [.. _recipients.Select(recipient => recipient.Fingerprint).Order(StringComparer.Ordinal)];
    }

    /// <summary>Puts the originals into a de-identified data set. Cost: linear in the elements of both.</summary>
    /// <param name="identified">The original; it stays as it is.</param>
    /// <param name="deidentified">What became of it, as it will be written but for pixel data; it gets one item more.</param>
    /// <param name="syntax">The transfer syntax that it is read and written in, for encapsulated icons.</param>
    /// <returns>What was kept.</returns>
    /// <exception cref="DeidentificationException">The originals are longer than <see cref="EncryptionLimits.MaximumContentBytes"/>.</exception>
    /// <exception cref="DicomException">A value of the original cannot be read or encoded.</exception>
    public EncryptedOriginals Protect(DicomDataset identified, DicomDataset deidentified, DicomTransferSyntax syntax)
    {
        var originals = OriginalAttributes.Between(identified, deidentified);
        identified.TryGetDicomItem<DicomItem>(DicomTag.SpecificCharacterSet, out var characterSet);
        deidentified.TryGetString(DicomTag.SOPInstanceUID, out var instance);
        var content = OriginalsContent.Encode(originals, characterSet, instance ?? string.Empty, syntax, _limits);
        var item = new DicomDataset
        {
            new DicomUniqueIdentifier(DicomTag.EncryptedContentTransferSyntaxUID, content.Syntax.UID.UID),
            new DicomOtherByte(DicomTag.EncryptedContent, EnvelopedContent.Seal(content.Bytes, _recipients)),
        };

        // The sequence of an earlier tool stays only where a rule of the profile says so; ours comes after its items.
        var earlier = deidentified.TryGetSequence(DicomTag.EncryptedAttributesSequence, out var sequence) ? sequence.Items : [];
        deidentified.AddOrUpdate(new DicomSequence(DicomTag.EncryptedAttributesSequence, [.. earlier, item]));
        return new EncryptedOriginals(originals.Taken.Count, _fingerprints) { ContentDigest = SHA256.HashData(content.Bytes.Span) };
    }
}
