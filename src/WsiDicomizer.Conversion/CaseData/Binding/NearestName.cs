namespace WsiDicomizer.Conversion.CaseData.Binding;

/// <summary>Finds the name that was probably meant.</summary>
internal static class NearestName
{
    private const int MaximumLength = 64;

    /// <summary>A note like <c>; did you mean 'X'?</c>, or nothing where no name is near. What was written is not in it.</summary>
    /// <param name="written">What was written.</param>
    /// <param name="names">What could have been meant.</param>
    public static string Note(string written, IEnumerable<string> names)
    {
        if (written.Length > MaximumLength)
        {
            return string.Empty;
        }

        var least = Math.Max(1, written.Length / 3) + 1;
        string? best = null;
        foreach (var name in names)
        {
            if (Math.Abs(name.Length - written.Length) < least && Distance(written, name, least) is var distance && distance < least)
            {
                (best, least) = (name, distance);
            }
        }

        return best is null ? string.Empty : $"; did you mean '{best}'?";
    }

    // Levenshtein's, without case.
    private static int Distance(string left, string right, int enough)
    {
        var previous = Enumerable.Range(0, right.Length + 1).ToArray();
        var current = new int[right.Length + 1];
        for (var row = 1; row <= left.Length; row++)
        {
            current[0] = row;
            var least = row;
            for (var column = 1; column <= right.Length; column++)
            {
                var isSame = char.ToUpperInvariant(left[row - 1]) == char.ToUpperInvariant(right[column - 1]);
                current[column] = Math.Min(
                    previous[column - 1] + (isSame ? 0 : 1), Math.Min(previous[column], current[column - 1]) + 1);
                least = Math.Min(least, current[column]);
            }

            if (least >= enough)
            {
                return enough;
            }

            (previous, current) = (current, previous);
        }

        return previous[right.Length];
    }
}
