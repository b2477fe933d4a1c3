namespace WsiDicomizer.Cli;

/// <summary>Finds the word that somebody probably meant.</summary>
internal static class Suggestions
{
    private const int LongestWord = 64;

    /// <summary>The nearest of some words, where one is near enough.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="known">What could have been meant.</param>
    /// <returns>The word; null where none is near.</returns>
    public static string? Nearest(string typed, IEnumerable<string> known)
    {
        if (typed.Length > LongestWord)
        {
            return null;
        }

        // A third of the letters may be wrong, and a beginning of three letters is taken for the whole word.
        var limit = Math.Max(1, typed.Trim('-').Length / 3);
        var best = known
            .Select(word => (Word: word, Distance: DistanceOrPrefix(typed, word)))
            .Where(candidate => candidate.Distance <= limit)
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Word, StringComparer.Ordinal)
            .FirstOrDefault();
        return best.Word;
    }

    private static int DistanceOrPrefix(string typed, string word) =>
        typed.Trim('-').Length >= 3 && word.StartsWith(typed, StringComparison.OrdinalIgnoreCase)
            ? 1
            : Distance(typed.ToUpperInvariant(), word.ToUpperInvariant());

    // Optimal string alignment: letters added, left out, changed, or two neighbours exchanged.
    private static int Distance(string left, string right)
    {
        var table = new int[left.Length + 1, right.Length + 1];
        for (var row = 0; row <= left.Length; row++)
        {
            for (var column = 0; column <= right.Length; column++)
            {
                table[row, column] = row == 0 ? column : column == 0 ? row : Step(table, left, right, row, column);
            }
        }

        return table[left.Length, right.Length];
    }

    private static int Step(int[,] table, string left, string right, int row, int column)
    {
        var changed = table[row - 1, column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1);
        var best = Math.Min(changed, Math.Min(table[row - 1, column], table[row, column - 1]) + 1);
        var exchanged = row > 1 && column > 1
            && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1];
        return exchanged ? Math.Min(best, table[row - 2, column - 2] + 1) : best;
    }
}
