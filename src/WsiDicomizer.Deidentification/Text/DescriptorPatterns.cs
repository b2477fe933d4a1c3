using System.Text.RegularExpressions;

namespace WsiDicomizer.Deidentification.Text;

/// <summary>What looks like identity in a text, whoever's it is.</summary>
internal static partial class DescriptorPatterns
{
    private static readonly Regex[] Digital = [NumericDate(), IdeographicDate(), NamedDate(), NamedMonth(), Time(), Telephone()];
    private static readonly Regex[] Dates = [NumericDate(), IdeographicDate(), NamedDate(), NamedMonth(), Run()];

    /// <summary>The patterns that a text can fit: most texts have neither digits nor the signs that some begin with.</summary>
    public static IEnumerable<Regex> For(string text)
    {
        if (text.Contains('@', StringComparison.Ordinal))
        {
            yield return Mail();
        }

        if (text.AsSpan().ContainsAny("/\\.:"))
        {
            yield return Address();
        }

        if (HasDigit(text))
        {
            foreach (var pattern in Digital)
            {
                yield return pattern;
            }
        }

        yield return Titled();
        yield return Labelled();
        if (text.Contains('=', StringComparison.Ordinal))
        {
            yield return Assigned();
        }
    }

    /// <summary>The patterns of full dates.</summary>
    public static IReadOnlyList<Regex> ForDates(string text) => HasDigit(text) ? Dates : [];

    /// <summary>Letters and digits joined by - / . _ and their like.</summary>
    [GeneratedRegex(@"[\p{L}\p{Nd}]+(?:[-/._:#][\p{L}\p{Nd}]+)*", RegexOptions.CultureInvariant)]
    public static partial Regex Token();

    /// <summary>A short decimal, such as 25.691574.</summary>
    [GeneratedRegex(@"\A\d{1,3}\.\d{1,8}\z", RegexOptions.CultureInvariant)]
    public static partial Regex Measure();

    private static bool HasDigit(string text)
    {
        foreach (var letter in text)
        {
            if (char.IsDigit(letter))
            {
                return true;
            }
        }

        return false;
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

    // 2024年1月31日, and the years of Japanese eras.
    [GeneratedRegex(@"(?:(?:明治|大正|昭和|平成|令和)\s?)?(?:\d{1,4}|元)\s?年(?:\s?\d{1,2}\s?月)?(?:\s?\d{1,2}\s?日)?|\d{1,2}\s?月\s?\d{1,2}\s?日", RegexOptions.CultureInvariant)]
    private static partial Regex IdeographicDate();

    [GeneratedRegex(@"(?<!\d)\d{6,14}(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Run();

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
}
