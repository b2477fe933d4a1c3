using System.Text;
using WsiDicomizer.Deidentification;
using WsiDicomizer.Deidentification.Encryption;
using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Seeds;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>PEM files of certificates and private keys.</summary>
internal sealed class EncryptionFileTarget : FuzzTarget
{
    public override string Name => "encryption-file";

    public override IReadOnlyList<string> EntryPoints => ["RecipientCertificate.Load", "ReidentificationKey.Load"];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(DeidentificationException)];

    public override IReadOnlyList<string> Tokens =>
    [
        "-----BEGIN CERTIFICATE-----\n", "-----END CERTIFICATE-----\n", "-----BEGIN PRIVATE KEY-----\n", "-----END PRIVATE KEY-----\n",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\n", "\r\n", "====",
    ];

    public override IReadOnlyList<string> Secrets => ["Quetzal", EnvelopeKey.Private[40..80]];

    public override double Share => 0.3;

    public override IEnumerable<byte[]> CreateSeeds() =>
        [Encoding.ASCII.GetBytes(EnvelopeKey.Certificate), Encoding.ASCII.GetBytes(EnvelopeKey.Private)];

    public override void Run(ReadOnlyMemory<byte> input)
    {
        var path = WriteFile(input);
        if (input.Span.IndexOf("PRIVATE"u8) >= 0)
        {
            using var key = ReidentificationKey.Load(path, passphrasePath: path, certificatePath: null);
            return;
        }

        var recipient = RecipientCertificate.Load(path, TimeProvider.System);
        FuzzPropertyException.Require(recipient.Fingerprint.Length == 64, "a certificate with a fingerprint");
    }
}
