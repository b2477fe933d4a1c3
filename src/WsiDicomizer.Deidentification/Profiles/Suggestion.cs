namespace WsiDicomizer.Deidentification.Profiles;

/// <summary>Finds the word that was probably meant.</summary>
internal static class Suggestion
{
    private const int MaximumLength = 100;

    /// <summary>A note like <c> (did you mean 'X'?)</c>, or nothing where no word is near.</summary>
    public static string For(string word, IEnumerable<string> words)
    {
        if (word.Length is 0 or > MaximumLength)
        {
            return string.Empty;
        }

        var best = string.Empty;

        // A word of which nothing is left was not meant.
        var least = Math.Min(Math.Max(2, word.Length / 4) + 1, word.Length);
        foreach (var candidate in words.Where(candidate => candidate.Length <= MaximumLength))
        {
            var distance = IsBeginning(word, candidate) ? 1
                : Math.Abs(word.Length - candidate.Length) >= least ? least
                : Distance(word, candidate, least);
            if (distance < least)
            {
                (best, least) = (candidate, distance);
            }
        }

        return best.Length == 0 ? string.Empty : $" (did you mean '{best}'?)";
    }

    // "random" for "randomize".
    private static bool IsBeginning(string word, string candidate) =>
        word.Length >= 4 && word.Length < candidate.Length && candidate.StartsWith(word, StringComparison.OrdinalIgnoreCase);

    // Levenshtein's, given up where no way is shorter than what is sought.
    private static int Distance(string left, string right, int limit)
    {
        Span<int> row = stackalloc int[MaximumLength + 1];
        for (var index = 0; index <= right.Length; index++)
        {
            row[index] = index;
        }

        for (var line = 0; line < left.Length; line++)
        {
            var letter = char.ToUpperInvariant(left[line]);
            var diagonal = row[0];
            var shortest = row[0] = line + 1;
            for (var index = 0; index < right.Length; index++)
            {
                var replaced = diagonal + (letter == char.ToUpperInvariant(right[index]) ? 0 : 1);
                diagonal = row[index + 1];
                row[index + 1] = Math.Min(replaced, Math.Min(diagonal, row[index]) + 1);
                shortest = Math.Min(shortest, row[index + 1]);
            }

            if (shortest >= limit)
            {
                return limit;
            }
        }

        return row[right.Length];
    }
}
