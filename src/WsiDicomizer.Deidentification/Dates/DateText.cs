using System.Globalization;

namespace WsiDicomizer.Deidentification.Dates;

/// <summary>Reads and writes values of VR DA, TM and DT (PS3.5 table 6.2-1), the old forms with points and colons too.</summary>
internal static class DateText
{
    private const int MaximumDecimals = 6;
    private const int LongestTime = 16;

    /// <summary>Reads a DA.</summary>
    public static bool TryParseDate(ReadOnlySpan<char> text, out DateOnly date)
    {
        text = text.Trim(' ');
        if (text.Length == 10 && text[4] == '.' && text[7] == '.')
        {
            // YYYY.MM.DD of ACR-NEMA (PS3.5 6.2, note on DA).
            text = string.Concat(text[..4], text.Slice(5, 2), text.Slice(8, 2));
        }

        return DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
    }

    /// <summary>Reads a TM.</summary>
    /// <param name="text">The value.</param>
    /// <param name="time">Since midnight; a leap second is the second after.</param>
    /// <param name="precision">Hour, minute or second.</param>
    /// <param name="decimals">Of the second.</param>
    public static bool TryParseTime(ReadOnlySpan<char> text, out TimeSpan time, out DatePrecision precision, out int decimals)
    {
        text = text.Trim(' ');
        if (text.Length is >= 5 and <= LongestTime && text[2] == ':')
        {
            // HH:MM:SS of ACR-NEMA.
            text = text.ToString().Replace(":", string.Empty, StringComparison.Ordinal);
        }

        return TryParsePlainTime(text, out time, out precision, out decimals);
    }

    /// <summary>Reads a DT.</summary>
    public static bool TryParseMoment(ReadOnlySpan<char> text, out DicomMoment moment)
    {
        moment = default;
        text = text.Trim(' ');
        TimeSpan? offset = null;
        var sign = text.LastIndexOfAny('+', '-');
        if (sign >= 4)
        {
            if (!TryParseOffset(text[sign..], out var found))
            {
                return false;
            }

            offset = found;
            text = text[..sign];
        }

        if (text.Length is 4 or 6)
        {
            return TryParsePartialDate(text, offset, out moment);
        }

        if (text.Length < 8 || !DateOnly.TryParseExact(text[..8], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return false;
        }

        if (text.Length == 8)
        {
            moment = new DicomMoment(date.ToDateTime(TimeOnly.MinValue), DatePrecision.Day, 0, offset);
            return true;
        }

        if (!TryParsePlainTime(text[8..], out var time, out var precision, out var decimals)
            || date == DateOnly.MaxValue)
        {
            return false;
        }

        moment = new DicomMoment(date.ToDateTime(TimeOnly.MinValue) + time, precision, decimals, offset);
        return true;
    }

    /// <summary>Reads an offset from UTC, ±HHMM (PS3.5 6.2 DT, PS3.3 C.12.1.1.7).</summary>
    public static bool TryParseOffset(ReadOnlySpan<char> text, out TimeSpan offset)
    {
        text = text.Trim(' ');
        offset = default;
        if (text.Length != 5 || text[0] is not ('+' or '-') || !TryDigits(text[1..], out var digits) || digits % 100 > 59 || digits > 1459)
        {
            return false;
        }

        offset = new TimeSpan(digits / 100, digits % 100, 0) * (text[0] == '-' ? -1 : 1);
        return true;
    }

    /// <summary>Writes a DA.</summary>
    public static string FormatDate(DateTime local) => local.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>Writes a TM with a precision of an hour or finer.</summary>
    public static string FormatTime(DateTime local, DatePrecision precision, int decimals) => precision switch
    {
        DatePrecision.Hour => local.ToString("HH", CultureInfo.InvariantCulture),
        DatePrecision.Minute => local.ToString("HHmm", CultureInfo.InvariantCulture),
        _ when decimals == 0 => local.ToString("HHmmss", CultureInfo.InvariantCulture),
        _ => local.ToString("HHmmss." + new string('f', decimals), CultureInfo.InvariantCulture),
    };

    /// <summary>Writes a DT without an offset from UTC.</summary>
    public static string FormatMoment(DateTime local, DatePrecision precision, int decimals) => precision switch
    {
        DatePrecision.Year => local.ToString("yyyy", CultureInfo.InvariantCulture),
        DatePrecision.Month => local.ToString("yyyyMM", CultureInfo.InvariantCulture),
        DatePrecision.Day => FormatDate(local),
        _ => FormatDate(local) + FormatTime(local, precision, decimals),
    };

    private static bool TryParsePartialDate(ReadOnlySpan<char> text, TimeSpan? offset, out DicomMoment moment)
    {
        moment = default;
        if (!TryDigits(text[..4], out var year) || year == 0)
        {
            return false;
        }

        if (text.Length == 4)
        {
            moment = new DicomMoment(new DateTime(year, 7, 1), DatePrecision.Year, 0, offset);
            return true;
        }

        if (!TryDigits(text[4..], out var month) || month is 0 or > 12)
        {
            return false;
        }

        moment = new DicomMoment(new DateTime(year, month, 15), DatePrecision.Month, 0, offset);
        return true;
    }

    private static bool TryParsePlainTime(ReadOnlySpan<char> text, out TimeSpan time, out DatePrecision precision, out int decimals)
    {
        time = default;
        precision = DatePrecision.Hour;
        decimals = 0;
        var point = text.IndexOf('.');
        var whole = point < 0 ? text : text[..point];
        if (whole.Length is not (2 or 4 or 6) || !TryDigits(whole, out var digits))
        {
            return false;
        }

        digits *= whole.Length switch { 2 => 10_000, 4 => 100, _ => 1 };
        precision = whole.Length switch { 2 => DatePrecision.Hour, 4 => DatePrecision.Minute, _ => DatePrecision.Second };
        var (hour, minute, second) = (digits / 10_000, digits / 100 % 100, digits % 100);
        if (hour > 23 || minute > 59 || second > 60)
        {
            return false;
        }

        time = new TimeSpan(hour, minute, second);
        if (point < 0)
        {
            return true;
        }

        decimals = text.Length - point - 1;
        if (whole.Length != 6 || decimals is 0 or > MaximumDecimals || !TryDigits(text[(point + 1)..], out var fraction))
        {
            return false;
        }

        time += TimeSpan.FromTicks(fraction * (long)Math.Pow(10, 7 - decimals));
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
