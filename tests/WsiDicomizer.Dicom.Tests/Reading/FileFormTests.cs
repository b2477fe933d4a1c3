namespace WsiDicomizer.Dicom.Tests;

/// <summary>Files whose preamble or file meta information is missing or wrong (PS3.10 7.1).</summary>
public sealed class FileFormTests
{
    private const int MetaStart = 132;

    private static readonly byte[] Body = RawDicom.Join(
        RawDicom.Explicit(DicomTag.SOPClassUID, "UI", DicomUID.VLWholeSlideMicroscopyImageStorage.UID),
        RawDicom.Explicit(DicomTag.SOPInstanceUID, "UI", "2.25.1"),
        RawDicom.Explicit(DicomTag.PatientID, "LO", "SECRET"));

    private static byte[] Whole => RawDicom.File(RawDicom.ExplicitUid, Body);

    public static TheoryData<string, string> Forms => new()
    {
        { "whole", "" },
        { "without preamble", "DCM1001" },
        { "without preamble and prefix", "DCM1001" },
        { "data set alone", "DCM1001 DCM1002" },
        { "prefix and data set", "DCM1002" },
        { "without group length", "DCM1003" },
        { "group length too short", "DCM1004" },
        { "group length too long", "DCM1004" },
        { "group length beyond the file", "DCM1004" },
        { "without transfer syntax", "DCM1005" },
        { "unknown transfer syntax", "DCM1006" },
        { "without SOP class", "DCM1007" },
        { "implicit against its syntax", "DCM1008" },
        { "explicit against its syntax", "DCM1008" },
        { "big endian against its syntax", "DCM1008" },
        { "meta information in implicit VR", "DCM1008" },
        { "another instance", "DCM1009" },
        { "zeros at the end", "DCM1102" },
        { "three zeros at the end", "DCM1102" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Open_FormOfAFile_IsReadAndSaid(string form, string codes)
    {
        var bytes = Make(form);

        var (patient, instance, found) = TestFiles.Read(bytes, file => (
            file.Dataset.GetString(DicomTag.PatientID),
            file.FileMetaInfo.MediaStorageSOPInstanceUID.UID,
            string.Join(' ', file.Diagnostics.Select(diagnostic => diagnostic.Code))));

        Assert.Equal(("SECRET", "2.25.1", codes), (patient, instance, found));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Open_FormOfAFile_IsRefusedWhereFaultsAreErrors(string form, string codes)
    {
        if (codes.Length == 0)
        {
            Assert.Equal(3, TestFiles.Read(Make(form), file => file.Dataset.Count, TestFiles.Raise));
            return;
        }

        var error = Assert.Throws<DicomFileException>(
            () => TestFiles.Read(Make(form), file => file.Dataset.Count, TestFiles.Raise));
        Assert.Contains(codes.Split(' ')[0], error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_Ignore_ListsNothing() =>
        Assert.Empty(TestFiles.Read(
            Make("data set alone"), file => file.Diagnostics, new DicomReadOptions { ValidationMode = ValidationMode.Ignore }));

    [Fact]
    public void Open_UnknownSyntaxWithEncapsulatedPixels_KeepsUidAndFragments()
    {
        var pixels = RawDicom.Explicit(
            DicomTag.PixelData,
            "OB",
            RawDicom.Join(RawDicom.Item([]), RawDicom.Item([1, 2]), RawDicom.SequenceDelimiter),
            RawDicom.Undefined);

        var (uid, encapsulated, count) = TestFiles.Read(RawDicom.File("1.2.3.4", Body, pixels), file => (
            file.FileMetaInfo.TransferSyntax.UID.UID,
            file.FileMetaInfo.TransferSyntax.IsEncapsulated,
            file.Dataset.GetDicomItem<DicomFragmentSequence>(DicomTag.PixelData).Fragments.Count));

        Assert.Equal(("1.2.3.4", true, 1), (uid, encapsulated, count));
        Assert.False(TestFiles.Read(Make("unknown transfer syntax", RawDicom.Explicit(DicomTag.PixelData, "OB", [1, 2])), file =>
            file.FileMetaInfo.TransferSyntax.IsEncapsulated));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Open_PixelDataAgainstItsSyntax_IsSaid(bool encapsulated)
    {
        var pixels = encapsulated
            ? RawDicom.Explicit(
                DicomTag.PixelData, "OB", RawDicom.Join(RawDicom.Item([]), RawDicom.SequenceDelimiter), RawDicom.Undefined)
            : RawDicom.Explicit(DicomTag.PixelData, "OB", [1, 2]);
        var bytes = RawDicom.File(encapsulated ? RawDicom.ExplicitUid : RawDicom.JpegUid, Body, pixels);

        Assert.Equal(["DCM1203"], TestFiles.Read(bytes, file => file.Diagnostics.Select(found => found.Code).ToArray()));
    }

    [Fact]
    public void Open_NeitherMetaNorSopClass_IsRefused() =>
        Assert.Throws<DicomFileException>(() => TestFiles.Read(
            RawDicom.Explicit(DicomTag.PatientID, "LO", "SECRET"), file => file.Dataset.Count));

    [Fact]
    public void Open_OtherKindsOfFiles_AreNoDicom()
    {
        byte[][] files = [[0x49, 0x49, 0x2A, 0, 8, 0, 0, 0, 0, 0], new byte[4000], "%PDF-1.7 and so on"u8.ToArray(), [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 0, 0]];

        Assert.All(files, bytes => Assert.Matches(
            "not a DICOM file",
            Assert.Throws<DicomFileException>(() => TestFiles.Read(bytes, file => file.Dataset.Count)).Message));
    }

    private static byte[] Make(string form, params byte[][] more)
    {
        var whole = Whole;
        var metaLength = whole[MetaStart + 8];
        var meta = whole.AsSpan(MetaStart + 12, metaLength).ToArray();
        byte[] Meta(byte[] content) => [.. new byte[128], .. "DICM"u8, .. GroupLength((uint)content.Length), .. content, .. Body];
        byte[] Lengths(uint length) => [.. new byte[128], .. "DICM"u8, .. GroupLength(length), .. meta, .. Body];
        byte[] Without(DicomTag tag) => Meta(Remove(meta, tag));
        return form switch
        {
            "whole" => whole,
            "without preamble" => whole[128..],
            "without preamble and prefix" => whole[MetaStart..],
            "data set alone" => Body,
            "prefix and data set" => [.. new byte[128], .. "DICM"u8, .. Body],
            "without group length" => [.. new byte[128], .. "DICM"u8, .. meta, .. Body],
            "group length too short" => Lengths((uint)metaLength - 14),
            "group length too long" => Lengths((uint)metaLength + 14),
            "group length beyond the file" => Lengths(0x7FFFFFFF),
            "without transfer syntax" => Without(DicomTag.TransferSyntaxUID),
            "unknown transfer syntax" => RawDicom.File("1.2.3.4", [Body, .. more]),
            "without SOP class" => Without(DicomTag.MediaStorageSOPClassUID),
            "implicit against its syntax" => RawDicom.File(RawDicom.ExplicitUid, ImplicitBody()),
            "explicit against its syntax" => RawDicom.File(RawDicom.ImplicitUid, Body),
            "big endian against its syntax" => RawDicom.File(RawDicom.ExplicitUid, OtherEncodings.ToBigEndian(Body)),
            "meta information in implicit VR" => ImplicitMeta(),
            "another instance" => RawDicom.File(
                RawDicom.ExplicitUid,
                RawDicom.Explicit(DicomTag.SOPInstanceUID, "UI", "2.25.99"),
                RawDicom.Explicit(DicomTag.PatientID, "LO", "SECRET")),
            "zeros at the end" => [.. whole, .. new byte[100_000]],
            "three zeros at the end" => [.. whole, 0, 0, 0],
            _ => throw new ArgumentException("no such form", nameof(form)),
        };
    }

    private static byte[] GroupLength(uint length) =>
        RawDicom.Explicit(DicomTag.FileMetaInformationGroupLength, "UL", RawDicom.U32(length));

    private static byte[] ImplicitBody() => RawDicom.Join(
        RawDicom.Implicit(DicomTag.SOPInstanceUID, "2.25.1"u8.ToArray()),
        RawDicom.Implicit(DicomTag.PatientID, "SECRET"u8.ToArray()));

    private static byte[] ImplicitMeta()
    {
        var meta = RawDicom.Join(
            RawDicom.Implicit(DicomTag.MediaStorageSOPClassUID, "1.2.840.10008.1.1\0"u8.ToArray()),
            RawDicom.Implicit(DicomTag.MediaStorageSOPInstanceUID, "2.25.1"u8.ToArray()),
            RawDicom.Implicit(DicomTag.TransferSyntaxUID, "1.2.840.10008.1.2\0"u8.ToArray()));
        return RawDicom.Join(
            new byte[128],
            "DICM"u8.ToArray(),
            RawDicom.Implicit(DicomTag.FileMetaInformationGroupLength, RawDicom.U32((uint)meta.Length)),
            meta,
            ImplicitBody());
    }

    // Takes one element out of explicit bytes.
    private static byte[] Remove(byte[] meta, DicomTag tag)
    {
        for (var start = 0; start < meta.Length;)
        {
            var isLong = meta[start + 4] == 'O';
            var length = isLong ? 12 + meta[start + 8] : 8 + meta[start + 6];
            if (meta[start] == (tag.Group & 0xFF) && meta[start + 2] == (tag.Element & 0xFF))
            {
                return [.. meta[..start], .. meta[(start + length)..]];
            }

            start += length;
        }

        throw new ArgumentException("no such element", nameof(tag));
    }
}
