namespace WsiDicomizer.Deidentification.Profiles;

/// <summary>Patterns in which * stands for any text; case does not count.</summary>
internal static class Wildcard
{
    /// <summary>Whether a text fits a pattern as a whole; time grows with the product of the lengths at worst.</summary>
    public static bool IsMatch(string text, string pattern)
    {
        var (at, star, resume) = (0, -1, 0);
        for (var index = 0; index < text.Length;)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                (star, resume) = (at++, index);
            }
            else if (at < pattern.Length && char.ToUpperInvariant(pattern[at]) == char.ToUpperInvariant(text[index]))
            {
                at++;
                index++;
            }
            else if (star >= 0)
            {
                at = star + 1;
                index = ++resume;
            }
            else
            {
                return false;
            }
        }

        return pattern[at..].All(letter => letter == '*');
    }
}
