using System.Globalization;
using System.Text.RegularExpressions;
using WsiDicomizer.Conversion.CaseData.Model;
using WsiDicomizer.Conversion.CaseData.Reading;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Conversion.CaseData.Binding;

/// <summary>Texts as values of DICOM's representations (PS3.5 6.2). What does not fit is a mistake, never cut or changed.</summary>
/// <param name="mistakes">Where mistakes go.</param>
internal sealed partial class CaseValues(CaseDataMistakes mistakes)
{
    private const int NameGroups = 3;
    private const int NameComponents = 5;

    private static readonly string[] DateForms = ["yyyy-MM-dd", "yyyyMMdd", "dd.MM.yyyy", "d.M.yyyy"];

    private static readonly string[] TimeForms =
        ["HH:mm:ss", "HH:mm", "HHmmss", "HHmm", "HH:mm:ss.FFFFFF", "HHmmss.FFFFFF"];

    private static readonly string[] UniversalTypes = ["DNS", "EUI64", "ISO", "URI", "UUID", "X400", "X500"];

    /// <summary>VR SH: 16 characters.</summary>
    public string? ShortString(CaseText? text, string field) => Text(text, field, "SH", 16);

    /// <summary>VR LO: 64 characters.</summary>
    public string? LongString(CaseText? text, string field) => Text(text, field, "LO", 64);

    /// <summary>VR ST: 1024 characters, several lines.</summary>
    public string? ShortText(CaseText? text, string field) => Text(text, field, "ST", 1024, isMultiLine: true);

    /// <summary>VR UT: as long as the limits of the file allow, several lines.</summary>
    public string? UnlimitedText(CaseText? text, string field) => Text(text, field, "UT", int.MaxValue, isMultiLine: true);

    /// <summary>VR SH for an identifier: not what a spreadsheet makes of a long number.</summary>
    public string? ShortIdentifier(CaseText? text, string field) => IsRounded(text, field) ? null : ShortString(text, field);

    /// <summary>VR LO for an identifier: not what a spreadsheet makes of a long number.</summary>
    public string? LongIdentifier(CaseText? text, string field) => IsRounded(text, field) ? null : LongString(text, field);

    /// <summary>VR PN: <c>Family^Given^Middle^Prefix^Suffix</c>, up to three groups with 64 characters each.</summary>
    public string? PersonName(CaseText? text, string field)
    {
        if (text is null)
        {
            return null;
        }

        var groups = text.Value.Split('=');
        if (groups.Length > NameGroups || groups.Any(group => group.Split('^').Length > NameComponents))
        {
            return Fail<string>(text, $"{field}: too many parts; expected Family^Given^Middle^Prefix^Suffix (VR PN)");
        }

        if (!text.Value.Contains('^', StringComparison.Ordinal) && text.Value.Contains(',', StringComparison.Ordinal))
        {
            return Fail<string>(text, $"{field}: expected Family^Given, without a comma");
        }

        return groups.All(group => Text(text with { Value = group }, field, "PN", 64) is not null) ? text.Value : null;
    }

    /// <summary>VR UI.</summary>
    public string? Uid(CaseText? text, string field) =>
        text is null ? null
        : DicomUID.IsValidUid(text.Value) ? text.Value
        : Fail<string>(text, $"{field}: no UID; expected up to 64 digits and dots, without leading zeros (PS3.5 9.1)");

    /// <summary>VR DA.</summary>
    public DateOnly? Date(CaseText? text, string field) =>
        text is null ? null
        : ParseDate(text.Value) is { } date ? date
        : Fail<DateOnly?>(text, $"{field}: no date; expected 2026-11-21, 20261121 or 21.11.2026");

    /// <summary>VR TM.</summary>
    public TimeOnly? Time(CaseText? text, string field) =>
        text is null ? null
        : ParseTime(text.Value) is { } time ? time
        : Fail<TimeOnly?>(text, $"{field}: no time; expected 14:30, 14:30:15 or 143015");

    /// <summary>VR DT, from a date, or date and time, with or without offset from UTC.</summary>
    /// <returns>In the form of the VR.</returns>
    public string? DateTime(CaseText? text, string field)
    {
        if (text is null)
        {
            return null;
        }

        // 20261121143015 is one word; everything else has a blank or T between date and time.
        var match = DateTimeForm().Match(text.Value);
        var date = match.Success ? ParseDate(match.Groups["date"].Value) : null;
        var time = match.Groups["time"].Success ? ParseTime(match.Groups["time"].Value) : null;
        if (date is null || match.Groups["time"].Success != time.HasValue || ToOffset(match.Groups["offset"].Value) is not { } offset)
        {
            return Fail<string>(
                text, $"{field}: no date and time; expected 2026-11-21, 2026-11-21T14:30 or 2026-11-21T14:30:15+01:00");
        }

        return string.Create(CultureInfo.InvariantCulture, $"{date:yyyyMMdd}{time:HHmmss}{offset}");
    }

    /// <summary>PatientSex: M, F or O; what is said to be unknown is empty.</summary>
    public string? Sex(CaseText? text, string field) => text?.Value.ToUpperInvariant() switch
    {
        null or "U" or "UNKNOWN" => null,
        "M" or "MALE" => "M",
        "F" or "FEMALE" or "W" => "F",
        "O" or "OTHER" or "D" => "O",
        _ => Fail<string>(text!, $"{field}: expected M, F, O or U"),
    };

    /// <summary>VR AS: <c>045Y</c>; years may stand without their letter.</summary>
    public string? Age(CaseText? text, string field)
    {
        if (text is null)
        {
            return null;
        }

        var match = AgeForm().Match(text.Value);
        if (!match.Success)
        {
            return Fail<string>(text, $"{field}: no age; expected 45, 045Y, 6M, 3W or 2D (VR AS)");
        }

        var unit = match.Groups["unit"].Success ? match.Groups["unit"].Value.ToUpperInvariant() : "Y";
        return match.Groups["number"].Value.PadLeft(3, '0') + unit;
    }

    /// <summary>An issuer: a name, or <c>Name^UniversalID^Type</c> as HL7 writes it.</summary>
    public IdentifierIssuer? Issuer(CaseText? text, string field, int localLength = 64)
    {
        if (text is null)
        {
            return null;
        }

        var parts = text.Value.Split('^');
        if (parts is [var name])
        {
            return Text(text, field, "LO", localLength) is null ? null : new IdentifierIssuer(name, null, null);
        }

        if (parts is not [var local, { Length: > 0 } universal, var type] || !UniversalTypes.Contains(type, StringComparer.Ordinal))
        {
            return Fail<IdentifierIssuer>(
                text, $"{field}: expected a name, or Name^UniversalID^Type with a type of {string.Join(", ", UniversalTypes)}");
        }

        var fits = (local.Length == 0 || Text(text with { Value = local }, field, "LO", localLength) is not null)
            && Text(text with { Value = universal }, field, "UT", 1024) is not null
            && (type != "ISO" || Uid(text with { Value = universal }, field) is not null);
        return fits ? new IdentifierIssuer(local.Length == 0 ? null : local, universal, type) : null;
    }

    /// <summary>A text of a limited length, without backslash and control characters.</summary>
    public string? Text(CaseText? text, string field, string vr, int maximumLength, bool isMultiLine = false)
    {
        if (text is null)
        {
            return null;
        }

        if (text.Value.EnumerateRunes().Count() > maximumLength)
        {
            return Fail<string>(text, $"{field}: longer than the {maximumLength} characters that VR {vr} has");
        }

        if (text.Value.Any(letter => char.IsControl(letter) && !(isMultiLine && letter is '\r' or '\n' or '\t')))
        {
            return Fail<string>(text, $"{field}: a line end or another control character, which VR {vr} does not allow");
        }

        return !isMultiLine && text.Value.Contains('\\', StringComparison.Ordinal)
            ? Fail<string>(text, $"{field}: a backslash, which VR {vr} does not allow within a value")
            : text.Value;
    }

    /// <summary>A note with the name that was probably meant, see <see cref="NearestName"/>.</summary>
    public string NoteNearest(string written, IEnumerable<string> names) =>
        mistakes.AreFull ? string.Empty : NearestName.Note(written, names);

    /// <summary>Tells a mistake.</summary>
    public T? Fail<T>(CaseNode node, string message)
    {
        mistakes.Add(node.Place, message);
        return default;
    }

    private bool IsRounded(CaseText? text, string field)
    {
        if (text is null || !RoundedNumber().IsMatch(text.Value))
        {
            return false;
        }

        mistakes.Add(
            text.Place, $"{field}: a number that a spreadsheet has rounded; make its column a text column and export anew");
        return true;
    }

    private static DateOnly? ParseDate(string text) =>
        DateOnly.TryParseExact(text, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static TimeOnly? ParseTime(string text) =>
        TimeOnly.TryParseExact(text, TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    // PS3.5 6.2, DT: from -1200 to +1400.
    private static string? ToOffset(string text)
    {
        var digits = text is "Z" ? "+0000" : text.Replace(":", string.Empty, StringComparison.Ordinal);
        return digits.Length == 0 || (int.Parse(digits, CultureInfo.InvariantCulture) is >= -1200 and <= 1400 && digits[3] < '6')
            ? digits
            : null;
    }

    [GeneratedRegex(@"\A(?<date>\d{8}|\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{1,2}\.\d{4})(?:[T ]?(?<time>[\d:.]+)(?<offset>Z|[+-]\d{2}:?\d{2})?)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex DateTimeForm();

    [GeneratedRegex(@"\A(?<number>\d{1,3})(?<unit>[DWMY])?\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex AgeForm();

    [GeneratedRegex(@"\A\d[.,]\d+E\+?\d+\z", RegexOptions.CultureInvariant)]
    private static partial Regex RoundedNumber();
}
