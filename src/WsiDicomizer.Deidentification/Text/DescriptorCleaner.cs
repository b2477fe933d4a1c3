using System.Text;

namespace WsiDicomizer.Deidentification.Text;

/// <summary>Takes out of a text what could identify, and leaves the rest (PS3.15 E.3.5).</summary>
/// <param name="identity">The words that identify the subject.</param>
/// <remarks>
/// Conservative: what merely looks like a date, a number of a person or case, a telephone, an address of mail or web, a
/// path or a name behind a title goes too. Each piece taken out leaves three asterisks.
/// </remarks>
internal sealed class DescriptorCleaner(IdentityWords identity)
{
    /// <summary>What stands where something was taken out.</summary>
    public const string Mark = "***";

    // No VR that is cleaned needs more, and it bounds the work on hostile text.
    private const int MaximumLength = 1 << 20;
    private const int MaximumDigits = 5;

    // How far an initial or a particle may stand from a name that it belongs to, and parts of a number from each other.
    private const int MaximumGap = 3;
    private const int MaximumPieces = 8;

    /// <summary>Cleans a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="redactions">How many pieces were taken out.</param>
    /// <returns>The clean text; empty where nothing but marks would be left.</returns>
    public string Clean(string text, out int redactions)
    {
        if (text.Length > MaximumLength || identity.AreTooMany)
        {
            redactions = 1;
            return string.Empty;
        }

        var readable = TextSigns.Readable(text);
        var taken = new bool[readable.Length];
        var count = 0;
        foreach (var pattern in DescriptorPatterns.For(readable))
        {
            foreach (var match in pattern.EnumerateMatches(readable))
            {
                count += Take(taken, match.Index, match.Length);
            }
        }

        count += TakePhrases(readable, taken);
        foreach (var match in DescriptorPatterns.Token().EnumerateMatches(readable))
        {
            count += IsNumber(readable.AsSpan(match.Index, match.Length)) ? Take(taken, match.Index, match.Length) : 0;
        }

        count += TakeWords(readable, taken, ownOnly: false);
        redactions = count;
        return count == 0 ? text : Compose(readable, taken);
    }

    /// <summary>Takes out what is the subject's alone: names of persons, numbers and dates that the data set has.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isCodeMeaning">
    /// Whether it is the meaning of a code: words that name stains and colours stay there, though a person may be called so,
    /// unless another word of the subject stands beside them.
    /// </param>
    /// <param name="redactions">How many pieces were taken out.</param>
    /// <returns>The text without them; empty where nothing but marks would be left.</returns>
    public string CleanOwn(string text, bool isCodeMeaning, out int redactions)
    {
        if (text.Length > MaximumLength)
        {
            redactions = 1;
            return string.Empty;
        }

        var readable = TextSigns.Readable(text);
        var taken = new bool[readable.Length];
        var count = 0;
        foreach (var pattern in DescriptorPatterns.ForDates(readable))
        {
            foreach (var match in pattern.EnumerateMatches(readable))
            {
                count += identity.ContainsDate(readable.Substring(match.Index, match.Length)) ? Take(taken, match.Index, match.Length) : 0;
            }
        }

        count += TakeWords(readable, taken, ownOnly: true);
        if (count == 1 && isCodeMeaning && IsOrdinary(readable, taken))
        {
            count = 0;
        }

        redactions = count;
        return count == 0 ? text : Compose(readable, taken);
    }

    private static bool IsOrdinary(string text, bool[] taken)
    {
        var start = Array.IndexOf(taken, true);
        return OrdinaryWords.Contains(text.AsSpan(start, Array.LastIndexOf(taken, true) + 1 - start));
    }

    private int TakePhrases(string text, bool[] taken)
    {
        if (identity.Phrases.Count == 0)
        {
            return 0;
        }

        // Folding may change the length (ß), so phrases are looked for only where it does not; words are found anyway.
        var folded = TextFolding.Fold(text);
        var count = 0;
        foreach (var phrase in folded.Length == text.Length ? identity.Phrases : [])
        {
            for (var at = folded.IndexOf(phrase, StringComparison.Ordinal); at >= 0; at = folded.IndexOf(phrase, at + phrase.Length, StringComparison.Ordinal))
            {
                count += Take(taken, at, phrase.Length);
            }
        }

        return count;
    }

    // Five digits or more in one piece make a number of something; a short decimal is a measure.
    private static bool IsNumber(ReadOnlySpan<char> token)
    {
        var digits = 0;
        foreach (var letter in token)
        {
            digits += char.IsDigit(letter) ? 1 : 0;
        }

        return digits >= MaximumDigits && !DescriptorPatterns.Measure().IsMatch(token);
    }

    private int TakeWords(string text, bool[] taken, bool ownOnly)
    {
        var words = WordsOf(text);
        var count = 0;
        foreach (var (start, length) in words)
        {
            if (taken[start])
            {
                continue;
            }

            var word = text.AsSpan(start, length);
            var from = 0;
            while (identity.TryFindInIdeographs(word, from, out var at, out var size))
            {
                count += Take(taken, start + at, size);
                from = at + size;
            }

            if (from == 0 && identity.Contains(word, ownOnly))
            {
                count += Take(taken, start, length);
            }
        }

        count += identity.LongestSqueezed > 0 ? TakeSqueezed(text, taken, words) : 0;
        if (count > 0)
        {
            TakeBesideNames(text, taken, words);
        }

        return count;
    }

    // A number may be parted otherwise than the data set has it: 12-34 56 for 123456.
    private int TakeSqueezed(string text, bool[] taken, List<(int Start, int Length)> words)
    {
        var count = 0;
        for (var first = 0; first < words.Count; first++)
        {
            var squeezed = string.Empty;
            for (var last = first; last < words.Count && last - first < MaximumPieces; last++)
            {
                var (start, length) = words[last];
                if (last > first && start - End(words[last - 1]) > MaximumGap)
                {
                    break;
                }

                squeezed += TextFolding.Fold(text.AsSpan(start, length));
                if (squeezed.Length > identity.LongestSqueezed)
                {
                    break;
                }

                if (identity.ContainsSqueezed(squeezed))
                {
                    count += Take(taken, words[first].Start, End(words[last]) - words[first].Start);
                }
            }
        }

        return count;
    }

    // The J. of "J. Doe" and the "von der" before a name say nothing alone, and too much beside what was taken.
    private void TakeBesideNames(string text, bool[] taken, List<(int Start, int Length)> words)
    {
        for (var index = 0; index < words.Count; index++)
        {
            TakeBeside(text, taken, words, index, index - 1);
        }

        for (var index = words.Count - 1; index >= 0; index--)
        {
            TakeBeside(text, taken, words, index, index + 1);
        }
    }

    private void TakeBeside(string text, bool[] taken, List<(int Start, int Length)> words, int index, int neighbour)
    {
        if (neighbour < 0 || neighbour >= words.Count || taken[words[index].Start] || !taken[words[neighbour].Start])
        {
            return;
        }

        var (start, length) = words[index];
        var gap = index < neighbour
            ? text.AsSpan(start + length, words[neighbour].Start - start - length)
            : text.AsSpan(End(words[neighbour]), start - End(words[neighbour]));
        var isInitial = length == 1 && char.IsUpper(text[start]) && identity.IsInitial(text[start]);
        var isParticle = length > 1 && index < neighbour && identity.IsParticle(TextFolding.Fold(text.AsSpan(start, length)));
        if (gap.Length <= MaximumGap && !gap.ContainsAnyExcept(TextSigns.BetweenNames) && (isInitial || isParticle))
        {
            Take(taken, start, length);
        }
    }

    private static int End((int Start, int Length) word) => word.Start + word.Length;

    private static List<(int Start, int Length)> WordsOf(string text)
    {
        var words = new List<(int Start, int Length)>();
        var start = -1;
        for (var index = 0; index <= text.Length; index++)
        {
            var inside = index < text.Length && char.IsLetterOrDigit(text[index]);
            if (inside && start < 0)
            {
                start = index;
            }
            else if (!inside && start >= 0)
            {
                words.Add((start, index - start));
                start = -1;
            }
        }

        return words;
    }

    private static int Take(bool[] taken, int start, int length)
    {
        var range = taken.AsSpan(start, length);
        var isNew = range.Contains(false);
        range.Fill(true);
        return isNew ? 1 : 0;
    }

    private static string Compose(string text, bool[] taken)
    {
        var result = new StringBuilder(text.Length);
        var left = false;
        for (var index = 0; index < text.Length; index++)
        {
            if (!taken[index])
            {
                result.Append(text[index]);
                left |= char.IsLetterOrDigit(text[index]);
            }
            else if (index == 0 || !taken[index - 1])
            {
                result.Append(Mark);
            }
        }

        return left ? result.ToString() : string.Empty;
    }
}
