using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using WsiDicomizer.Deidentification.Encryption;

namespace WsiDicomizer.Deidentification.Tests.Support;

/// <summary>Keys and certificates of a test, as PEM files in a folder of their own.</summary>
internal sealed class TestCertificates : IDisposable
{
    public const string Passphrase = "correct horse";

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // Making keys takes time; which key it is does not matter to most tests.
    private static readonly Lazy<RSA> FirstKey = new(() => RSA.Create(2048));
    private static readonly Lazy<RSA> SecondKey = new(() => RSA.Create(2048));

    public TestCertificates() => Folder = Directory.CreateTempSubdirectory("wsidicomizer-pem-").FullName;

    public static RSA First => FirstKey.Value;

    public static RSA Second => SecondKey.Value;

    /// <summary>A time at which the certificates are valid.</summary>
    public static TimeProvider Now { get; } = new FixedTime(Start.AddMonths(6));

    public string Folder { get; }

    public static string Pem(RSA key, int days = 3650, X509KeyUsageFlags? usage = null)
    {
        var request = new CertificateRequest("CN=Example Hospital", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        if (usage is { } flags)
        {
            request.CertificateExtensions.Add(new X509KeyUsageExtension(flags, critical: true));
        }

        using var certificate = request.CreateSelfSigned(Start, Start.AddDays(days));
        return certificate.ExportCertificatePem() + "\n";
    }

    public static string EncryptedPem(RSA key) => key.ExportEncryptedPkcs8PrivateKeyPem(
        Passphrase, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));

    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    public RecipientCertificate Recipient(RSA key) => RecipientCertificate.Load(Write($"{Guid.NewGuid():N}.pem", Pem(key)), Now);

    public ReidentificationKey PrivateKey(RSA key) =>
        ReidentificationKey.Load(Write($"{Guid.NewGuid():N}.key", key.ExportPkcs8PrivateKeyPem()), passphrasePath: null, certificatePath: null);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
