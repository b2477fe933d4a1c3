using System.Text;

namespace WsiDicomizer.Dicom.Tests.CharacterSets;

/// <summary>The examples of PS3.5 annexes H to K, and names in every set of one byte, byte for byte.</summary>
public sealed class StandardExamplesTests
{
    private const string Esc = "\u001B";

    public static TheoryData<string, string, string, string> Examples => new()
    {
        // H.3.1 and H.3.2.
        {
            "\\ISO 2022 IR 87", "PN", "Yamada^Tarou=山田^太郎=やまだ^たろう",
            $"Yamada^Tarou={Esc}$B;3ED{Esc}(B^{Esc}$BB@O:{Esc}(B={Esc}$B$d$^$@{Esc}(B^{Esc}$B$?$m$&{Esc}(B"
        },
        {
            "ISO 2022 IR 13\\ISO 2022 IR 87", "PN", "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう",
            "\u00D4\u00CF\u00C0\u00DE^\u00C0\u00DB\u00B3="
                + $"{Esc}$B;3ED{Esc}(J^{Esc}$BB@O:{Esc}(J={Esc}$B$d$^$@{Esc}(J^{Esc}$B$?$m$&{Esc}(J"
        },

        // I.2.
        {
            "\\ISO 2022 IR 149", "PN", "Hong^Gildong=洪^吉洞=홍^길동",
            $"Hong^Gildong={Esc}$)C\u00FB\u00F3^{Esc}$)C\u00D1\u00CE\u00D4\u00D7={Esc}$)C\u00C8\u00AB^{Esc}$)C\u00B1\u00E6\u00B5\u00BF"
        },

        // J.1 to J.4.
        { "ISO_IR 192", "PN", "Wang^XiaoDong=王^小東=", "Wang^XiaoDong=\u00E7\u008E\u008B^\u00E5\u00B0\u008F\u00E6\u009D\u00B1=" },
        { "GB18030", "PN", "Wang^XiaoDong=王^小东=", "Wang^XiaoDong=\u00CD\u00F5^\u00D0\u00A1\u00B6\u00AB=" },
        { "GBK", "PN", "Wang^XiaoDong=王^小东=", "Wang^XiaoDong=\u00CD\u00F5^\u00D0\u00A1\u00B6\u00AB=" },

        // K.2 and K.3.
        {
            "\\ISO 2022 IR 58", "PN", "Zhang^XiaoDong=张^小东=",
            $"Zhang^XiaoDong={Esc}$)A\u00D5\u00C5^{Esc}$)A\u00D0\u00A1\u00B6\u00AB="
        },
        {
            "\\ISO 2022 IR 58", "LT", "1.第一行文字。\r\n2.第二行文字。\r\n",
            $"1.{Esc}$)A\u00B5\u00DA\u00D2\u00BB\u00D0\u00D0\u00CE\u00C4\u00D7\u00D6\u00A1\u00A3\r\n"
                + $"2.{Esc}$)A\u00B5\u00DA\u00B6\u00FE\u00D0\u00D0\u00CE\u00C4\u00D7\u00D6\u00A1\u00A3\r\n"
        },
        { "ISO_IR 100", "PN", "Buc^Jérôme", "Buc^J\u00E9r\u00F4me" },
        { "ISO_IR 101", "PN", "Wałęsa", "Wa\u00B3\u00EAsa" },
        { "ISO_IR 109", "PN", "Ĉapek^Ħ", "\u00C6apek^\u00A1" },
        { "ISO_IR 110", "PN", "Bērziņš", "B\u00BArzi\u00F1\u00B9" },
        { "ISO_IR 144", "PN", "Люкceмбypг", "\u00BB\u00EE\u00DAce\u00DC\u00D1yp\u00D3" },
        { "ISO_IR 127", "PN", "قباني^لنزار", "\u00E2\u00C8\u00C7\u00E6\u00EA^\u00E4\u00E6\u00D2\u00C7\u00D1" },
        { "ISO_IR 126", "PN", "Διονυσιος", "\u00C4\u00E9\u00EF\u00ED\u00F5\u00F3\u00E9\u00EF\u00F2" },
        { "ISO_IR 138", "PN", "שרון^דבורה", "\u00F9\u00F8\u00E5\u00EF^\u00E3\u00E1\u00E5\u00F8\u00E4" },
        { "ISO_IR 148", "PN", "Çavuşoğlu", "\u00C7avu\u00FEo\u00F0lu" },
        { "ISO_IR 203", "PN", "Žižek^€", "\u00B4i\u00B8ek^\u00A4" },
        { "ISO_IR 13", "PN", "ﾔﾏﾀﾞ^ﾀﾛｳ", "\u00D4\u00CF\u00C0\u00DE^\u00C0\u00DB\u00B3" },
        { "ISO_IR 166", "PN", "สมชาย", "\u00CA\u00C1\u00AA\u00D2\u00C2" },
        {
            "ISO 2022 IR 100\\ISO 2022 IR 144", "LO", "é\\Ж é",
            $"\u00E9\\{Esc}-L\u00B6 {Esc}-A\u00E9"
        },
        {
            "ISO 2022 IR 6\\ISO 2022 IR 159", "LO", "a丂b",
            $"a{Esc}$(D0!{Esc}(Bb"
        },
    };

    [Theory]
    [MemberData(nameof(Examples))]
    public void DecodeAndEncode_Example_IsByteForByte(string terms, string vr, string text, string bytes)
    {
        var characterSet = DicomCharacterSet.FromTerms(terms.Split('\\'));
        var stored = Encoding.Latin1.GetBytes(bytes);

        var decoded = characterSet.Decode(stored, DicomVR.Parse(vr), out var malformed);

        Assert.Equal(text, decoded);
        Assert.False(malformed);
        Assert.False(characterSet.IsIrregular);
        Assert.Equal(Convert.ToHexString(stored), Convert.ToHexString(characterSet.Encode(text, DicomVR.Parse(vr))));
    }

    [Fact]
    public void Decode_KoreanTextOfAnnexI_IsRead()
    {
        // I.3: the designation stands at the start of each line, before the ASCII characters.
        var text = Latin1(
            $"{Esc}$)CThe first line includes \u00B1\u00E6\u00B5\u00BF.\r\n{Esc}$)CThe second line includes \u00B1\u00E6\u00B5\u00BF, too.\r\n"
            + "The third line.");

        var decoded = DicomCharacterSet.FromTerms(["", "ISO 2022 IR 149"]).Decode(text, DicomVR.ST, out var malformed);

        Assert.Equal("The first line includes 길동.\r\nThe second line includes 길동, too.\r\nThe third line.", decoded);
        Assert.False(malformed);
    }

    private static byte[] Latin1(string text) => Encoding.Latin1.GetBytes(text);
}
