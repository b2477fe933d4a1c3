using System.Text;

namespace WsiDicomizer.Deidentification.Text;

/// <summary>Makes spellings of a word comparable: upper case, without accents.</summary>
internal static class TextFolding
{
    private const string Accented = "ÀÁÂÃÄÅĀĂÇÈÉÊËĒĖÌÍÎÏĪÑÒÓÔÕÖØŌÙÚÛÜŪŲÝŸŠŚȘŽŹŻĆČŁŃĘĄĐĞŞİŘŤŢȚĎŇŮĚŐŰĶĻĢ";
    private const string Plain = "AAAAAAAACEEEEEEIIIIINOOOOOOOUUUUUUYYSSSZZZCCLNEADGSIRTTTDNUEOUKLG";

    // Letters of the width of ideographs, as Japanese texts have them.
    private const char FirstFullWidth = '\uFF01';
    private const char LastFullWidth = '\uFF5E';
    private const int FullWidthDistance = 0xFEE0;

    /// <summary>Upper case, accents dropped: Müller becomes MULLER.</summary>
    public static string Fold(ReadOnlySpan<char> word)
    {
        if (IsPlain(word))
        {
            return word.ToString();
        }

        var folded = new StringBuilder(word.Length + 2);
        foreach (var letter in word)
        {
            Append(folded, letter);
        }

        return folded.ToString();
    }

    /// <summary>Upper case, umlauts spelled out: Müller becomes MUELLER.</summary>
    public static string Expand(ReadOnlySpan<char> word)
    {
        var expanded = new StringBuilder(word.Length + 2);
        foreach (var letter in word)
        {
            switch (char.ToUpperInvariant(letter))
            {
                case 'Ä':
                    expanded.Append("AE");
                    break;
                case 'Ö' or 'Ø':
                    expanded.Append("OE");
                    break;
                case 'Ü':
                    expanded.Append("UE");
                    break;
                case 'Å':
                    expanded.Append("AA");
                    break;
                default:
                    Append(expanded, letter);
                    break;
            }
        }

        return expanded.ToString();
    }

    private static bool IsPlain(ReadOnlySpan<char> word)
    {
        foreach (var letter in word)
        {
            if (letter >= 0x80 || char.IsAsciiLetterLower(letter))
            {
                return false;
            }
        }

        return true;
    }

    private static void Append(StringBuilder folded, char letter)
    {
        if (letter is >= FirstFullWidth and <= LastFullWidth)
        {
            letter = (char)(letter - FullWidthDistance);
        }

        var upper = char.ToUpperInvariant(letter);
        var at = upper < 0x80 ? -1 : Accented.IndexOf(upper, StringComparison.Ordinal);
        switch (letter)
        {
            case 'ß' or 'ẞ':
                folded.Append("SS");
                break;
            case 'æ' or 'Æ':
                folded.Append("AE");
                break;
            case 'œ' or 'Œ':
                folded.Append("OE");
                break;
            case 'ı':
                folded.Append('I');
                break;
            default:
                folded.Append(at >= 0 ? Plain[at] : upper);
                break;
        }
    }
}
