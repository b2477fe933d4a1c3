using WsiDicomizer.Cli.Terminal;

namespace WsiDicomizer.Cli.Converting;

/// <summary>The actions of PS3.15 in words for people.</summary>
internal static class ActionWords
{
    private static readonly (string Letter, string Meaning)[] Meanings =
    [
        ("X", "removed"), ("Z", "emptied"), ("D", "replaced by a dummy value or pseudonym"),
        ("U", "replaced by a keyed UID"), ("C", "cleaned"), ("K", "kept"),
    ];

    /// <summary>One text per action that was taken: <c>12 removed (X)</c>, in a fixed order.</summary>
    /// <param name="counts">How often each, by its letter.</param>
    public static IEnumerable<string> Describe(IEnumerable<KeyValuePair<string, long>> counts) =>
        Sorted(counts).Select(row => $"{Quantity.Number(row.Count)} {row.Meaning} ({row.Letter})");

    /// <summary>The actions that were taken, in a fixed order, with their meaning.</summary>
    /// <param name="counts">How often each, by its letter.</param>
    public static IEnumerable<(string Letter, string Meaning, long Count)> Sorted(
        IEnumerable<KeyValuePair<string, long>> counts)
    {
        var rest = counts.Where(pair => pair.Value > 0).ToDictionary(StringComparer.Ordinal);
        foreach (var (letter, meaning) in Meanings)
        {
            if (rest.Remove(letter, out var count))
            {
                yield return (letter, meaning, count);
            }
        }

        foreach (var (letter, count) in rest.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            yield return (letter, "other", count);
        }
    }
}
