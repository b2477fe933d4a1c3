using System.Text;

namespace WsiDicomizer.Deidentification.Text;

/// <summary>Makes spellings of a word comparable: upper case, without accents.</summary>
internal static class TextFolding
{
    private const string Accented = "ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝŸŠŽĆČŁŃŚŹŻĘĄĐĞŞİŘŤĎŇŮĚŐŰ";
    private const string Plain = "AAAAAACEEEEIIIINOOOOOOUUUUYYSZCCLNSZZEADGSIRTDNUEOU";

    /// <summary>Upper case, accents dropped: Müller becomes MULLER.</summary>
    public static string Fold(ReadOnlySpan<char> word)
    {
        var folded = new StringBuilder(word.Length + 2);
        foreach (var letter in word)
        {
            var upper = char.ToUpperInvariant(letter);
            var at = upper < 0x80 ? -1 : Accented.IndexOf(upper, StringComparison.Ordinal);
            folded.Append(at >= 0 ? Plain[at].ToString() : Ligature(letter, upper));
        }

        return folded.ToString();
    }

    /// <summary>Upper case, umlauts spelled out: Müller becomes MUELLER.</summary>
    public static string Expand(ReadOnlySpan<char> word)
    {
        var expanded = new StringBuilder(word.Length + 2);
        foreach (var letter in word)
        {
            expanded.Append(char.ToUpperInvariant(letter) switch
            {
                'Ä' => "AE",
                'Ö' => "OE",
                'Ü' => "UE",
                'Å' => "AA",
                'Ø' => "OE",
                _ => Fold([letter]),
            });
        }

        return expanded.ToString();
    }

    private static string Ligature(char letter, char upper) => letter switch
    {
        'ß' or 'ẞ' => "SS",
        'æ' or 'Æ' => "AE",
        'œ' or 'Œ' => "OE",
        _ => upper.ToString(),
    };
}
