using WsiDicomizer.Deidentification;
using WsiDicomizer.Deidentification.Encryption;
using WsiDicomizer.Dicom;
using WsiDicomizer.Dicom.IO;
using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Seeds;
using WsiDicomizer.Fuzz.Structures;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>What somebody who has nothing but the certificate can encrypt: any content, with a right digest.</summary>
internal sealed class OriginalsContentTarget : FuzzTarget
{
    private readonly Originals _originals = new();
    private readonly ReidentificationKey _key;

    public OriginalsContentTarget() => _key = _originals.Key();

    public override string Name => "originals-content";

    public override IReadOnlyList<string> EntryPoints => ["DicomDatasetParser.Parse"];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(DeidentificationException), typeof(DicomException)];

    public override IStructure Structure { get; } = new DicomStructure();

    public override IReadOnlyList<string> Tokens => ["WSIDICOMIZER ORIGINALS 1.0", Originals.Instance, "ISO_IR 192", "AT", "SQ", "UN"];

    public override IReadOnlyList<string> Secrets => [DicomFiles.PatientName, DicomFiles.PatientID];

    // A private key operation each.
    public override double Share => 0.3;

    public override long AllocationLimit(int inputLength) => (16L << 20) + (512L * inputLength);

    public override IEnumerable<byte[]> CreateSeeds() =>
    [
        _originals.Content(DicomFiles.Image(2)),
        _originals.Content([]),
    ];

    public override void Run(ReadOnlyMemory<byte> input)
    {
        var restored = new OriginalsDecryptor(_key).Restore(Originals.Around(_originals.Seal(input.Span)));
        FuzzPropertyException.Require(
            restored.All(item => item.Tag.Group is not (0x0000 or 0x0002 or 0x7FE0 or 0xFFFE)), "attributes of a data set alone");
        DicomDatasetWriter.Write(Stream.Null, restored, explicitVR: true);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _key.Dispose();
        _originals.Dispose();
    }
}
