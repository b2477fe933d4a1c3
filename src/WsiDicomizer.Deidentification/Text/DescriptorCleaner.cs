using System.Text;
using System.Text.RegularExpressions;

namespace WsiDicomizer.Deidentification.Text;

/// <summary>Takes out of a text what could identify, and leaves the rest (PS3.15 E.3.5).</summary>
/// <param name="identity">The words that identify the subject.</param>
/// <remarks>
/// Conservative: what merely looks like a date, a number of a person or case, a telephone, an address of mail or web, a
/// path or a name behind a title goes too. Each piece taken out leaves three asterisks.
/// </remarks>
internal sealed partial class DescriptorCleaner(IdentityWords identity)
{
    /// <summary>What stands where something was taken out.</summary>
    public const string Mark = "***";

    // No VR that is cleaned needs more, and it bounds the work on hostile text.
    private const int MaximumLength = 1 << 20;
    private const int MaximumDigits = 5;

    private static readonly Regex[] Patterns =
        [Mail(), Address(), NumericDate(), NamedDate(), NamedMonth(), Time(), Telephone(), Titled(), Labelled(), Assigned()];

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

        var taken = new bool[text.Length];
        var count = 0;
        foreach (var pattern in Patterns)
        {
            foreach (var match in pattern.EnumerateMatches(text))
            {
                count += Take(taken, match.Index, match.Length);
            }
        }

        count += TakePhrases(text, taken);
        foreach (var match in Token().EnumerateMatches(text))
        {
            count += TakeToken(text, taken, match.Index, match.Length);
        }

        redactions = count;
        return count == 0 ? text : Compose(text, taken);
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

    // A token is letters and digits joined by - / . _ and their like. Five digits or more make a number of something
    // (a short decimal is a measure); otherwise its words count one by one.
    private int TakeToken(string text, bool[] taken, int start, int length)
    {
        var token = text.AsSpan(start, length);
        var digits = 0;
        foreach (var letter in token)
        {
            digits += char.IsDigit(letter) ? 1 : 0;
        }

        if (digits >= MaximumDigits && !Measure().IsMatch(token))
        {
            return Take(taken, start, length);
        }

        var count = 0;
        var from = start;
        for (var index = start; index <= start + length; index++)
        {
            if (index < start + length && char.IsLetterOrDigit(text[index]))
            {
                continue;
            }

            if (index > from && identity.Contains(text.AsSpan(from, index - from)))
            {
                count += Take(taken, from, index - from);
            }

            from = index + 1;
        }

        return count;
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

    // Months of the languages around: English, German, French, Spanish, Italian, Dutch and the Nordic ones.
    private const string Months =
        "(?:jan(?:uary|uari|uar|vier)?|jänner|enero|gennaio|feb(?:ruary|ruari|ruar|rero|braio)?|février|fevrier"
        + "|mar(?:ch|s|zo)?|märz|mrz|maart|apr(?:il|ile)?|avril|abril|may(?:o)?|mai|maj|mei|maggio|jun(?:e|i|io)?|juin|giugno"
        + "|jul(?:y|i|io)?|juillet|luglio|aug(?:ust|usti|ustus)?|août|aout|agosto|sep(?:t|tember|tembre|tiembre)?|settembre"
        + "|oct(?:ober|obre|ubre)?|okt(?:ober)?|ottobre|nov(?:ember|embre|iembre)?|dec(?:ember|embre)?|dez(?:ember)?"
        + "|décembre|diciembre|dicembre)";

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    [GeneratedRegex(@"[\w.+-]{1,64}@[\w.-]{1,128}", Options)]
    private static partial Regex Mail();

    // URLs, web names, UNC, drive and Unix paths, network addresses.
    [GeneratedRegex(@"[a-z]{2,8}://\S+|\bwww\.\S+|\\\\\S+|\b[a-z]:[\\/]\S+|(?<!\w)/(?:home|mnt|media|data|users|var|srv|opt)/\S*|\b\d{1,3}(?:\.\d{1,3}){3}\b", Options)]
    private static partial Regex Address();

    [GeneratedRegex(@"(?<!\d)(?:\d{1,2}[-./ ]\d{1,2}[-./ ]\d{4}|\d{4}[-./ ]\d{1,2}[-./ ]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2}|\d{1,2}[-./](?:19|20)\d{2}|(?:19|20)\d{2}[-./]\d{1,2})(?!\d)(?:t\d[\d:.]*z?)?", Options)]
    private static partial Regex NumericDate();

    [GeneratedRegex(@"(?<!\w)\d{1,2}(?:st|nd|rd|th|\.)?[ -]{0,2}(?:of |de |di )?" + Months + @"(?!\p{L})\.?(?:[ ,.'-]{0,3}(?:de )?(?:\d{4}|\d{2}))?(?!\w)", Options)]
    private static partial Regex NamedDate();

    [GeneratedRegex(@"(?<!\w)" + Months + @"(?!\p{L})\.?[ ,.'-]{0,3}(?:\d{1,2}(?:st|nd|rd|th)?[ ,.-]{1,3})?(?:\d{4}|\d{1,2})(?!\w)", Options)]
    private static partial Regex NamedMonth();

    [GeneratedRegex(@"(?<!\d)(?:(?:[01]\d|2[0-3])[:h][0-5]\d(?:[:m][0-5]\d(?:\.\d+)?s?)?|\d{1,2}:[0-5]\d:[0-5]\d|\d{1,2}(?:[:.][0-5]\d)? ?(?:[ap]\.?m\.?|uhr))(?!\w)", Options)]
    private static partial Regex Time();

    // Not a decimal such as 25.691574, which is a measure.
    [GeneratedRegex(@"(?<![\w.])(?!\d{1,3}\.\d{1,8}(?![\w./-]))[+(]?\d(?:[ ()./-]{0,2}\d){6,}(?!\w)", Options)]
    private static partial Regex Telephone();

    // A name behind a title: letters after the title, capitalised.
    [GeneratedRegex(@"\b(?:Dr|Prof|Mr|Mrs|Ms|Miss|Herr|Frau|Doctor|Professor|DR|PROF|MR|MRS|MS)\b\.?\s{1,3}(?:(?:med|Dr|Prof)\.\s{0,2}){0,3}\p{Lu}[\p{L}'’-]{1,40}(?:\s\p{Lu}[\p{L}'’-]{1,40}){0,2}", RegexOptions.CultureInvariant)]
    private static partial Regex Titled();

    // What follows a label that promises an identity.
    [GeneratedRegex(@"\b(?:patient|pat|name|surname|vorname|nachname|mrn|dob|ssn|pid|acc|accession|case no|geb|geboren|born)(?:\s?[.:#=]\s{0,3}|\s(?=\S*\d))\S+(?:,\s?\p{Lu}\S*)?", Options)]
    private static partial Regex Labelled();

    // Settings that scanners write into texts, such as "Filename = X|User = Y": up to the next separator.
    [GeneratedRegex(@"\b(?:file ?name|file|title|user(?: ?name)?|operator|bar ?code|label|serial(?: ?number)?|scan ?scope id|scanner(?: id)?|image ?id|slide(?: ?id| ?name)?|case(?: ?id)?|specimen(?: ?id)?|dsr id|rack|host|computer|uuid|guid|date|time(?: zone)?) ?= ?[^|;\r\n]{0,200}", Options)]
    private static partial Regex Assigned();

    [GeneratedRegex(@"[\p{L}\p{Nd}]+(?:[-/._:#][\p{L}\p{Nd}]+)*", RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    [GeneratedRegex(@"\A\d{1,3}\.\d{1,8}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Measure();
}
