namespace WsiDicomizer.Deidentification.Text;

/// <summary>Finds any of many words inside a longer one, at a cost that does not depend on how many they are.</summary>
internal sealed class WordsInside
{
    private readonly HashSet<string> _words;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly int[] _lengths;

    /// <summary>Takes the words.</summary>
    public WordsInside(IEnumerable<string> words)
    {
        _words = new HashSet<string>(words, StringComparer.Ordinal);
        _lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        _lengths = [.. _words.Select(word => word.Length).Distinct().Order()];
    }

    /// <summary>Whether one of the words is part of a word.</summary>
    public bool AnyIn(ReadOnlySpan<char> word) => TryFind(word, 0, out _, out _);

    /// <summary>Finds the first of the words in a word.</summary>
    /// <param name="word">The word.</param>
    /// <param name="from">Where the search begins.</param>
    /// <param name="start">Where the found one begins.</param>
    /// <param name="length">How long it is; the longest where several begin there.</param>
    public bool TryFind(ReadOnlySpan<char> word, int from, out int start, out int length)
    {
        for (start = from; start < word.Length; start++)
        {
            for (var index = _lengths.Length - 1; index >= 0; index--)
            {
                length = _lengths[index];
                if (start + length <= word.Length && _lookup.Contains(word.Slice(start, length)))
                {
                    return true;
                }
            }
        }

        length = 0;
        return false;
    }
}
