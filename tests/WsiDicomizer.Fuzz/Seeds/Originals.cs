using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using WsiDicomizer.Deidentification.Encryption;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Fuzz.Seeds;

/// <summary>Encrypted originals, and what it takes to make and open them.</summary>
internal sealed class Originals : IDisposable
{
    public const string Instance = "2.25.42";

    // The element that ends the content: (0409,10FF), OB, 32 bytes.
    private static readonly byte[] DigestHeader = [0x09, 0x04, 0xFF, 0x10, (byte)'O', (byte)'B', 0, 0, 32, 0, 0, 0];

    private readonly X509Certificate2 _certificate = X509Certificate2.CreateFromPem(EnvelopeKey.Certificate);
    private readonly RSA _key = RSA.Create();
    private readonly ScratchFile _file = new();

    public Originals() => _key.ImportFromPem(EnvelopeKey.Private);

    public RecipientCertificate Recipient() => RecipientCertificate.Load(
        _file.Write(System.Text.Encoding.ASCII.GetBytes(EnvelopeKey.Certificate)), TimeProvider.System);

    public ReidentificationKey Key() => ReidentificationKey.Load(
        _file.Write(System.Text.Encoding.ASCII.GetBytes(EnvelopeKey.Private)), passphrasePath: null, certificatePath: null);

    /// <summary>A de-identified instance with some encrypted content.</summary>
    public static DicomDataset Around(byte[] encrypted) => new()
    {
        { DicomTag.SOPInstanceUID, Instance },
        { DicomTag.Rows, (ushort)2 },
        new DicomSequence(
            DicomTag.EncryptedAttributesSequence,
            new DicomDataset
            {
                { DicomTag.EncryptedContentTransferSyntaxUID, DicomTransferSyntax.ExplicitVRLittleEndian.UID },
                { DicomTag.EncryptedContent, encrypted },
            }),
    };

    /// <summary>What stands in EncryptedContent.</summary>
    public byte[] Envelope(DicomDataset identified)
    {
        var output = new DicomDataset { { DicomTag.SOPInstanceUID, Instance }, { DicomTag.Rows, (ushort)2 } };
        new OriginalsEncryptor([Recipient()]).Protect(identified, output, DicomTransferSyntax.ExplicitVRLittleEndian);
        return output.GetSequence(DicomTag.EncryptedAttributesSequence).Items[0]
            .GetDicomItem<DicomBytesElement>(DicomTag.EncryptedContent).ToArray();
    }

    /// <summary>What is encrypted, without the digest at its end.</summary>
    public byte[] Content(DicomDataset identified)
    {
        var cms = new EnvelopedCms();
        cms.Decode(Envelope(identified));
        cms.Decrypt(cms.RecipientInfos[0], _key);
        return cms.ContentInfo.Content[..^(DigestHeader.Length + SHA256.HashSizeInBytes)];
    }

    /// <summary>Encrypts any content, with the digest that belongs to it.</summary>
    public byte[] Seal(ReadOnlySpan<byte> content)
    {
        byte[] bytes = [.. content, .. DigestHeader];
        var cms = new EnvelopedCms(new ContentInfo([.. bytes, .. SHA256.HashData(bytes)]));
        cms.Encrypt(new CmsRecipient(_certificate, RSAEncryptionPadding.OaepSHA256));
        return cms.Encode();
    }

    public void Dispose()
    {
        _certificate.Dispose();
        _key.Dispose();
        _file.Dispose();
    }
}
