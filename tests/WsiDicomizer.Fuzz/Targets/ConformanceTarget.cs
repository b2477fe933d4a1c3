using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Seeds;
using WsiDicomizer.Fuzz.Structures;
using WsiDicomizer.Verification.Conformance;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>The conformance rules over damaged instances: findings, and never an exception.</summary>
internal sealed class ConformanceTarget : FuzzTarget
{
    public override string Name => "conformance";

    public override IReadOnlyList<string> EntryPoints => ["ConformanceChecker.Check"];

    public override IStructure Structure { get; } = new SeveralStructures(new DicomStructure(), new JpegStructure());

    public override double Share => 0.2;

    public override long AllocationLimit(int inputLength) => (32L << 20) + (2048L * inputLength);

    public override IEnumerable<byte[]> CreateSeeds() => DicomFiles.All();

    public override void Run(ReadOnlyMemory<byte> input)
    {
        foreach (var finding in ConformanceChecker.Check(WriteFile(input)))
        {
            var isSilent = !finding.ToString().Contains(DicomFiles.PatientName, StringComparison.OrdinalIgnoreCase)
                && !finding.ToString().Contains(DicomFiles.PatientID, StringComparison.OrdinalIgnoreCase);
            FuzzPropertyException.Require(isSilent, "no value in a finding");
        }
    }
}
