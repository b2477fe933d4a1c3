using System.Globalization;

namespace WsiDicomizer.Dicom.Tests;

/// <summary>Damaged files as data: a base file, one patch, the message that must come where no fault is tolerated.</summary>
public sealed class DamagedFileTests
{
    // A patch "@n:xx xx" overwrites bytes at n,
    // "cut:n" shortens to n bytes, "add:xx xx" appends.
    private static readonly Dictionary<string, byte[]> Bases = new(StringComparer.Ordinal)
    {
        ["empty"] = [],
        ["plain"] = RawDicom.File(
            RawDicom.ExplicitUid,
            RawDicom.Explicit(DicomTag.PatientID, "LO", "SECRET"),
            RawDicom.Explicit(DicomTag.Rows, "US", [1, 0])),
        ["sequence"] = RawDicom.File(
            RawDicom.ExplicitUid,
            RawDicom.Explicit(
                DicomTag.SpecimenDescriptionSequence,
                "SQ",
                RawDicom.Item(RawDicom.Explicit(DicomTag.SpecimenIdentifier, "LO", "SECRET")))),
        ["undefined"] = RawDicom.File(
            RawDicom.ExplicitUid,
            RawDicom.Explicit(
                DicomTag.SpecimenDescriptionSequence,
                "SQ",
                RawDicom.Join(
                    RawDicom.Item(RawDicom.Explicit(DicomTag.SpecimenIdentifier, "LO", "SECRET"), undefined: true),
                    RawDicom.SequenceDelimiter),
                RawDicom.Undefined)),
        ["implicit"] = RawDicom.File(
            RawDicom.ImplicitUid,
            RawDicom.Implicit(DicomTag.PatientID, "SECRET"u8.ToArray()),
            RawDicom.Implicit(DicomTag.Rows, [1, 0])),
        ["frames"] = RawDicom.File(
            RawDicom.JpegUid,
            RawDicom.Explicit(
                DicomTag.PixelData,
                "OB",
                RawDicom.Join(
                    RawDicom.Item([0, 0, 0, 0]), RawDicom.Item([0xFF, 0xD8, 0xFF, 0xD9]), RawDicom.SequenceDelimiter),
                RawDicom.Undefined)),
    };

    /// <summary>Base, where counting begins (file, meta or body), patch, message.</summary>
    public static TheoryData<string, string, string, string> Cases => new()
    {
        { "empty", "file", "", "^at byte 128: not a DICOM file: expected the prefix DICM$" },
        { "plain", "file", "cut:131", "^at byte 128: not a DICOM file" },
        { "plain", "file", "@128:44 49 43 4E", "not a DICOM file" },
        { "plain", "file", "cut:132", "^at byte 132: DCM1002: no file meta information" },
        { "plain", "file", "@132:02 00 01 00", "^at byte 132: DCM1003: expected FileMetaInformationGroupLength" },
        { "plain", "file", "@140:FF FF FF FF", "^at byte 132: DCM1004: FileMetaInformationGroupLength is wrong" },
        { "plain", "file", "@140:00 00 00 00", "DCM1004" },
        { "plain", "file", "@140:0E 00 00 00", "DCM1004" },
        { "plain", "meta-length", "-2", "DCM1004: FileMetaInformationGroupLength is wrong" },
        { "plain", "meta-length", "+14", "DCM1004: FileMetaInformationGroupLength is wrong" },
        { "plain", "meta-length", "-14", "DCM1004: FileMetaInformationGroupLength is wrong" },
        { "plain", "meta", "@22:41", "^\\(0002,0002\\): a value of VR UI is not a DicomUID$" },
        { "plain", "meta", "@14:02 00 01 00", "\\(0002,0001\\) is there twice with different values" },
        { "plain", "meta", "@18:53 53", "^\\(0002,0002\\): expected one value, found 15$" },
        { "plain", "body", "@4:78 78", "\\(0010,0020\\) has no value representation of PS3.5" },
        { "plain", "body", "@6:FF FF", "^at byte \\d+: \\(0010,0020\\) is longer than what encloses it" },
        { "plain", "body", "@0:29", "\\(0028,0010\\) is out of order: expected ascending tags" },
        { "plain", "body", "@0:28 00 10 00", "\\(0028,0010\\) is there twice with different values" },
        { "plain", "body", "@0:FE FF 00 E0 00 00 00 00", "expected an element, found \\(FFFE,E000\\)" },
        { "plain", "body", "@0:FE FF 0D E0 00 00 00 00", "expected an element, found \\(FFFE,E00D\\)" },
        { "plain", "body", "@18:53 53 01 00", "DCM1104: \\(0028,0010\\) has an odd length" },
        { "plain", "body", "add:01 02 03", "its header is cut off by the end of what encloses it" },
        { "plain", "body", "add:09 00 01 10 4F 42 00 00", "the file ends where the length of an element was expected" },
        { "plain", "body", "add:28 00 20 10 4F 42 00 00 FF FF FF FF", "of VR OB has an undefined length" },
        { "sequence", "body", "@8:FF FF FF 7F", "\\(0040,0560\\) is longer than what encloses it" },
        { "sequence", "body", "@16:FF 00 00 00", "\\(FFFE,E000\\) is longer than what encloses it" },
        { "sequence", "body", "@16:0C 00 00 00", "\\(0040,0551\\) is longer than what encloses it" },
        { "sequence", "body", "@12:FE FF 0D E0", "a delimiter has a length" },
        { "sequence", "body", "@12:10 00 20 00 4C 4F 00 00", "expected an item of \\(0040,0560\\), found \\(0010,0020\\)" },
        { "sequence", "body", "@8:FF FF FF FF", "DCM1110: the sequence \\(0040,0560\\) of undefined length has no delimiter" },
        { "sequence", "body", "@16:FF FF FF FF", "an item of undefined length has no delimiter" },
        { "undefined", "body", "@34:FE FF 0D E0 01 00 00 00", "a delimiter has a length: expected 0" },
        { "undefined", "body", "@34:FE FF DD E0", "DCM1110: an item of undefined length has no delimiter" },
        { "undefined", "body", "cut:42", "DCM1110: the sequence \\(0040,0560\\) of undefined length has no delimiter" },
        { "implicit", "body", "@4:07 00 00 00", "DCM1104: \\(0010,0020\\) has an odd length" },
        { "implicit", "body", "@4:FF FF FF FF", "\\(0010,0020\\) of VR LO has an undefined length" },
        { "implicit", "body", "@18:01 00 00 00", "DCM1104: \\(0028,0010\\) has an odd length" },
        { "frames", "body", "@12:FE FF DD E0", "expected the basic offset table's item" },
        { "frames", "body", "@12:10 00 10 00", "expected a fragment's item or the sequence delimiter" },
        { "frames", "body", "@16:03 00 00 00", "expected the basic offset table's item, a multiple of 4" },
        { "frames", "body", "@16:FF FF FF FF", "an item of the pixel data has an undefined length" },
        { "frames", "body", "@28:00 00 00 80", "an item of the pixel data is longer than what encloses it" },
        { "frames", "body", "@24:08 00 08 00", "expected a fragment's item or the sequence delimiter, found \\(0008,0008\\)" },
        { "frames", "body", "cut:36", "DCM1110: the pixel data has no delimiter" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Open_Damaged_SaysWhatAndWhere(string name, string from, string patch, string message)
    {
        var bytes = Patch(Bases[name], from, patch);

        var error = Assert.Throws<DicomFileException>(() => TestFiles.Read(bytes, file => file.Dataset.Count, TestFiles.Raise));

        Assert.Matches(message, error.Message);
        Assert.DoesNotContain("SECRET", error.ToString(), StringComparison.Ordinal);
        Assert.NotNull(error.Path);
    }

    [Theory]
    [InlineData("plain", 2)]
    [InlineData("sequence", 1)]
    [InlineData("undefined", 1)]
    [InlineData("implicit", 2)]
    [InlineData("frames", 1)]
    public void Open_BaseOfTheCases_IsWell(string name, int count) =>
        Assert.Equal(count, TestFiles.Read(Bases[name], file => file.Dataset.Count));

    [Theory]
    [InlineData("1.2.840.10008.1.2.99", "DCM1006: the file meta information names no known transfer syntax")]
    [InlineData("1.2.840.113619.5.2", "implicit VR big endian .* is not supported")]
    public void Open_OtherTransferSyntax_IsNamed(string uid, string message)
    {
        var error = Assert.Throws<DicomFileException>(
            () => TestFiles.Read(RawDicom.File(uid), file => file.Dataset.Count, TestFiles.Raise));

        Assert.Matches(message, error.Message);
    }

    private static byte[] Patch(byte[] original, string from, string patch)
    {
        var bytes = (byte[])original.Clone();
        if (from == "meta-length")
        {
            var length = bytes[140] + int.Parse(patch, CultureInfo.InvariantCulture);
            bytes[140] = (byte)length;
            return bytes;
        }

        var start = from switch { "body" => 144 + bytes[140], "meta" => 144, _ => 0 };
        var (kind, argument) = (patch.Split(':')[0], patch.Split(':')[^1]);
        switch (kind)
        {
            case "":
                return bytes;
            case "cut":
                return bytes[..(start + int.Parse(argument, CultureInfo.InvariantCulture))];
            case "add":
                return [.. bytes, .. Hex(argument)];
            default:
                Hex(argument).CopyTo(bytes, start + int.Parse(kind[1..], CultureInfo.InvariantCulture));
                return bytes;
        }
    }

    private static byte[] Hex(string text) => Convert.FromHexString(text.Replace(" ", string.Empty, StringComparison.Ordinal));
}
