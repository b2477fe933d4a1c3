using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using WsiDicomizer.Deidentification.Encryption;
using WsiDicomizer.Deidentification.Tests.Support;

namespace WsiDicomizer.Deidentification.Tests.Encryption;

public sealed class EncryptionFileTests : IDisposable
{
    private readonly TestCertificates _files = new();

    [Fact]
    public void LoadCertificate_Good_HasTheFingerprintOfItsBytes()
    {
        var pem = TestCertificates.Pem(TestCertificates.First);
        using var certificate = X509Certificate2.CreateFromPem(pem);
        var loaded = RecipientCertificate.Load(_files.Write("a.pem", "a line before\n" + pem), TestCertificates.Now);
        Assert.Equal(certificate.GetCertHashString(HashAlgorithmName.SHA256), loaded.Fingerprint, ignoreCase: true);
    }

    [Fact]
    public void LoadCertificate_ShortKey_IsRefused()
    {
        using var key = RSA.Create(1024);
        Refuses("has 1024 bits", TestCertificates.Pem(key));
    }

    [Fact]
    public void LoadCertificate_NoRsaKey_IsRefused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=EC", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(TestCertificates.Now.GetUtcNow(), TestCertificates.Now.GetUtcNow().AddDays(9));
        Refuses("RSA", certificate.ExportCertificatePem());
    }

    [Fact]
    public void LoadCertificate_Expired_IsRefused() => Refuses("valid from", TestCertificates.Pem(TestCertificates.First, days: 30));

    [Fact]
    public void LoadCertificate_ForSignaturesOnly_IsRefused() =>
        Refuses("keyEncipherment", TestCertificates.Pem(TestCertificates.First, usage: X509KeyUsageFlags.DigitalSignature));

    [Fact]
    public void LoadCertificate_WithPrivateKey_IsRefused() => Refuses(
        "private key", TestCertificates.Pem(TestCertificates.First) + TestCertificates.First.ExportPkcs8PrivateKeyPem());

    [Fact]
    public void LoadCertificate_Several_IsRefused() =>
        Refuses("found 2", TestCertificates.Pem(TestCertificates.First) + TestCertificates.Pem(TestCertificates.Second));

    [Theory]
    [InlineData("found 0", "")]
    [InlineData("damaged", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n")]
    public void LoadCertificate_NoCertificate_IsRefused(string expected, string text) => Refuses(expected, text);

    [Fact]
    public void LoadCertificate_NoFile_IsRefused()
    {
        var exception = Assert.Throws<EncryptionFileException>(
            () => RecipientCertificate.Load(Path.Combine(_files.Folder, "none.pem"), TestCertificates.Now));
        Assert.Contains("no such file", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadCertificate_TooLong_IsRefusedByTheLimit()
    {
        var path = _files.Write("long.pem", new string('x', 70_000));
        var exception = Assert.Throws<EncryptionFileException>(() => RecipientCertificate.Load(path, TestCertificates.Now));
        Assert.Contains("MaximumFileBytes", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadKey_EveryForm_IsTheKey()
    {
        var key = TestCertificates.First;
        foreach (var pem in new[] { key.ExportPkcs8PrivateKeyPem(), key.ExportRSAPrivateKeyPem(), TestCertificates.EncryptedPem(key) })
        {
            using var loaded = ReidentificationKey.Load(
                _files.Write("k.key", pem), _files.Write("pass", TestCertificates.Passphrase + "\n"), certificatePath: null);
            Assert.Equal(key.ExportSubjectPublicKeyInfo(), loaded.Key.ExportSubjectPublicKeyInfo());
        }
    }

    [Fact]
    public void LoadKey_WrongPassphrase_IsRefusedWithoutIt()
    {
        var path = _files.Write("k.key", TestCertificates.EncryptedPem(TestCertificates.First));
        var exception = Assert.Throws<EncryptionFileException>(
            () => ReidentificationKey.Load(path, _files.Write("pass", "guessed wrong"), certificatePath: null));
        Assert.Contains("passphrase is wrong", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("guessed", exception.Message, StringComparison.Ordinal);
        exception = Assert.Throws<EncryptionFileException>(() => ReidentificationKey.Load(path, passphrasePath: null, certificatePath: null));
        Assert.Contains("give a file with its passphrase", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadKey_AnothersCertificate_IsRefused()
    {
        var path = _files.Write("k.key", TestCertificates.First.ExportPkcs8PrivateKeyPem());
        var exception = Assert.Throws<EncryptionFileException>(() => ReidentificationKey.Load(
            path, passphrasePath: null, _files.Write("c.pem", TestCertificates.Pem(TestCertificates.Second))));
        Assert.Contains("not that of the private key", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("found 0", "no key")]
    [InlineData("damaged", "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n")]
    public void LoadKey_NoKey_IsRefused(string expected, string text)
    {
        var exception = Assert.Throws<EncryptionFileException>(
            () => ReidentificationKey.Load(_files.Write("k.key", text), passphrasePath: null, certificatePath: null));
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadKey_ReadableByOthers_SaysSo()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var path = _files.Write("k.key", TestCertificates.First.ExportPkcs8PrivateKeyPem());
        foreach (var (mode, expected) in new[] { (UnixFileMode.UserRead, false), (UnixFileMode.UserRead | UnixFileMode.OtherRead, true) })
        {
            File.SetUnixFileMode(path, mode);
            using var key = ReidentificationKey.Load(path, passphrasePath: null, certificatePath: null);
            Assert.Equal(expected, key.IsReadableByOthers);
        }
    }

    public void Dispose() => _files.Dispose();

    private void Refuses(string expected, string pem)
    {
        var exception = Assert.Throws<EncryptionFileException>(
            () => RecipientCertificate.Load(_files.Write("refused.pem", pem), TestCertificates.Now));
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }
}
