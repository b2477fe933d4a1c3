using System.Globalization;
using WsiDicomizer.SyntheticSlides.AnswerKeys;

namespace WsiDicomizer.Cli.Demo;

/// <summary>The texts that say the same as a planted value.</summary>
internal static class TextForms
{
    private static readonly char[] Separators = [' ', ',', '_', '^'];

    private static readonly string[] DateFormats =
    [
        "MM/dd/yy", "MM/dd/yyyy", "yyyy-MM-dd", "yyyy:MM:dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss", "yyyyMMdd",
    ];

    private static readonly string[] DateForms =
    [
        "yyyyMMdd", "yyyy-MM-dd", "yyyy/MM/dd", "yyyy:MM:dd", "yyyy.MM.dd", "MM/dd/yyyy", "MM/dd/yy", "MM-dd-yyyy",
        "dd.MM.yyyy", "dd/MM/yyyy", "dd-MM-yyyy", "dd.MM.yy", "ddMMyyyy", "MMddyyyy", "d MMM yyyy", "dd-MMM-yyyy",
        "MMM d, yyyy", "MMM d yyyy", "d MMMM yyyy", "MMMM d, yyyy",
    ];

    private static readonly string[] TimeForms = ["HH:mm:ss", "HHmmss", "HH-mm-ss", "HH.mm.ss", "h:mm:ss tt"];

    /// <summary>The value itself, and what says the same.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="value">The value.</param>
    public static IEnumerable<string> Of(PlantedKind kind, string value)
    {
        var forms = new List<string> { value };
        forms.AddRange(Rejoined(value));
        forms.AddRange(Dates(value));
        if (kind == PlantedKind.Time)
        {
            forms.AddRange(Times(value));
        }
        else if (kind == PlantedKind.TimeZone)
        {
            forms.AddRange(Offsets(value));
        }

        return forms;
    }

    // A name comes back as NAME^GIVEN, a file name with other separators; a number stands alone or loses its hyphens.
    private static IEnumerable<string> Rejoined(string value)
    {
        var words = value.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        foreach (var separator in words.Length > 1 ? [" ", "_", "^", "-", ",", ", ", "."] : Array.Empty<string>())
        {
            yield return string.Join(separator, words);
            if (words.Length == 2)
            {
                yield return words[1] + separator + words[0];
            }
        }

        foreach (var word in words.Where(word => word.Length > SearchForms.ShortestText && word.Any(char.IsDigit)))
        {
            yield return word;
        }

        var letters = string.Concat(value.Where(char.IsLetterOrDigit));
        if (letters.Length > SearchForms.ShortestText)
        {
            yield return letters;
        }
    }

    private static IEnumerable<string> Dates(string value) =>
        DateTime.TryParseExact(value, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? DateForms.Select(form => date.ToString(form, CultureInfo.InvariantCulture))
            : [];

    private static IEnumerable<string> Times(string value) =>
        TimeOnly.TryParseExact(value, "HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? TimeForms.Select(form => time.ToString(form, CultureInfo.InvariantCulture))
            : [];

    private static IEnumerable<string> Offsets(string value)
    {
        var sign = value.IndexOfAny(['+', '-']);
        if (sign >= 0)
        {
            yield return value[sign..];
            yield return value[sign..].Replace(":", string.Empty, StringComparison.Ordinal);
        }
    }
}
