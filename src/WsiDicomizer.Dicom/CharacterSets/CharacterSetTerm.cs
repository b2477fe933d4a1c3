using System.Collections.Frozen;
using System.Globalization;

namespace WsiDicomizer.Dicom.CharacterSets;

/// <summary>A Defined Term of SpecificCharacterSet (PS3.3 tables C.12-2 to C.12-5).</summary>
/// <param name="Term">As the standard spells it.</param>
/// <param name="G0">Its set on the left side; null where it has none.</param>
/// <param name="G1">Its set on the right side; null where it has none.</param>
/// <param name="Whole">The codec of a set that stands alone; null for the others.</param>
/// <param name="IsExtension">Whether the term begins with ISO 2022.</param>
internal sealed record CharacterSetTerm(string Term, GraphicSet? G0, GraphicSet? G1, TextCodec? Whole, bool IsExtension)
{
    private const int MaximumLength = 64;

    private static readonly FrozenDictionary<string, CharacterSetTerm> ByKey;

    static CharacterSetTerm()
    {
        (int Number, GraphicSet? G0, GraphicSet? G1)[] sets =
        [
            (6, GraphicSets.Ascii, null),
            (100, GraphicSets.Ascii, GraphicSets.Latin1),
            (101, GraphicSets.Ascii, GraphicSets.Latin2),
            (109, GraphicSets.Ascii, GraphicSets.Latin3),
            (110, GraphicSets.Ascii, GraphicSets.Latin4),
            (144, GraphicSets.Ascii, GraphicSets.Cyrillic),
            (127, GraphicSets.Ascii, GraphicSets.Arabic),
            (126, GraphicSets.Ascii, GraphicSets.Greek),
            (138, GraphicSets.Ascii, GraphicSets.Hebrew),
            (148, GraphicSets.Ascii, GraphicSets.Latin5),
            (203, GraphicSets.Ascii, GraphicSets.Latin9),
            (13, GraphicSets.Romaji, GraphicSets.Katakana),
            (166, GraphicSets.Ascii, GraphicSets.Thai),
            (87, GraphicSets.JisX0208, null),
            (159, GraphicSets.JisX0212, null),
            (149, null, GraphicSets.KsX1001),
            (58, null, GraphicSets.Gb2312),
        ];
        var terms = new Dictionary<string, CharacterSetTerm>(StringComparer.Ordinal);
        foreach (var (number, g0, g1) in sets)
        {
            var digits = number.ToString(CultureInfo.InvariantCulture);
            var extension = new CharacterSetTerm("ISO 2022 IR " + digits, g0, g1, null, IsExtension: true);
            var isSingleByte = !(g0 ?? g1)!.IsTwoByte;
            terms.Add("ISO2022IR" + digits, extension);
            terms.Add("ISO2022" + digits, extension);
            terms.Add("ISOIR" + digits, isSingleByte ? extension with { Term = "ISO_IR " + digits, IsExtension = false } : extension);
        }

        AddAlone(
            terms, DicomEncoding.Utf8Term, new WholeEncodingCodec(GraphicSets.CodePage(65001)), "ISOIR192", "UTF8", "ISO2022IR192");
        AddAlone(terms, "GB18030", new WholeEncodingCodec(GraphicSets.CodePage(54936)), "GB18030", "ISO2022GB18030");
        AddAlone(terms, "GBK", new WholeEncodingCodec(GraphicSets.CodePage(936), excluded: '\u20AC'), "GBK", "ISO2022GBK");
        (string Name, string Key)[] names =
        [
            ("ASCII", "ISOIR6"), ("USASCII", "ISOIR6"), ("LATIN1", "ISOIR100"), ("ISO88591", "ISOIR100"),
            ("ISO88592", "ISOIR101"), ("ISO88593", "ISOIR109"), ("ISO88594", "ISOIR110"), ("ISO88595", "ISOIR144"),
            ("ISO88596", "ISOIR127"), ("ISO88597", "ISOIR126"), ("ISO88598", "ISOIR138"), ("ISO88599", "ISOIR148"),
            ("ISO885915", "ISOIR203"),
        ];
        foreach (var (name, key) in names)
        {
            terms.Add(name, terms[key]);
        }

        ByKey = terms.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Finds a term, also where it is misspelled as it occurs: by its letters and digits only.</summary>
    /// <param name="text">A value of SpecificCharacterSet.</param>
    /// <returns>Null for an unknown one. A misspelled one has another <see cref="Term"/> than the text.</returns>
    public static CharacterSetTerm? Find(string text)
    {
        if (text.Length > MaximumLength)
        {
            return null;
        }

        var key = string.Concat(text.Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant));
        return ByKey.GetValueOrDefault(key);
    }

    private static void AddAlone(
        Dictionary<string, CharacterSetTerm> terms, string term, TextCodec codec, params string[] keys)
    {
        foreach (var key in keys)
        {
            terms.Add(key, new CharacterSetTerm(term, null, null, codec, IsExtension: false));
        }
    }
}
