using System.Text;
using WsiDicomizer.Dicom.CharacterSets;

namespace WsiDicomizer.Dicom.Tests.CharacterSets;

/// <summary>Which characters a value of SpecificCharacterSet can hold, for texts made at random.</summary>
internal static class Repertoires
{
    /// <summary>Every Defined Term alone, and several together.</summary>
    public static readonly string[] Terms =
    [
        "", "ISO_IR 6", "ISO_IR 100", "ISO_IR 101", "ISO_IR 109", "ISO_IR 110", "ISO_IR 144", "ISO_IR 127", "ISO_IR 126",
        "ISO_IR 138", "ISO_IR 148", "ISO_IR 203", "ISO_IR 13", "ISO_IR 166", "ISO_IR 192", "GB18030", "GBK",
        "ISO 2022 IR 6", "ISO 2022 IR 100\\ISO 2022 IR 101\\ISO 2022 IR 109", "\\ISO 2022 IR 110\\ISO 2022 IR 144",
        "ISO 2022 IR 127\\ISO 2022 IR 126\\ISO 2022 IR 138", "ISO 2022 IR 148\\ISO 2022 IR 203\\ISO 2022 IR 166",
        "\\ISO 2022 IR 87", "ISO 2022 IR 13\\ISO 2022 IR 87", "ISO 2022 IR 13\\ISO 2022 IR 87\\ISO 2022 IR 159",
        "\\ISO 2022 IR 159", "\\ISO 2022 IR 149", "\\ISO 2022 IR 58", "ISO 2022 IR 100\\ISO 2022 IR 87\\ISO 2022 IR 149",
    ];

    /// <summary>The characters of a set, each of which it encodes; delimiters and padding apart.</summary>
    public static Rune[] Of(string terms)
    {
        var characterSet = DicomCharacterSet.FromTerms(terms.Split('\\'));
        return [.. Candidates().Where(rune => characterSet.TryEncode(rune.ToString(), DicomVR.LO, out _))];
    }

    /// <summary>The characters of the tables themselves: what has to be in the repertoire.</summary>
    public static IEnumerable<char> OfTable(GraphicSet set)
    {
        for (var place = 0; place < (set.IsTwoByte ? 94 * 94 : 96); place++)
        {
            var character = set.CharacterAt(place, out var isStandard);
            if (isStandard)
            {
                yield return character;
            }
        }
    }

    private static IEnumerable<Rune> Candidates() => Enumerable.Range(0x21, 0xFFFD - 0x21)
        .Concat(Enumerable.Range(0x1F600, 64))
        .Where(code => code is not ('\\' or '^' or '=' or (>= 0x7F and < 0xA0) or (>= 0xE000 and < 0xF900)) && Rune.IsValid(code))
        .Select(code => new Rune(code));
}
