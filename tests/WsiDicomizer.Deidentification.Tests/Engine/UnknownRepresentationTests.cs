using System.Text;
using WsiDicomizer.Deidentification.Engine;
using WsiDicomizer.Deidentification.Tests.Support;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Tests.Engine;

public class UnknownRepresentationTests
{
    [Fact]
    public void Deidentify_TextAsUnknown_IsTreatedByItsTag()
    {
        var identified = Dataset(
            Unknown(DicomTag.PatientID, "4711"), Unknown(DicomTag.PatientName, "MARKED"), Unknown(DicomTag.SOPInstanceUID, "1.2.3\0"),
            Unknown(DicomTag.StudyDescription, "Skin of MARKED"), Unknown(DicomTag.Manufacturer, "ACME"));
        var output = TestProfiles.Shipped("level-iv").Deidentify(identified).Dataset;
        var plain = Dataset(
            new DicomLongString(DicomTag.PatientID, "4711"), new DicomUniqueIdentifier(DicomTag.SOPInstanceUID, "1.2.3"));
        var expected = TestProfiles.Shipped("level-iv").Deidentify(plain).Dataset;
        Assert.Equal(expected.GetString(DicomTag.PatientID), output.GetString(DicomTag.PatientID));
        Assert.Equal(expected.GetString(DicomTag.SOPInstanceUID), output.GetString(DicomTag.SOPInstanceUID));
        Assert.Equal("ACME", output.GetString(DicomTag.Manufacturer));
        Assert.DoesNotContain(MarkedData.Dump(output), line => MarkedData.IsMarked(line.Text));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Deidentify_SequenceAsUnknown_IsCleanedInside(bool isUndefinedLength)
    {
        var inner = Element(DicomTag.PatientName, "MARKED"u8.ToArray());
        var sequence = Sequence(Item(inner, isUndefinedLength), isUndefinedLength);
        var nested = Item([.. Element(DicomTag.ContainerIdentifier, "MARKED"u8.ToArray()), .. sequence], isUndefinedLength);
        var identified = Dataset(new DicomUnknown(DicomTag.SpecimenDescriptionSequence, nested));
        var output = TestProfiles.Engine().Deidentify(identified).Dataset;
        var item = Assert.Single(output.GetSequence(DicomTag.SpecimenDescriptionSequence).Items);
        Assert.Matches("^S-[0-9A-Z]{10}$", item.GetString(DicomTag.ContainerIdentifier));
        Assert.Equal(0, Assert.Single(item.GetSequence(DicomTag.PrimaryAnatomicStructureSequence).Items).GetValueCount(DicomTag.PatientName));
    }

    [Fact]
    public void Deidentify_UnreadableUnknown_IsRemovedAndNoted()
    {
        var identified = Dataset(new DicomUnknown(DicomTag.SpecimenDescriptionSequence, "MARKED garbage"u8.ToArray()));
        var result = TestProfiles.Engine().Deidentify(identified);
        Assert.False(result.Dataset.Contains(DicomTag.SpecimenDescriptionSequence));
        Assert.Contains(result.Report.Notes, note => note.StartsWith("(0040,0560)", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_MutatedSequences_NeverFails()
    {
        var random = new Random(20261121);
        var seed = Item([.. Element(DicomTag.ContainerIdentifier, "MARKED"u8.ToArray()), .. Sequence(Item(Element(DicomTag.Rows, [1, 2]), true), true)], true);
        for (var round = 0; round < 20_000; round++)
        {
            var mutated = (byte[])seed.Clone();
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                mutated[random.Next(mutated.Length)] = (byte)random.Next(256);
            }

            var element = new DicomUnknown(DicomTag.SpecimenDescriptionSequence, mutated[..random.Next(mutated.Length + 1)]);
            var read = UnknownElementReader.Read(element, DicomVR.SQ, DicomCharacterSet.Default, DeidentificationLimits.Default);
            Assert.True(read is null or DicomSequence);
        }
    }

    [Fact]
    public void Read_NestedTenThousandDeep_IsUnreadable()
    {
        byte[] open = [.. Header(DicomTag.Item, -1), .. Header(DicomTag.PrimaryAnatomicStructureSequence, -1)];
        var bytes = Enumerable.Repeat(open, 10_000).SelectMany(part => part).ToArray();
        var element = new DicomUnknown(DicomTag.SpecimenDescriptionSequence, bytes);
        Assert.Null(UnknownElementReader.Read(element, DicomVR.SQ, DicomCharacterSet.Default, DeidentificationLimits.Default));
    }

    private static DicomDataset Dataset(params DicomItem[] items) =>
        new DicomDataset(items).AddOrUpdate(DicomTag.SOPClassUID, MarkedData.WholeSlide);

    private static DicomUnknown Unknown(DicomTag tag, string text) => new(tag, Encoding.ASCII.GetBytes(text));

    private static byte[] Sequence(byte[] items, bool isUndefinedLength) =>
        [.. Header(DicomTag.PrimaryAnatomicStructureSequence, isUndefinedLength ? -1 : items.Length), .. items,
            .. isUndefinedLength ? Header(DicomTag.SequenceDelimitationItem, 0) : []];

    private static byte[] Item(byte[] content, bool isUndefinedLength) =>
        [.. Header(DicomTag.Item, isUndefinedLength ? -1 : content.Length), .. content,
            .. isUndefinedLength ? Header(DicomTag.ItemDelimitationItem, 0) : []];

    private static byte[] Element(DicomTag tag, byte[] value) => [.. Header(tag, value.Length), .. value];

    private static byte[] Header(DicomTag tag, int length) =>
        [.. BitConverter.GetBytes(tag.Group), .. BitConverter.GetBytes(tag.Element), .. BitConverter.GetBytes(length)];
}
