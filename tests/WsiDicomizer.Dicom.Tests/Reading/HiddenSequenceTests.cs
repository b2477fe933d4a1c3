namespace WsiDicomizer.Dicom.Tests;

/// <summary>Sequences passed on as UN with a length (PS3.5 6.2.2): identity may be inside.</summary>
public sealed class HiddenSequenceTests
{
    private static readonly DicomTag Private = new(0x0011, 0x1001);
    private static readonly byte[] Patient = RawDicom.Implicit(DicomTag.PatientID, "SECRET"u8.ToArray());

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Open_ItemsInUN_AreASequence(bool isPrivate)
    {
        var tag = isPrivate ? Private : DicomTag.OtherPatientIDsSequence;

        var dataset = Read(tag, RawDicom.Join(RawDicom.Item(Patient), RawDicom.Item(Patient, undefined: true)));

        Assert.Equal(2, dataset.GetSequence(tag).Items.Count);
        Assert.All(dataset.GetSequence(tag).Items, item => Assert.Equal("SECRET", item.GetString(DicomTag.PatientID)));
    }

    [Fact]
    public void Open_ExplicitItemsInUN_AreASequence()
    {
        var dataset = Read(Private, RawDicom.Item(RawDicom.Explicit(DicomTag.PatientID, "LO", "SECRET")));

        Assert.Equal("SECRET", dataset.GetSequence(Private).Items[0].GetString(DicomTag.PatientID));
    }

    [Fact]
    public void Open_UNInsideUN_IsASequenceInASequence()
    {
        var inner = RawDicom.Implicit(Private, RawDicom.Item(Patient));

        var dataset = Read(Private, RawDicom.Item(inner));

        Assert.Equal(
            "SECRET", dataset.GetSequence(Private).Items[0].GetSequence(Private).Items[0].GetString(DicomTag.PatientID));
    }

    [Fact]
    public void Open_EmptyUNOfASequence_IsAnEmptySequence()
    {
        Assert.Empty(Read(DicomTag.OtherPatientIDsSequence, []).GetSequence(DicomTag.OtherPatientIDsSequence).Items);
        Assert.IsType<DicomUnknown>(Read(Private, []).Single());
    }

    [Fact]
    public void Open_UNThatOnlyBeginsLikeItems_StaysBytes()
    {
        byte[] value = [.. RawDicom.Item(Patient), 1, 2];

        Assert.Equal(value, Read(Private, value).GetDicomItem<DicomUnknown>(Private).ToArray());
        Assert.Equal(["DCM1114"], Codes(DicomTag.OtherPatientIDsSequence, value));
        Assert.Empty(Codes(Private, value));
        Assert.Equal([0xFE, 0xFF, 0x00, 0xE0], Read(Private, [0xFE, 0xFF, 0x00, 0xE0]).GetDicomItem<DicomUnknown>(Private).ToArray());
    }

    [Fact]
    public void Open_UNOfPrivateCreatorAndLongText_AreText()
    {
        var text = new string('A', 70_000);
        var bytes = RawDicom.File(
            RawDicom.ExplicitUid,
            RawDicom.Explicit(new DicomTag(0x0011, 0x0010), "UN", "MAKER "),
            RawDicom.Explicit(DicomTag.ImageComments, "UN", text));

        var (creator, comments) = TestFiles.Read(bytes, file => (
            file.Dataset.GetString(new DicomTag(0x0011, 0x0010)), file.Dataset.GetString(DicomTag.ImageComments)));

        Assert.Equal(("MAKER", text), (creator, comments));
    }

    [Fact]
    public void Open_UNNestedTooDeep_IsRefused()
    {
        var bytes = RawDicom.Item(Patient);
        for (var depth = 0; depth < 100; depth++)
        {
            bytes = RawDicom.Item(RawDicom.Implicit(Private, bytes));
        }

        Assert.Matches("MaximumDepth = 64", Assert.Throws<DicomFileException>(() => Read(Private, bytes)).Message);
    }

    [Fact]
    public void Open_EncapsulatedIcon_HasItsFragments()
    {
        var icon = RawDicom.Explicit(
            DicomTag.PixelData,
            "OB",
            RawDicom.Join(
                RawDicom.Item(RawDicom.U32(0)), RawDicom.Item([0xFF, 0xD8, 0xFF, 0xD9]), RawDicom.SequenceDelimiter),
            RawDicom.Undefined);
        var bytes = RawDicom.File(
            RawDicom.JpegUid,
            RawDicom.Explicit(DicomTag.IconImageSequence, "SQ", RawDicom.Item(icon)),
            RawDicom.Explicit(new DicomTag(0x0088, 0x0904), "LO", "AFTER "));

        var (fragment, after) = TestFiles.Read(bytes, file => (
            SampleImages.ReadAll(file.Dataset.GetSequence(DicomTag.IconImageSequence).Items[0]
                .GetDicomItem<DicomFragmentSequence>(DicomTag.PixelData).Fragments.Single()),
            file.Dataset.GetString(new DicomTag(0x0088, 0x0904))));

        Assert.Equal([0xFF, 0xD8, 0xFF, 0xD9], fragment);
        Assert.Equal("AFTER", after);
    }

    private static DicomDataset Read(DicomTag tag, byte[] value) =>
        TestFiles.Read(RawDicom.File(RawDicom.ExplicitUid, RawDicom.Explicit(tag, "UN", value)), file => file.Dataset);

    private static string[] Codes(DicomTag tag, byte[] value) => TestFiles.Read(
        RawDicom.File(RawDicom.ExplicitUid, RawDicom.Explicit(tag, "UN", value)),
        file => file.Diagnostics.Select(diagnostic => diagnostic.Code).ToArray());
}
