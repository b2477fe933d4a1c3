using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WsiDicomizer.Deidentification.Encryption;

/// <summary>The private key that opens encrypted originals. One thread at a time.</summary>
public sealed class ReidentificationKey : IDisposable
{
    private const string Encrypted = "ENCRYPTED PRIVATE KEY";
    private static readonly string[] Labels = ["PRIVATE KEY", "RSA PRIVATE KEY", Encrypted];

    private ReidentificationKey(RSA key, RecipientCertificate? certificate, bool isReadableByOthers)
    {
        Key = key;
        Certificate = certificate;
        IsReadableByOthers = isReadableByOthers;
    }

    /// <summary>Whether the group or others may read the key file, and it is not protected by a passphrase.</summary>
    public bool IsReadableByOthers { get; }

    /// <summary>The key.</summary>
    internal RSA Key { get; }

    /// <summary>The key's certificate, where one was given: then only what is encrypted for it is tried.</summary>
    internal RecipientCertificate? Certificate { get; }

    /// <summary>Reads a private key: PKCS #8, plain or encrypted, or PKCS #1, as PEM.</summary>
    /// <param name="path">The file.</param>
    /// <param name="passphrasePath">A file whose first line is the passphrase; null where the key needs none.</param>
    /// <param name="certificatePath">The PEM file of the key's certificate; null to try every recipient.</param>
    /// <param name="limits">What the files may ask for; null for the defaults.</param>
    /// <exception cref="EncryptionFileException">A file cannot be read or is not what was expected.</exception>
    public static ReidentificationKey Load(
        string path, string? passphrasePath, string? certificatePath, EncryptionLimits? limits = null)
    {
        limits ??= EncryptionLimits.Default;
        var blocks = PemFile.Read(path, limits).Where(block => Labels.Contains(block.Label, StringComparer.Ordinal)).ToList();
        if (blocks.Count != 1)
        {
            throw new EncryptionFileException(
                $"expected one private RSA key in PEM, found {blocks.Count}; 'openssl pkcs8 -topk8' brings keys in older forms into one "
                + "that is read",
                path);
        }

        var isEncrypted = blocks[0].Label == Encrypted;
        if (isEncrypted && passphrasePath is null)
        {
            throw new EncryptionFileException("the private key is encrypted: give a file with its passphrase", path);
        }

        var key = RSA.Create();
        try
        {
            Import(key, blocks[0], isEncrypted ? FirstLine(passphrasePath!, limits) : null, path);
            var certificate = certificatePath is null ? null : RecipientCertificate.LoadOfKey(certificatePath, limits);
            RequireMatch(key, certificate, certificatePath);
            var result = new ReidentificationKey(key, certificate, !isEncrypted && PemFile.IsReadableByOthers(path));
            key = null;
            return result;
        }
        finally
        {
            key?.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Key.Dispose();

    private static void Import(RSA key, PemFile.Block block, string? passphrase, string path)
    {
        try
        {
            if (passphrase is null)
            {
                key.ImportFromPem(block.Text);
            }
            else
            {
                key.ImportFromEncryptedPem(block.Text, passphrase);
            }
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw new EncryptionFileException(
                passphrase is null
                    ? "the private key is damaged, or no RSA key"
                    : "the private key cannot be decrypted: the passphrase is wrong, or it is damaged or no RSA key",
                path);
        }
    }

    private static string FirstLine(string path, EncryptionLimits limits)
    {
        var text = PemFile.ReadText(path, limits);
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        return end < 0 ? text : text[..end];
    }

    private static void RequireMatch(RSA key, RecipientCertificate? certificate, string? path)
    {
        using var certified = certificate?.Certificate.GetRSAPublicKey();
        if (certified is not null
            && !certified.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key.ExportSubjectPublicKeyInfo()))
        {
            throw new EncryptionFileException("the certificate is not that of the private key", path!);
        }
    }
}
