using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace WsiDicomizer.Deidentification.Encryption;

/// <summary>Enveloped-data of the Cryptographic Message Syntax (RFC 5652), as PS3.3 C.12.1.1.4.2 and PS3.15 E.1.1 use it.</summary>
internal static class EnvelopedContent
{
    // AES-256 in CBC (RFC 3565 4.1).
    private const string ContentEncryption = "2.16.840.1.101.3.4.1.42";

    /// <summary>Encrypts bytes for certificates; each of their keys opens it.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="recipients">At least one.</param>
    /// <returns>DER, with a zero where the length would be odd.</returns>
    public static byte[] Seal(ReadOnlyMemory<byte> content, IReadOnlyList<RecipientCertificate> recipients)
    {
        var collection = new CmsRecipientCollection();
        foreach (var recipient in recipients)
        {
            // By the identifier of its key: issuer and serial number would name the institution.
            collection.Add(new CmsRecipient(
                SubjectIdentifierType.SubjectKeyIdentifier, recipient.Certificate, RSAEncryptionPadding.OaepSHA256));
        }

        var envelope = new EnvelopedCms(new ContentInfo(content.ToArray()), new AlgorithmIdentifier(new Oid(ContentEncryption)));
        envelope.Encrypt(collection);
        var encoded = envelope.Encode();
        return (encoded.Length & 1) == 0 ? encoded : [.. encoded, 0];
    }

    /// <summary>Decrypts what was encrypted for a key.</summary>
    /// <param name="encoded">What <see cref="Seal"/> gave, of unknown origin.</param>
    /// <param name="key">The private key.</param>
    /// <param name="limits">How many recipients it may have.</param>
    /// <returns>What every recipient's entry gives that the key opens; wrong keys may give something too, which is no content.</returns>
    /// <exception cref="ReidentificationException">It is no enveloped-data, or has too many recipients.</exception>
    public static IEnumerable<byte[]> Open(ReadOnlyMemory<byte> encoded, ReidentificationKey key, EncryptionLimits limits)
    {
        var count = Decode(encoded).RecipientInfos.Count;
        if (count > limits.MaximumRecipients)
        {
            throw new ReidentificationException(
                $"the encrypted content has more recipients than {nameof(limits.MaximumRecipients)} = {limits.MaximumRecipients}");
        }

        for (var index = 0; index < count; index++)
        {
            // Decrypting replaces the content, so that each try needs its own.
            var envelope = Decode(encoded);
            if (envelope.RecipientInfos[index] is KeyTransRecipientInfo recipient
                && IsMeant(recipient, key.Certificate?.Certificate)
                && TryDecrypt(envelope, recipient, key.Key) is { } content)
            {
                yield return content;
            }
        }
    }

    private static EnvelopedCms Decode(ReadOnlyMemory<byte> encoded)
    {
        var envelope = new EnvelopedCms();
        try
        {
            // Elements have an even length: a zero may follow.
            _ = AsnDecoder.ReadEncodedValue(encoded.Span, AsnEncodingRules.BER, out _, out _, out var length);
            envelope.Decode(encoded.Span[..length]);
            return envelope;
        }
        catch (Exception exception) when (exception is CryptographicException or AsnContentException)
        {
            throw new ReidentificationException("EncryptedContent is damaged: expected CMS enveloped-data (RFC 5652)");
        }
    }

    private static byte[]? TryDecrypt(EnvelopedCms envelope, RecipientInfo recipient, RSA key)
    {
        try
        {
            envelope.Decrypt(recipient, key);
            return envelope.ContentInfo.Content;
        }
        catch (CryptographicException)
        {
            // Another's entry, or a damaged one: what none opens is told of by the caller.
            return null;
        }
    }

    private static bool IsMeant(KeyTransRecipientInfo recipient, X509Certificate2? certificate) =>
        certificate is null || recipient.RecipientIdentifier.MatchesCertificate(certificate);
}
