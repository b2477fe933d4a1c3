using WsiDicomizer.Conversion;
using WsiDicomizer.Conversion.Instances;
using WsiDicomizer.Deidentification;
using WsiDicomizer.Deidentification.Keys;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Dicom;
using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Seeds;
using WsiDicomizer.Fuzz.Structures;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>Any bytes as an input of <c>deidentify</c>: refused with a reason, or out as a file without a fault.</summary>
internal class InstanceTarget : FuzzTarget
{
    private readonly Lazy<InstanceDeidentifier> _deidentifier;

    public InstanceTarget() => _deidentifier = new Lazy<InstanceDeidentifier>(() => new InstanceDeidentifier(CreateOptions()));

    public override string Name => "instance";

    public override IReadOnlyList<string> EntryPoints => ["InstanceDeidentifier.Run"];

    public override IReadOnlyList<Type> AllowedExceptions =>
        [typeof(DicomException), typeof(DeidentificationException), typeof(ConversionException)];

    public override IStructure Structure { get; } = new SeveralStructures(new DicomStructure(), new JpegStructure());

    public override IReadOnlyList<string> Tokens =>
        ["DICM", "UN", "SQ", "OB", "\\", "VOLUME", "LABEL", "1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.5"];

    public override IReadOnlyList<string> Secrets => [DicomFiles.PatientName, DicomFiles.PatientID];

    // Folders are made and removed for each input.
    public override double Share => 0.1;

    public override long AllocationLimit(int inputLength) => (64L << 20) + (4096L * inputLength);

    public override IEnumerable<byte[]> CreateSeeds() => DicomFiles.All().Concat(DicomSlides.All());

    protected virtual InstanceDeidentificationOptions CreateOptions() => new()
    {
        Profile = ResolvedProfile.Resolve(
            new ProfileCatalog(Path.Combine(SharedSlides.RepositoryRoot, "profiles")).Load("level-iv")),
        Key = new ProjectKey(new byte[ProjectKey.LengthBytes]),
        Workers = 1,
    };

    public override void Run(ReadOnlyMemory<byte> input)
    {
        var path = WriteFile(input);
        var output = Path.Combine(Path.GetDirectoryName(path)!, "out");
        Directory.CreateDirectory(output);
        try
        {
            Check(_deidentifier.Value.Run([new InstanceSource(path, IsExplicit: true)], output, onResult: null, CancellationToken.None), output);
        }
        finally
        {
            Directory.Delete(output, recursive: true);
        }
    }

    private static void Check(InstancesSummary summary, string output)
    {
        var result = summary.Results[0];
        FuzzPropertyException.Require(
            result.Status is InstanceStatus.Delivered == result.OutputPath.Length > 0, "a file exactly where one was delivered");
        if (result.Failure is { } failure)
        {
            FuzzPropertyException.Require(!Directory.EnumerateFileSystemEntries(output).Any(), "nothing of an input that failed");
            throw failure;
        }

        if (result.Status == InstanceStatus.Delivered)
        {
            using var file = DicomFile.Open(Path.Combine(output, result.OutputPath));
            FuzzPropertyException.Require(
                !file.Dataset.Contains(DicomTag.DataSetTrailingPadding) && file.Dataset.First().Tag.Group > 4, "no stray groups");
        }
    }
}
