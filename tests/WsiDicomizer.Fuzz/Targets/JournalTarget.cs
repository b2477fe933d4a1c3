using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.InPlace;
using WsiDicomizer.InPlace.Writing;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>Journals of changes in place: whatever lies beside a slide under such a name touches no file but those it may.</summary>
/// <remarks>The digest in the head is made right for every input, or none would be looked into.</remarks>
internal sealed class JournalTarget : FuzzTarget
{
    private const int HeadBytes = 64;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wsidicomizer-fuzz-");

    public override string Name => "journal";

    public override IReadOnlyList<string> EntryPoints => ["InPlaceWriter.Recover"];

    public override IReadOnlyList<Type> AllowedExceptions =>
        [typeof(IOException), typeof(EndOfStreamException), typeof(AnonymizationException)];

    public override IReadOnlyList<string> Tokens => ["slide.svs", "../bystander", "/", "\0", "\u0001"];

    public override double Share => 0.5;

    public override IEnumerable<byte[]> CreateSeeds()
    {
        foreach (var state in new byte[] { 0, 1, 2 })
        {
            using var stream = new MemoryStream();
            using var writer = new BinaryWriter(stream);
            writer.Write("WSIJRNL1"u8);
            writer.Write(state);
            writer.Write(new byte[HeadBytes - 9]);
            writer.Write(1);
            WriteName(writer, "slide.svs"u8);
            WriteName(writer, "new.svs"u8);
            writer.Write(false);
            writer.Write(16L);
            writer.Write(2);
            WritePatch(writer, 0, isFill: false);
            WritePatch(writer, 8, isFill: true);
            yield return stream.ToArray();
        }
    }

    public override void Run(ReadOnlyMemory<byte> input)
    {
        var inner = _folder.CreateSubdirectory("inner");
        var bystander = Path.Combine(_folder.FullName, "bystander");
        File.WriteAllText(bystander, "untouched");
        try
        {
            File.WriteAllBytes(Path.Combine(inner.FullName, "slide.svs"), new byte[16]);
            File.WriteAllBytes(Path.Combine(inner.FullName, ".x.wsidicomizer-journal"), WithHead(input.ToArray()));
            InPlaceWriter.Recover(inner.FullName);
        }
        finally
        {
            inner.Delete(recursive: true);
            FuzzPropertyException.Require(File.ReadAllText(bystander) == "untouched", "files elsewhere are left alone");
        }
    }

    protected override void Dispose(bool disposing)
    {
        _folder.Delete(recursive: true);
        base.Dispose(disposing);
    }

    private static void WriteName(BinaryWriter writer, ReadOnlySpan<byte> name)
    {
        writer.Write((ushort)name.Length);
        writer.Write(name);
    }

    private static void WritePatch(BinaryWriter writer, long offset, bool isFill)
    {
        writer.Write(offset);
        writer.Write(4L);
        writer.Write((byte)0);
        writer.Write(isFill);
        writer.Write(new byte[isFill ? 4 : 8]);
    }

    private static byte[] WithHead(byte[] journal)
    {
        if (journal.Length >= HeadBytes)
        {
            BitConverter.TryWriteBytes(journal.AsSpan(16), (long)(journal.Length - HeadBytes));
            System.Security.Cryptography.SHA256.HashData(journal.AsSpan(HeadBytes), journal.AsSpan(24));
        }

        return journal;
    }
}
