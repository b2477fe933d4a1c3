using System.Buffers.Binary;
using System.Text;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Verification.Tests.Support;

/// <summary>An instance that a test writes with what it wants wrong in it. Encapsulates by itself, without the writer.</summary>
internal sealed class TestInstance(string name, DicomDataset dataset, DicomTransferSyntax syntax, params byte[][] frames)
{
    /// <summary>The file's name.</summary>
    public string Name { get; } = name;

    /// <summary>Without pixel data.</summary>
    public DicomDataset Dataset { get; } = dataset;

    /// <summary>The transfer syntax.</summary>
    public DicomTransferSyntax Syntax { get; set; } = syntax;

    /// <summary>The fragments; for a native syntax, joined to one value.</summary>
    public List<byte[]> Fragments { get; } = [.. frames];

    /// <summary>The basic offset table; null for the right one.</summary>
    public uint[]? BasicOffsetTable { get; set; }

    /// <summary>Whether there is an offset table that leads to every fragment.</summary>
    public bool HasExtendedTable { get; set; }

    /// <summary>Changes the extended offset table and its lengths.</summary>
    public Action<ulong[], ulong[]>? ChangeExtendedTable { get; set; }

    /// <summary>Whether the sequence of items has its delimiter.</summary>
    public bool HasDelimiter { get; set; } = true;

    /// <summary>Whether items are used, whatever the syntax.</summary>
    public bool? IsEncapsulated { get; set; }

    /// <summary>Whether fragments are padded to even lengths.</summary>
    public bool PadsFragments { get; set; } = true;

    /// <summary>SOP instance of the file meta information; null for that of the data set.</summary>
    public string? MetaInstanceUID { get; set; }

    /// <summary>Changes the finished file.</summary>
    public Func<byte[], byte[]>? ChangeFile { get; set; }

    /// <summary>An item of a sequence of the data set.</summary>
    public DicomDataset Item(DicomTag sequence) => Dataset.GetSequence(sequence).Items[0];

    /// <summary>The item of a shared functional group.</summary>
    public DicomDataset SharedGroup(DicomTag group) =>
        Item(DicomTag.SharedFunctionalGroupsSequence).GetSequence(group).Items[0];

    /// <summary>The file.</summary>
    public byte[] ToBytes()
    {
        var isEncapsulated = IsEncapsulated ?? Syntax.IsEncapsulated;
        var fragments = PadsFragments ? [.. Fragments.Select(Pad)] : Fragments;
        var offsets = new ulong[fragments.Count];
        for (var index = 1; index < offsets.Length; index++)
        {
            offsets[index] = offsets[index - 1] + 8 + (ulong)fragments[index - 1].Length;
        }

        if (HasExtendedTable)
        {
            ulong[] lengths = [.. fragments.Select(fragment => (ulong)fragment.Length)];
            ChangeExtendedTable?.Invoke(offsets, lengths);
            Dataset.AddOrUpdate(new DicomOtherVeryLong(DicomTag.ExtendedOffsetTable, ToBytes(offsets)));
            Dataset.AddOrUpdate(new DicomOtherVeryLong(DicomTag.ExtendedOffsetTableLengths, ToBytes(lengths)));
        }

        var file = new MemoryStream();
        file.Write(new byte[128]);
        file.Write("DICM"u8);
        WriteMeta(file);
        file.Write(EncodeDataset());
        if (isEncapsulated)
        {
            var table = BasicOffsetTable ?? (HasExtendedTable ? [] : Array.ConvertAll(offsets, offset => (uint)offset));
            WriteItems(file, table, fragments);
        }
        else
        {
            byte[] value = [.. Fragments.SelectMany(fragment => fragment)];
            file.Write([0xE0, 0x7F, 0x10, 0, (byte)'O', (byte)'B', 0, 0]);
            file.Write(Little32((uint)value.Length));
            file.Write(value);
        }

        var bytes = file.ToArray();
        return ChangeFile is null ? bytes : ChangeFile(bytes);
    }

    /// <summary>Writes the file into a folder.</summary>
    public void Write(TemporaryFolder folder) => File.WriteAllBytes(folder[Name], ToBytes());

    private byte[] EncodeDataset()
    {
        using var folder = new TemporaryFolder();
        var plain = DicomTransferSyntax.ExplicitVRLittleEndian;
        new DicomFile(DicomFileMetaInformation.Of(Dataset, plain), Dataset).Save(folder["dataset"]);
        var bytes = File.ReadAllBytes(folder["dataset"]);
        return bytes[(144 + (int)BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(140)))..];
    }

    private void WriteMeta(MemoryStream file)
    {
        var group = new MemoryStream();
        group.Write([2, 0, 1, 0, (byte)'O', (byte)'B', 0, 0, 2, 0, 0, 0, 0, 1]);
        WriteUid(group, 0x02, Dataset.GetString(DicomTag.SOPClassUID));
        WriteUid(group, 0x03, MetaInstanceUID ?? Dataset.GetString(DicomTag.SOPInstanceUID));
        WriteUid(group, 0x10, Syntax.UID.UID);
        WriteUid(group, 0x12, DicomFileMetaInformation.ImplementationClass.UID);
        file.Write([2, 0, 0, 0, (byte)'U', (byte)'L', 4, 0]);
        file.Write(Little32((uint)group.Length));
        group.WriteTo(file);
    }

    private static void WriteUid(MemoryStream group, byte element, string uid)
    {
        var value = Pad(Encoding.ASCII.GetBytes(uid));
        group.Write([2, 0, element, 0, (byte)'U', (byte)'I', (byte)value.Length, 0]);
        group.Write(value);
    }

    private void WriteItems(MemoryStream file, uint[] table, List<byte[]> fragments)
    {
        file.Write([0xE0, 0x7F, 0x10, 0, (byte)'O', (byte)'B', 0, 0, 0xFF, 0xFF, 0xFF, 0xFF]);
        WriteItem(file, [.. table.SelectMany(Little32)]);
        fragments.ForEach(fragment => WriteItem(file, fragment));
        if (HasDelimiter)
        {
            file.Write([0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0]);
        }
    }

    private static void WriteItem(MemoryStream file, byte[] value)
    {
        file.Write([0xFE, 0xFF, 0x00, 0xE0]);
        file.Write(Little32((uint)value.Length));
        file.Write(value);
    }

    private static byte[] Pad(byte[] value) => value.Length % 2 == 0 ? value : [.. value, 0];

    private static byte[] ToBytes(ulong[] numbers)
    {
        var bytes = new byte[8 * numbers.Length];
        for (var index = 0; index < numbers.Length; index++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8 * index), numbers[index]);
        }

        return bytes;
    }

    private static byte[] Little32(uint number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, number);
        return bytes;
    }
}
