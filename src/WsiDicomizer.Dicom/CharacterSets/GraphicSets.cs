using System.Text;

namespace WsiDicomizer.Dicom.CharacterSets;

/// <summary>The sets of PS3.3 tables C.12-3 and C.12-4, made from the code pages of .NET.</summary>
/// <remarks>
/// The code pages are not the standards in every place: what differs is corrected here, each with its place. Undefined
/// codes come out of them as private use characters, question marks or a middle dot, and are none here.
/// </remarks>
internal static class GraphicSets
{
    private const char Escape = '\u001B';

    /// <summary>ISO-IR 6 (ASCII), G0.</summary>
    public static GraphicSet Ascii { get; } = Left("(B", () => Row(code => (char)code));

    /// <summary>ISO-IR 14 (JIS X 0201 Romaji), G0: a yen sign and an overline instead of backslash and tilde.</summary>
    public static GraphicSet Romaji { get; } = Left(
        "(J", () => Row(code => code switch { 0x5C => '\u00A5', 0x7E => '\u203E', _ => (char)code }));

    /// <summary>ISO-IR 13 (JIS X 0201 Katakana), G1.</summary>
    public static GraphicSet Katakana { get; } = Right(
        ")I", () => Row(code => code is >= 0x21 and <= 0x5F ? (char)(0xFF40 + code) : '\0'));

    /// <summary>ISO-IR 100 (Latin alphabet No. 1), G1.</summary>
    public static GraphicSet Latin1 { get; } = Right("-A", () => Row(code => (char)(code | 0x80), isWide: true));

    /// <summary>ISO-IR 101 (Latin alphabet No. 2), G1.</summary>
    public static GraphicSet Latin2 { get; } = Iso8859("-B", 28592);

    /// <summary>ISO-IR 109 (Latin alphabet No. 3), G1.</summary>
    public static GraphicSet Latin3 { get; } = Iso8859("-C", 28593);

    /// <summary>ISO-IR 110 (Latin alphabet No. 4), G1.</summary>
    public static GraphicSet Latin4 { get; } = Iso8859("-D", 28594);

    /// <summary>ISO-IR 144 (Cyrillic), G1.</summary>
    public static GraphicSet Cyrillic { get; } = Iso8859("-L", 28595);

    /// <summary>ISO-IR 127 (Arabic), G1.</summary>
    public static GraphicSet Arabic { get; } = Iso8859("-G", 28596);

    /// <summary>ISO-IR 126 (Greek), G1; with the three characters of the edition of 2003.</summary>
    public static GraphicSet Greek { get; } = Iso8859(
        "-F", 28597, (0xA1, '\u2018'), (0xA2, '\u2019'), (0xA4, '\u20AC'), (0xA5, '\u20AF'), (0xAA, '\u037A'));

    /// <summary>ISO-IR 138 (Hebrew), G1; with the two marks of direction of the edition of 1999.</summary>
    public static GraphicSet Hebrew { get; } = Iso8859("-H", 28598, (0xAF, '\u00AF'), (0xFD, '\u200E'), (0xFE, '\u200F'));

    /// <summary>ISO-IR 148 (Latin alphabet No. 5, Turkish), G1.</summary>
    public static GraphicSet Latin5 { get; } = Iso8859("-M", 28599);

    /// <summary>ISO-IR 203 (Latin alphabet No. 9), G1.</summary>
    public static GraphicSet Latin9 { get; } = Iso8859("-b", 28605);

    /// <summary>ISO-IR 166 (Thai, TIS 620-2533), G1.</summary>
    public static GraphicSet Thai { get; } = Iso8859("-T", 874, (0xA0, '\0'));

    /// <summary>ISO-IR 87 (JIS X 0208), G0. Rows 9 to 15 and from 85 on are makers' additions: read, never written.</summary>
    public static GraphicSet JisX0208 { get; } = new(
        Bytes("$B"), isG1: false, isTwoByte: true, () => Plane(20932), place => (place / 94) is < 8 or (>= 15 and < 84));

    /// <summary>ISO-IR 159 (JIS X 0212), G0. Rows from 78 on are makers' additions. Its tilde is written as ASCII's.</summary>
    public static GraphicSet JisX0212 { get; } = new(
        Bytes("$(D"),
        isG1: false,
        isTwoByte: true,
        () => Plane(20932, secondMask: 0x7F, (0x2237, '~'), (0x2271, '\u2116')),
        place => place / 94 < 77 && place != Place(0x2237));

    /// <summary>ISO-IR 149 (KS X 1001), G1.</summary>
    public static GraphicSet KsX1001 { get; } = new(Bytes("$)C"), isG1: true, isTwoByte: true, () => Plane(949));

    /// <summary>ISO-IR 58 (GB 2312), G1.</summary>
    public static GraphicSet Gb2312 { get; } = new(
        Bytes("$)A"), isG1: true, isTwoByte: true, () => Plane(20936, secondMask: 0xFF, (0x212C, '\u2016')));

    /// <summary>All of them.</summary>
    public static IReadOnlyList<GraphicSet> All { get; } =
    [
        Ascii, Romaji, Katakana, Latin1, Latin2, Latin3, Latin4, Cyrillic, Arabic, Greek, Hebrew, Latin5, Latin9, Thai,
        JisX0208, JisX0212, KsX1001, Gb2312,
    ];

    /// <summary>A code page of .NET, without registering a provider for the whole process.</summary>
    /// <param name="codePage">Its number.</param>
    /// <returns>It throws on encoding what it lacks, and decodes what it cannot as U+FFFD (.NET's own fallback is "?").</returns>
    public static Encoding CodePage(int codePage)
    {
        var replacement = new DecoderReplacementFallback("\uFFFD");
        return CodePagesEncodingProvider.Instance.GetEncoding(codePage, EncoderFallback.ExceptionFallback, replacement)
            ?? Encoding.GetEncoding(codePage, EncoderFallback.ExceptionFallback, replacement);
    }

    private static GraphicSet Left(string escape, Func<char[]> characters) => new(Bytes(escape), false, false, characters);

    private static GraphicSet Right(string escape, Func<char[]> characters) => new(Bytes(escape), true, false, characters);

    private static byte[] Bytes(string escape) => Encoding.ASCII.GetBytes(Escape + escape);

    // Sets of 94 characters have none at 0x20 and 0x7F; sets of 96 have.
    private static char[] Row(Func<int, char> character, bool isWide = false)
    {
        var row = new char[96];
        for (var code = isWide ? 0x20 : 0x21; code <= (isWide ? 0x7F : 0x7E); code++)
        {
            row[code - 0x20] = character(code);
        }

        return row;
    }

    private static GraphicSet Iso8859(string escape, int codePage, params (int Code, char Character)[] corrections) =>
        Right(escape, () =>
        {
            var encoding = CodePage(codePage);
            var row = Row(code => Defined(encoding.GetString([(byte)(code | 0x80)])), isWide: true);
            foreach (var (code, character) in corrections)
            {
                row[code - 0xA0] = character;
            }

            return row;
        });

    private static char[] Plane(int codePage, int secondMask = 0xFF, params (int Code, char Character)[] corrections)
    {
        var encoding = CodePage(codePage);
        var plane = new char[94 * 94];
        for (var place = 0; place < plane.Length; place++)
        {
            var first = (place / 94) + 0xA1;
            var second = (place % 94) + 0xA1;
            var character = Defined(encoding.GetString([(byte)first, (byte)(second & secondMask)]));

            // The code page of JIS X 0208 and 0212 has a middle dot at all undefined places, and at its own.
            plane[place] = character == '\u30FB' && codePage == 20932 && (place != Place(0x2126) || secondMask != 0xFF)
                ? '\0'
                : character;
        }

        foreach (var (code, character) in corrections)
        {
            plane[Place(code)] = character;
        }

        return plane;
    }

    private static int Place(int code) => (((code >> 8) - 0x21) * 94) + (code & 0xFF) - 0x21;

    private static char Defined(string text) =>
        text is [var character] && character is >= '\u00A0' and not ('\uFFFD' or (>= '\uE000' and <= '\uF8FF')) ? character : '\0';
}
