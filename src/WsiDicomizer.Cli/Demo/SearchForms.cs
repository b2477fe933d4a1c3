using System.Text;
using WsiDicomizer.SyntheticSlides.AnswerKeys;

namespace WsiDicomizer.Cli.Demo;

/// <summary>All forms in which a planted value could have survived, as bytes to search for.</summary>
internal static class SearchForms
{
    /// <summary>The shortest text that is searched for: shorter ones are in compressed pictures by chance.</summary>
    public const int ShortestText = 5;

    private const int ShortestBase64 = 7;
    private const int ShortestBytes = 6;

    /// <summary>The patterns of one entry of the answer key.</summary>
    /// <param name="entryIndex">0-based.</param>
    /// <param name="entry">The entry.</param>
    /// <returns>None where the value is too short to be searched for.</returns>
    public static IReadOnlyList<SearchPattern> Of(int entryIndex, AnswerKeyEntry entry)
    {
        var patterns = new List<SearchPattern>();
        var texts = TextForms.Of(entry.Kind, entry.Value).Where(text => text.Length >= ShortestText);
        foreach (var text in texts.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            foreach (var cased in CasesOf(text))
            {
                AddText(cased, ignoreCase: true);
                AddBase64(cased);
            }
        }

        if (entry.BytesHex is { } hex && Convert.FromHexString(hex) is { Length: >= ShortestBytes } bytes)
        {
            patterns.Add(new SearchPattern(entryIndex, "the bytes of the source", bytes, IgnoreCase: false));
        }

        return patterns;

        void AddText(string text, bool ignoreCase)
        {
            Add("UTF-8", Encoding.UTF8.GetBytes(text), ignoreCase);
            Add("UTF-16", Encoding.Unicode.GetBytes(text), ignoreCase);
            Add("UTF-16", Encoding.BigEndianUnicode.GetBytes(text), ignoreCase);
        }

        void AddBase64(string text)
        {
            for (var alignment = 0; alignment < 3; alignment++)
            {
                if (Base64(Encoding.UTF8.GetBytes(text), alignment) is { Length: >= ShortestBase64 } encoded)
                {
                    Add("Base64", Encoding.ASCII.GetBytes(encoded), ignoreCase: false);
                }
            }
        }

        void Add(string form, byte[] found, bool ignoreCase)
        {
            var folded = ignoreCase ? Array.ConvertAll(found, PatternMatcher.Fold) : found;
            if (!patterns.Exists(known => known.IgnoreCase == ignoreCase && known.Bytes.Span.SequenceEqual(folded)))
            {
                patterns.Add(new SearchPattern(entryIndex, form, folded, ignoreCase));
            }
        }
    }

    // The matcher folds A to Z alone; other letters, and Base64, need each case by itself.
    private static IEnumerable<string> CasesOf(string text) =>
        new[] { text, text.ToUpperInvariant(), text.ToLowerInvariant() }.Distinct(StringComparer.Ordinal);

    /// <summary>The characters that stand for a value in Base64, wherever it starts in a group of three bytes.</summary>
    /// <param name="value">The value.</param>
    /// <param name="alignment">The bytes of the group before it, 0 to 2.</param>
    private static string Base64(byte[] value, int alignment)
    {
        var encoded = Convert.ToBase64String([.. new byte[alignment], .. value]);
        // Characters that hold bits of neighbours are left out at both ends.
        var first = ((alignment * 8) + 5) / 6;
        var end = (alignment + value.Length) * 8 / 6;
        return end > first ? encoded[first..end] : string.Empty;
    }
}
