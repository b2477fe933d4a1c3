using System.Text;
using WsiDicomizer.Conversion.Inventories;
using WsiDicomizer.Deidentification;
using WsiDicomizer.Deidentification.Keys;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Dicom;
using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Seeds;
using WsiDicomizer.Fuzz.Structures;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>Inventories: of damaged DICOM files, without a value of theirs; and saved ones that were damaged.</summary>
internal sealed class InventoryTarget : FuzzTarget
{
    private readonly Lazy<ResolvedProfile> _profile = new(() => ResolvedProfile.Resolve(
        new ProfileCatalog(Path.Combine(SharedSlides.RepositoryRoot, "profiles")).Load("level-iv")));

    public override string Name => "inventory";

    public override IReadOnlyList<string> EntryPoints => ["InventoryBuilder.Add", "InventoryJson.Load"];

    public override IReadOnlyList<Type> AllowedExceptions =>
        [typeof(DicomException), typeof(DeidentificationException), typeof(InventoryException)];

    public override IStructure Structure { get; } = new DicomStructure();

    public override IReadOnlyList<string> Tokens => ["UN", "SQ", "{", "]", "\"", "null", "1e999", "\\uD800", "entries", "VendorKey"];

    public override IReadOnlyList<string> Secrets => [DicomFiles.PatientName, DicomFiles.PatientID];

    public override double Share => 0.3;

    public override long AllocationLimit(int inputLength) => (16L << 20) + (2048L * inputLength);

    public override IEnumerable<byte[]> CreateSeeds() => [.. DicomFiles.All(), Saved()];

    public override void Run(ReadOnlyMemory<byte> input)
    {
        var path = WriteFile(input);
        if (input.Span.StartsWith("{"u8))
        {
            var saved = InventoryJson.Load(path);
            FuzzPropertyException.Require(saved.NewSince(saved).Groups.Count == 0, "nothing is newer than itself");
            return;
        }

        using var file = DicomFile.Open(path);
        var builder = NewBuilder();
        builder.Add(file);
        using var stream = new MemoryStream();
        InventoryJson.Write(stream, builder.Build());
        FuzzPropertyException.Require(
            !Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length).Contains(DicomFiles.PatientID, StringComparison.Ordinal),
            "no value in an inventory");
    }

    private InventoryBuilder NewBuilder() => new(_profile.Value, new ProjectKey(new byte[ProjectKey.LengthBytes]), showsValues: false);

    private byte[] Saved()
    {
        using var file = DicomFile.Open(WriteFile(DicomFiles.All().First()));
        var builder = NewBuilder();
        builder.Add(file);
        using var stream = new MemoryStream();
        InventoryJson.Write(stream, builder.Build());
        return stream.ToArray();
    }
}
