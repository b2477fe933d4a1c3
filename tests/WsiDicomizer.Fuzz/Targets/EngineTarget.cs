using WsiDicomizer.Deidentification;
using WsiDicomizer.Deidentification.Engine;
using WsiDicomizer.Deidentification.Keys;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Dicom;
using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Seeds;
using WsiDicomizer.Fuzz.Structures;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>Data sets that were read from damaged files go through the one door: UN in disguise, private blocks, texts.</summary>
internal sealed class EngineTarget : FuzzTarget
{
    private readonly Lazy<DeidentificationEngine> _engine = new(() => new DeidentificationEngine(
        ResolvedProfile.Resolve(
            new ProfileCatalog(Path.Combine(SharedSlides.RepositoryRoot, "profiles")).Load("level-iv")),
        new ProjectKey(new byte[32])));

    public override string Name => "deidentification-engine";

    public override IReadOnlyList<string> EntryPoints => ["DeidentificationEngine.Deidentify"];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(DicomException), typeof(DeidentificationException)];

    public override IStructure Structure { get; } = new DicomStructure();

    public override IReadOnlyList<string> Tokens => ["UN", "SQ", "LO", "\\", "^", "="];

    public override IReadOnlyList<string> Secrets => [DicomFiles.PatientName, DicomFiles.PatientID];

    public override double Share => 0.3;

    public override long AllocationLimit(int inputLength) => (16L << 20) + (2048L * inputLength);

    public override IEnumerable<byte[]> CreateSeeds() => DicomFiles.All();

    public override void Run(ReadOnlyMemory<byte> input)
    {
        using var file = DicomFile.Open(WriteFile(input));
        var result = _engine.Value.Deidentify(file.Dataset);
        FuzzPropertyException.Require(
            !result.Dataset.TryGetString(DicomTag.PatientName, out var name)
            || !name.Contains("Quetzal", StringComparison.Ordinal),
            "the patient's name is gone");
    }
}
