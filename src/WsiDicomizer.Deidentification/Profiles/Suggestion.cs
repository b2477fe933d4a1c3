namespace WsiDicomizer.Deidentification.Profiles;

/// <summary>Finds the word that was probably meant.</summary>
internal static class Suggestion
{
    private const int MaximumLength = 100;

    /// <summary>A note like <c> (did you mean 'X'?)</c>, or nothing where no word is near.</summary>
    public static string For(string word, IEnumerable<string> words)
    {
        var best = string.Empty;

        // A word of which nothing is left was not meant.
        var least = Math.Min(Math.Max(2, word.Length / 4) + 1, word.Length);
        foreach (var candidate in words)
        {
            var distance = word.Length > MaximumLength ? int.MaxValue : Distance(word, candidate);
            if (distance < least)
            {
                (best, least) = (candidate, distance);
            }
        }

        return best.Length == 0 ? string.Empty : $" (did you mean '{best}'?)";
    }

    private static int Distance(string left, string right)
    {
        var previous = Enumerable.Range(0, right.Length + 1).ToArray();
        foreach (var letter in left)
        {
            var current = new int[right.Length + 1];
            current[0] = previous[0] + 1;
            for (var index = 0; index < right.Length; index++)
            {
                var same = char.ToUpperInvariant(letter) == char.ToUpperInvariant(right[index]);
                current[index + 1] = Math.Min(
                    previous[index] + (same ? 0 : 1), Math.Min(previous[index + 1], current[index]) + 1);
            }

            previous = current;
        }

        return previous[^1];
    }
}
