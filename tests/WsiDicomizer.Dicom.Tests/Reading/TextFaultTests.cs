namespace WsiDicomizer.Dicom.Tests;

/// <summary>Text that is not of its character set, and character sets that are misspelled: read, and said.</summary>
public sealed class TextFaultTests
{
    private static readonly byte[] HighName = RawDicom.Explicit(DicomTag.PatientName, "PN", [0x4D, 0xFC, 0x6C, 0x6C]);
    private static readonly byte[] Latin1 = RawDicom.Explicit(DicomTag.SpecificCharacterSet, "CS", "ISO_IR 100");

    public static TheoryData<string, string> Faults => new()
    {
        { "undeclared", "DCM1115 (0010,0010)" },
        { "not UTF-8", "DCM1115 (0010,0010)" },
        { "no set applies", "DCM1115 (0008,0060)" },
        { "in an item", "DCM1115 (0040,0560)[0].(0010,0010)" },
        { "in a sequence in UN", "DCM1115 (0010,1002)[0].(0010,0020)" },
        { "misspelled", "DCM1116 (0008,0005)" },
        { "no code extension", "DCM1116 (0008,0005)" },
        { "declared", "" },
        { "ASCII", "" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Open_Text_IsReadAndItsFaultSaid(string name, string expected)
    {
        var found = TestFiles.Read(Make(name), file => string.Join(
            '|', file.Diagnostics.Select(diagnostic => $"{diagnostic.Code} {diagnostic.TagPath}")));

        Assert.Equal(expected, found);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Open_TextFault_IsAnErrorWhereNoneIsTolerated(string name, string expected)
    {
        var exception = Record.Exception(() => TestFiles.Read(Make(name), file => file.Dataset, TestFiles.Raise));

        if (expected.Length == 0)
        {
            Assert.Null(exception);
            return;
        }

        // A sequence in UN that has a fault is no sequence then; of one that PS3.6 knows that is said.
        var code = name == "in a sequence in UN" ? "DCM1114" : expected[..7];
        Assert.Contains($": {code}: ", Assert.IsType<DicomFileException>(exception).Message, StringComparison.Ordinal);
        Assert.DoesNotContain("\u00FC", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_SequenceInUNThatFailsAfterAFaultOfText_StaysBytesWithoutThatFault()
    {
        byte[] value = [.. RawDicom.Item(RawDicom.Implicit(DicomTag.PatientID, [0x4D, 0xFC])), 1, 2];

        var codes = TestFiles.Read(
            RawDicom.File(RawDicom.ExplicitUid, RawDicom.Explicit(DicomTag.OtherPatientIDsSequence, "UN", value)),
            file => file.Diagnostics.Select(diagnostic => diagnostic.Code).ToArray());

        Assert.Equal(["DCM1114"], codes);
    }

    private static byte[] Make(string name) => RawDicom.File(RawDicom.ExplicitUid, name switch
    {
        "undeclared" => HighName,
        "not UTF-8" => RawDicom.Join(RawDicom.Explicit(DicomTag.SpecificCharacterSet, "CS", "ISO_IR 192"), HighName),
        "no set applies" => RawDicom.Explicit(DicomTag.Modality, "CS", [0x53, 0xFC]),
        "in an item" => RawDicom.Explicit(DicomTag.SpecimenDescriptionSequence, "SQ", RawDicom.Item(HighName)),
        "in a sequence in UN" => RawDicom.Explicit(
            DicomTag.OtherPatientIDsSequence, "UN", RawDicom.Item(RawDicom.Implicit(DicomTag.PatientID, [0x4D, 0xFC]))),
        "misspelled" => RawDicom.Join(RawDicom.Explicit(DicomTag.SpecificCharacterSet, "CS", "ISO IR 100"), HighName),
        "no code extension" => RawDicom.Join(
            RawDicom.Explicit(DicomTag.SpecificCharacterSet, "CS", "ISO_IR 100\\ISO 2022 IR 87"), HighName),
        "declared" => RawDicom.Join(Latin1, HighName),
        _ => RawDicom.Join(Latin1, RawDicom.Explicit(DicomTag.PatientName, "PN", "Muller")),
    });
}
