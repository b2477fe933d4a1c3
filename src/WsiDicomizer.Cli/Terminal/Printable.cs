using System.Globalization;
using System.Text;

namespace WsiDicomizer.Cli.Terminal;

/// <summary>Text from files and command lines, made safe to show.</summary>
internal static class Printable
{
    /// <summary>
    /// The text with every character that a terminal would act on, or that would break the line, as its number:
    /// <c>\u{1B}</c>.
    /// </summary>
    /// <remarks>
    /// A slide's metadata and names come from strangers: escape sequences could repaint the screen, and direction
    /// marks could make one name look like another.
    /// </remarks>
    public static string From(string text)
    {
        var clean = true;
        foreach (var rune in text.EnumerateRunes())
        {
            // Half a surrogate pair comes as the replacement character.
            clean &= !MustBeEscaped(rune) && rune != Rune.ReplacementChar;
        }

        if (clean)
        {
            return text;
        }

        var result = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            if (MustBeEscaped(rune))
            {
                result.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:X}}}");
            }
            else
            {
                result.Append(rune);
            }
        }

        return result.ToString();
    }

    private static bool MustBeEscaped(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned;
}
