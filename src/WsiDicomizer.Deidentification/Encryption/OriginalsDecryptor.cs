using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Encryption;

/// <summary>Puts originals back that <see cref="OriginalsEncryptor"/> kept.</summary>
/// <remarks>
/// One thread at a time. What is put back was whole when it was decrypted, or nothing is; who wrote it is not shown: anybody
/// can encrypt for a certificate. Items of other programs are not opened, since nothing shows whether they are whole.
/// </remarks>
public sealed class OriginalsDecryptor
{
    private readonly ReidentificationKey _key;
    private readonly EncryptionLimits _limits;

    /// <summary>Creates the decryptor.</summary>
    /// <param name="key">The private key; its owner disposes it.</param>
    /// <param name="limits">What a hostile instance may ask for; null for the defaults.</param>
    public OriginalsDecryptor(ReidentificationKey key, EncryptionLimits? limits = null)
    {
        _key = key;
        _limits = limits ?? EncryptionLimits.Default;
    }

    /// <summary>The data set as it was before de-identification.</summary>
    /// <param name="deidentified">The data set; it stays as it is. Values that were not changed, pixel data among them, are shared.</param>
    /// <exception cref="ReidentificationException">
    /// It has no originals, none that the key opens, or what was decrypted is damaged or belongs to another instance.
    /// </exception>
    /// <exception cref="DicomException">A value of the sequence cannot be read.</exception>
    public DicomDataset Restore(DicomDataset deidentified)
    {
        if (!deidentified.TryGetSequence(DicomTag.EncryptedAttributesSequence, out var sequence) || sequence.Items.Count == 0)
        {
            throw new ReidentificationException("the instance has no EncryptedAttributesSequence: no originals were kept in it");
        }

        if (sequence.Items.Count > _limits.MaximumItems)
        {
            throw new ReidentificationException(
                $"EncryptedAttributesSequence has more items than {nameof(_limits.MaximumItems)} = {_limits.MaximumItems}");
        }

        deidentified.TryGetString(DicomTag.SOPInstanceUID, out var instance);
        ReidentificationException? problem = null;
        for (var index = 0; index < sequence.Items.Count; index++)
        {
            if (TryOpen(sequence.Items[index], ref problem) is { } content)
            {
                return content.Decode(instance ?? string.Empty, _limits).RestoreTo(Without(deidentified, sequence, index));
            }
        }

        throw problem ?? new ReidentificationException(
            "the private key opens none of the encrypted originals: they are for another key, or not whole, or not of this program");
    }

    // One item that is damaged, or another program's, must not hide another that is whole.
    private OriginalsContent? TryOpen(DicomDataset item, ref ReidentificationException? problem)
    {
        try
        {
            return Open(item);
        }
        catch (ReidentificationException exception)
        {
            problem ??= exception;
            return null;
        }
    }

    private OriginalsContent? Open(DicomDataset item)
    {
        var uid = item.GetSingleValueOrDefault(DicomTag.EncryptedContentTransferSyntaxUID, string.Empty);
        if (DicomTransferSyntax.Lookup(uid) is not { IsExplicitVR: true, IsBigEndian: false, IsDeflated: false } syntax
            || !item.TryGetDicomItem<DicomBytesElement>(DicomTag.EncryptedContent, out var element))
        {
            throw new ReidentificationException(
                "an item of EncryptedAttributesSequence is damaged: expected EncryptedContent in explicit VR little endian");
        }

        // The envelope adds what each recipient's key takes, and a few headers.
        if (element.Source.Length > (2L * _limits.MaximumContentBytes))
        {
            throw new ReidentificationException(
                $"EncryptedContent is longer than twice {nameof(_limits.MaximumContentBytes)} = {_limits.MaximumContentBytes}");
        }

        return EnvelopedContent.Open(element.ToArray(), _key, _limits)
            .Select(bytes => new OriginalsContent(syntax, bytes))
            .FirstOrDefault(content => content.IsWhole());
    }

    private static DicomDataset Without(DicomDataset deidentified, DicomSequence sequence, int index)
    {
        var others = sequence.Items.Where((_, other) => other != index).ToArray();
        return others.Length == 0
            ? new DicomDataset(deidentified).Remove(DicomTag.EncryptedAttributesSequence)
            : new DicomDataset(deidentified).AddOrUpdate(new DicomSequence(DicomTag.EncryptedAttributesSequence, others));
    }
}
