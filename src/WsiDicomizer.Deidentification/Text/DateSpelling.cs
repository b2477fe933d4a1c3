using System.Globalization;

namespace WsiDicomizer.Deidentification.Text;

/// <summary>The days that a spelling of a date may mean: 3/4/2024 is 3 April or 4 March.</summary>
internal static class DateSpelling
{
    private const int ThisCentury = 2000;
    private const int LastCentury = 1900;

    private static readonly string[][] Months =
    [
        ["jan", "jän", "ene", "gen"], ["feb", "fév", "fev"], ["mar", "mär", "mrz", "maa"], ["apr", "avr", "abr"],
        ["may", "mai", "maj", "mei", "mag"], ["jun", "juin", "giu"], ["jul", "juil", "lug"], ["aug", "aoû", "aou", "ago"],
        ["sep", "set"], ["oct", "okt", "ott"], ["nov"], ["dec", "dez", "déc", "dic"],
    ];

    /// <summary>The days that a text may mean; none where it is no full date.</summary>
    public static IEnumerable<DateOnly> Read(string text)
    {
        var numbers = new List<string>();
        var month = 0;
        foreach (var word in TextWords.Of(text).SelectMany(DigitsAndLetters))
        {
            if (char.IsDigit(word[0]))
            {
                numbers.Add(word);
            }
            else if (month == 0)
            {
                month = MonthOf(word);
            }
        }

        return (numbers.Count, month) switch
        {
            (1, 0) => Run(numbers[0]),
            (>= 2, > 0) => Days((numbers[1], month, numbers[0]), (numbers[0], month, numbers[1])),
            (>= 3, 0) => Numeric(numbers),
            _ => [],
        };
    }

    // YYYYMMDD, DDMMYYYY, MMDDYYYY and their like with two digits of the year; what stands behind a date is its time of day.
    private static IEnumerable<DateOnly> Run(string digits) => digits.Length switch
    {
        8 => Days(
            (digits[..4], Number(digits[4..6]), digits[6..]),
            (digits[4..], Number(digits[2..4]), digits[..2]),
            (digits[4..], Number(digits[..2]), digits[2..4])),
        6 => Days(
            (digits[..2], Number(digits[2..4]), digits[4..]),
            (digits[4..], Number(digits[2..4]), digits[..2]),
            (digits[4..], Number(digits[..2]), digits[2..4])),
        > 8 => Run(digits[..8]),
        _ => [],
    };

    private static IEnumerable<DateOnly> Numeric(List<string> numbers) => Days(
        (numbers[0], Number(numbers[1]), numbers[2]),
        (numbers[2], Number(numbers[1]), numbers[0]),
        (numbers[2], Number(numbers[0]), numbers[1]));

    private static IEnumerable<DateOnly> Days(params (string Year, int Month, string Day)[] spellings)
    {
        foreach (var (yearText, month, dayText) in spellings)
        {
            if (yearText.Length is not (2 or 4) || dayText.Length > 2)
            {
                continue;
            }

            var (year, day) = (Number(yearText), Number(dayText));
            foreach (var full in yearText.Length == 4 ? [year] : (int[])[ThisCentury + year, LastCentury + year])
            {
                if (full is > 0 and < 10_000 && month is > 0 and < 13 && day > 0 && day <= DateTime.DaysInMonth(full, month))
                {
                    yield return new DateOnly(full, month, day);
                }
            }
        }
    }

    // 31JAN2024 and 31st are one run of letters and digits.
    private static IEnumerable<string> DigitsAndLetters(string word)
    {
        var start = 0;
        for (var index = 1; index <= word.Length; index++)
        {
            if (index == word.Length || char.IsDigit(word[index]) != char.IsDigit(word[start]))
            {
                yield return word[start..index];
                start = index;
            }
        }
    }

    private static int MonthOf(string word) => 1 + Array.FindIndex(
        Months, names => names.Any(name => word.StartsWith(name, StringComparison.OrdinalIgnoreCase)));

    private static int Number(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
