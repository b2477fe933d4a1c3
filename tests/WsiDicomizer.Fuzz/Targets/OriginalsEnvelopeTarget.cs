using WsiDicomizer.Deidentification;
using WsiDicomizer.Deidentification.Encryption;
using WsiDicomizer.Dicom;
using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Seeds;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>Encrypted content that was damaged or forged: it is refused, or gives back what was encrypted.</summary>
internal sealed class OriginalsEnvelopeTarget : FuzzTarget
{
    private readonly Originals _originals = new();
    private readonly ReidentificationKey _key;

    public OriginalsEnvelopeTarget() => _key = _originals.Key();

    public override string Name => "originals-envelope";

    public override IReadOnlyList<string> EntryPoints => ["OriginalsDecryptor.Restore"];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(DeidentificationException), typeof(DicomException)];

    public override IReadOnlyList<string> Secrets => [DicomFiles.PatientName, DicomFiles.PatientID];

    // A private key operation each.
    public override double Share => 0.3;

    public override long AllocationLimit(int inputLength) => (16L << 20) + (512L * inputLength);

    public override IEnumerable<byte[]> CreateSeeds() => [_originals.Envelope(DicomFiles.Image(2))];

    public override void Run(ReadOnlyMemory<byte> input)
    {
        var restored = new OriginalsDecryptor(_key).Restore(Originals.Around(input.ToArray()));
        FuzzPropertyException.Require(
            restored.GetString(DicomTag.PatientName) == DicomFiles.PatientName, "what was encrypted, or nothing");
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _key.Dispose();
        _originals.Dispose();
    }
}
