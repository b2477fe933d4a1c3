using System.Text;

namespace WsiDicomizer.Dicom.Tests.CharacterSets;

public sealed class DicomCharacterSetTests
{
    private const string Esc = "\u001B";

    [Theory]
    [InlineData("ISO-IR 100", "ISO_IR 100")]
    [InlineData("ISO IR 192", "ISO_IR 192")]
    [InlineData("UTF-8", "ISO_IR 192")]
    [InlineData("ISO_IR_100", "ISO_IR 100")]
    [InlineData("iso_ir 100", "ISO_IR 100")]
    [InlineData("latin1", "ISO_IR 100")]
    [InlineData("ISO 8859-5", "ISO_IR 144")]
    [InlineData("ISO-2022-IR 13", "ISO 2022 IR 13")]
    [InlineData("ISO 2022 GBK", "GBK")]
    [InlineData("ISO_IR 87", "ISO 2022 IR 87")]
    public void FromTerms_Misspelling_IsUnderstoodAndTold(string term, string meant)
    {
        var characterSet = DicomCharacterSet.FromTerms([term]);

        Assert.Equal([meant], characterSet.Terms);
        Assert.True(characterSet.IsIrregular);
    }

    [Theory]
    [InlineData("ISO_IR 192\\ISO 2022 IR 87", "ISO_IR 192")]
    [InlineData("ISO 2022 IR 100\\ISO_IR 192", "ISO 2022 IR 100")]
    [InlineData("ISO_IR 100\\ISO 2022 IR 87", "ISO_IR 100\\ISO 2022 IR 87")]
    [InlineData("ISO 2022 IR 100\\\\ISO 2022 IR 87", "ISO 2022 IR 100\\ISO 2022 IR 87")]
    [InlineData("ISO 2022 IR 149", "ISO 2022 IR 149")]
    public void FromTerms_TermsThatDoNotGoTogether_AreTold(string terms, string meant)
    {
        var characterSet = DicomCharacterSet.FromTerms(terms.Split('\\'));

        Assert.Equal(meant, string.Join('\\', characterSet.Terms));
        Assert.True(characterSet.IsIrregular);
    }

    [Theory]
    [InlineData("ISO_IR 999")]
    [InlineData("SMITH^JOHN")]
    [InlineData("山")]
    public void FromTerms_UnknownTerm_IsRefusedWithoutItsValue(string term)
    {
        var error = Assert.Throws<DicomDataException>(() => DicomCharacterSet.FromTerms(["ISO 2022 IR 100", term]));

        Assert.Equal(DicomTag.SpecificCharacterSet, error.Tag);
        Assert.DoesNotContain(term, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromTerms_NoneOrOneEmpty_IsTheDefault()
    {
        Assert.Same(DicomCharacterSet.Default, DicomCharacterSet.FromTerms([]));
        Assert.False(DicomCharacterSet.FromTerms([""]).TryEncode("ü", DicomVR.LO, out _));
        Assert.False(DicomCharacterSet.FromTerms([""]).IsIrregular);
    }

    [Theory]
    [InlineData("", "M\u00FCller", "M\u00FCller")]
    [InlineData("ISO_IR 192", "a\u00FFb", "a\uFFFDb")]
    [InlineData("GB18030", "a\u00FFb", "a\uFFFDb")]
    [InlineData("GBK", "a\u0080b", "a€b")]
    [InlineData("ISO_IR 109", "a\u00A5b", "a\uFFFDb")]
    [InlineData("ISO_IR 13", "\u00FC", "\uFFFD")]
    [InlineData("ISO_IR 100", "a\u0092b", "a\u0092b")]
    [InlineData("\\ISO 2022 IR 87", Esc + "$B;", "\uFFFD")]
    [InlineData("\\ISO 2022 IR 87", Esc + "$B;3E\n", "山\uFFFD\n")]
    [InlineData("\\ISO 2022 IR 87", Esc + "$B-!" + Esc + "(B", "①")]
    [InlineData("\\ISO 2022 IR 87", Esc + "%Gx", Esc + "%Gx")]
    [InlineData("\\ISO 2022 IR 87", Esc + "$)C\u00B1\u00E6", "길")]
    [InlineData("\\ISO 2022 IR 149", Esc + "$)C\u00FB\u00F3^\u00D1\u00CE", "洪^吉")]
    [InlineData("\\ISO 2022 IR 149", Esc + "$)C\u00B1", "\uFFFD")]
    [InlineData("\\ISO 2022 IR 149", "\u00FC", "\u00FC")]
    public void Decode_MalformedBytes_AreToldAndKeptWherePossible(string terms, string bytes, string expected)
    {
        var characterSet = DicomCharacterSet.FromTerms(terms.Split('\\'));

        var text = characterSet.Decode(Encoding.Latin1.GetBytes(bytes), DicomVR.PN, out var malformed);

        Assert.Equal(expected, text);
        Assert.True(malformed);
    }

    [Theory]
    [InlineData("ISO_IR 100", "LO", "山")]
    [InlineData("ISO_IR 13", "LT", "\\")]
    [InlineData("ISO_IR 13", "LO", "\u00A5")]
    [InlineData("ISO_IR 13", "LO", "~")]
    [InlineData("GBK", "LO", "€")]
    [InlineData("GBK", "LO", "🙂")]
    [InlineData("\\ISO 2022 IR 87", "LO", "길")]
    [InlineData("\\ISO 2022 IR 87", "LO", "①")]
    [InlineData("\\ISO 2022 IR 87", "LO", "a\u001Bb")]
    [InlineData("\\ISO 2022 IR 149", "LO", "🙂")]
    public void TryEncode_CharacterOutsideTheSets_IsFalse(string terms, string vr, string text)
    {
        var characterSet = DicomCharacterSet.FromTerms(terms.Split('\\'));

        Assert.False(characterSet.TryEncode(text, DicomVR.Parse(vr), out _));
        var error = Assert.Throws<DicomDataException>(() => characterSet.Encode(text, DicomVR.Parse(vr)));
        Assert.DoesNotContain(text, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ISO_IR 13", "LT", "\u00A5\u203E", "\\~")]
    [InlineData("ISO_IR 13", "LO", "a\\b", "a\\b")]
    [InlineData("GB18030", "LO", "誠\\昞", "\u00D5\u005C\\\u0095\u005C")]
    [InlineData("GBK", "LO", "誠\\a", "\u00D5\u005C\\a")]
    public void DecodeAndEncode_ByteOfTheBackslash_IsWhatItsPlaceSays(string terms, string vr, string text, string bytes)
    {
        var characterSet = DicomCharacterSet.FromTerms(terms.Split('\\'));
        var stored = Encoding.Latin1.GetBytes(bytes);

        Assert.Equal(text, characterSet.Decode(stored, DicomVR.Parse(vr), out var malformed));
        Assert.False(malformed);
        Assert.Equal(stored, characterSet.Encode(text, DicomVR.Parse(vr)));
    }

    [Fact]
    public void TryEncode_HalfOfASurrogatePair_IsFalse()
    {
        foreach (var terms in Repertoires.Terms)
        {
            var characterSet = DicomCharacterSet.FromTerms(terms.Split('\\'));
            Assert.False(characterSet.TryEncode("a\uD800", DicomVR.LO, out _), terms);
            Assert.False(characterSet.TryEncode("\uDC00b", DicomVR.LO, out _), terms);
        }
    }

    [Fact]
    public void Decode_VRWithoutCharacterSet_IsLatin1()
    {
        var characterSet = DicomCharacterSet.FromTerms(["ISO_IR 192"]);

        Assert.Equal("\u00FC", characterSet.Decode([0xFC], DicomVR.CS, out var malformed));
        Assert.True(malformed);
        Assert.Equal([0xFC], characterSet.Encode("\u00FC", DicomVR.CS));
    }

    [Theory]
    [InlineData("\\ISO 2022 IR 87", "山田^太郎=やまだ\\Zhang^田")]
    [InlineData("\\ISO 2022 IR 149", "洪^吉洞=홍^길동\\김")]
    [InlineData("GB18030", "誠^昞\\王")]
    [InlineData("GBK", "誠^誠\\誠")]
    [InlineData("ISO_IR 13", "ﾔﾏﾀﾞ^ﾀﾛｳ\\ｱ")]
    [InlineData("ISO 2022 IR 126\\ISO 2022 IR 144\\ISO 2022 IR 87", "Διον^Жι\\山ι")]
    public void SaveAndOpen_NamesOfASet_ComeBackValueByValue(string terms, string names)
    {
        var dataset = new DicomDataset
        {
            { DicomTag.SpecificCharacterSet, terms },
            { DicomTag.OtherPatientNames, names.Split('\\') },
            { DicomTag.ReferencedStudySequence, new DicomDataset { { DicomTag.PatientName, names.Split('\\')[0] } } },
        };

        var bytes = RawDicom.File(RawDicom.ExplicitUid, TestFiles.Encode(dataset, explicitVR: true));

        Assert.Null(TestFiles.Read(bytes, file => DicomDatasetComparer.FindDifference(dataset, file.Dataset)));
    }
}
