using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WsiDicomizer.Deidentification.Encryption;

/// <summary>The certificate of somebody who may have the originals back. Immutable and thread-safe.</summary>
/// <remarks>
/// Whose it is, is not checked: who names the file vouches for it. Source: PS3.15 E.1.1 (RSA key transport), RFC 5280.
/// </remarks>
public sealed class RecipientCertificate
{
    private const int MinimumKeyBits = 2048;
    private const string Label = "CERTIFICATE";

    private RecipientCertificate(X509Certificate2 certificate)
    {
        Certificate = certificate;
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(certificate.RawDataMemory.Span));
    }

    /// <summary>The SHA-256 of the certificate, in hexadecimal, as <c>openssl x509 -fingerprint -sha256</c> shows it.</summary>
    public string Fingerprint { get; }

    /// <summary>The certificate.</summary>
    internal X509Certificate2 Certificate { get; }

    /// <summary>Reads a PEM file with one certificate.</summary>
    /// <param name="path">The file.</param>
    /// <param name="time">Tells whether the certificate is valid now.</param>
    /// <param name="limits">What the file may ask for; null for the defaults.</param>
    /// <exception cref="EncryptionFileException">
    /// It cannot be read, holds no or several certificates or a private key, or the certificate may not or should not be used:
    /// no RSA key, one that is too short, out of its time, or not for encryption.
    /// </exception>
    public static RecipientCertificate Load(string path, TimeProvider time, EncryptionLimits? limits = null)
    {
        var certificate = Read(path, limits ?? EncryptionLimits.Default);
        try
        {
            RequireUsable(certificate, path, time.GetUtcNow().UtcDateTime, limits ?? EncryptionLimits.Default);
            var result = new RecipientCertificate(certificate);

            // The parts of a certificate are read when they are used: better now than at the first instance.
            EnvelopedContent.Seal(ReadOnlyMemory<byte>.Empty, [result]);
            return result;
        }
        catch (CryptographicException)
        {
            throw Damaged(path);
        }
    }

    /// <summary>Reads a certificate whose key is at hand, to know what was encrypted for it; it may have expired since.</summary>
    /// <exception cref="EncryptionFileException">It cannot be read, or is no certificate of an RSA key.</exception>
    internal static RecipientCertificate LoadOfKey(string path, EncryptionLimits limits)
    {
        var certificate = Read(path, limits, mayHoldKey: true);
        try
        {
            using var key = certificate.GetRSAPublicKey();
            return key is null ? throw NoRsaKey(path) : new RecipientCertificate(certificate);
        }
        catch (CryptographicException)
        {
            throw Damaged(path);
        }
    }

    private static X509Certificate2 Read(string path, EncryptionLimits limits, bool mayHoldKey = false)
    {
        var blocks = PemFile.Read(path, limits);

        // Where the files of originals are made, the key that opens them has no business.
        if (!mayHoldKey && blocks.Any(block => block.Label.EndsWith("PRIVATE KEY", StringComparison.Ordinal)))
        {
            throw new EncryptionFileException(
                "the file holds a private key: expected the certificate alone; the key stays with its owner", path);
        }

        var certificates = blocks.Where(block => block.Label == Label).ToList();
        if (certificates.Count != 1)
        {
            throw new EncryptionFileException(
                $"expected one PEM block '{Label}', found {certificates.Count}; give several recipients as several files", path);
        }

        try
        {
            return X509Certificate2.CreateFromPem(certificates[0].Text);
        }
        catch (CryptographicException)
        {
            throw Damaged(path);
        }
    }

    private static void RequireUsable(X509Certificate2 certificate, string path, DateTime now, EncryptionLimits limits)
    {
        // What is encrypted today has to be trusted for years: a certificate that has ended may have been given up.
        if (now < certificate.NotBefore.ToUniversalTime() || now > certificate.NotAfter.ToUniversalTime())
        {
            throw new EncryptionFileException(
                $"the certificate is valid from {certificate.NotBefore.ToUniversalTime():yyyy-MM-dd} to "
                + $"{certificate.NotAfter.ToUniversalTime():yyyy-MM-dd} only: ask its owner for one that is valid now",
                path);
        }

        using var key = certificate.GetRSAPublicKey() ?? throw NoRsaKey(path);
        if (key.KeySize < MinimumKeyBits || key.KeySize > limits.MaximumKeyBits)
        {
            throw new EncryptionFileException(
                $"the certificate's key has {key.KeySize} bits: expected {MinimumKeyBits} to {limits.MaximumKeyBits}", path);
        }

        if (certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault() is { } usage
            && !usage.KeyUsages.HasFlag(X509KeyUsageFlags.KeyEncipherment))
        {
            throw new EncryptionFileException(
                "the certificate's key usage does not allow keyEncipherment (RFC 5280 4.2.1.3): ask its owner for one for encryption",
                path);
        }
    }

    private static EncryptionFileException Damaged(string path) => new("the certificate is damaged", path);

    private static EncryptionFileException NoRsaKey(string path) =>
        new("expected a certificate of an RSA key, which is what PS3.15 E.1.1 wants keys to be transported with", path);
}
