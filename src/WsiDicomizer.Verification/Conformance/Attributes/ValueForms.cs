using System.Globalization;
using System.Text.RegularExpressions;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Verification.Conformance.Attributes;

/// <summary>The forms of text values (PS3.5 table 6.2-1).</summary>
internal static partial class ValueForms
{
    /// <summary>What is wrong with a value, or null.</summary>
    /// <param name="vr">Its VR.</param>
    /// <param name="value">Without padding.</param>
    public static string? FindFault(DicomVR vr, string value)
    {
        if (vr.MaximumLength > 0 && vr != DicomVR.PN && CountCharacters(value) > vr.MaximumLength)
        {
            return string.Create(CultureInfo.InvariantCulture, $"VR {vr} has {vr.MaximumLength} characters at most");
        }

        // An empty value among several is allowed (PS3.5 6.4).
        return value.Length == 0 || IsWellFormed(vr, value) ? null : $"not of the form of VR {vr}";
    }

    private static bool IsWellFormed(DicomVR vr, string value) => vr.Code switch
    {
        "AS" => Age().IsMatch(value),
        "CS" => CodeString().IsMatch(value),
        "DA" => IsDate(value),
        "DS" => DecimalString().IsMatch(value.Trim(' ')),
        "DT" => IsDateTime(value),
        "IS" => long.TryParse(value.Trim(' '), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number is >= int.MinValue and <= int.MaxValue,
        "TM" => Time().IsMatch(value.TrimEnd(' ')),
        "UI" => DicomUID.IsValidUid(value),
        "PN" => value.Split('=') is { Length: <= 3 } groups && groups.All(group => CountCharacters(group) <= 64),
        "AE" or "LO" or "SH" or "UC" or "UR" => !value.Any(character => char.IsControl(character) && character != '\u001b'),
        _ => true,
    };

    private static int CountCharacters(string value) => value.EnumerateRunes().Count();

    private static bool IsDate(string value) => DateOnly.TryParseExact(
        value, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsDateTime(string value)
    {
        var match = DateAndTime().Match(value.TrimEnd(' '));
        return match.Success && (match.Groups["day"].Value is { Length: 0 } || IsDate(match.Groups["day"].Value));
    }

    [GeneratedRegex(@"\A[0-9]{3}[DWMY]\z")]
    private static partial Regex Age();

    [GeneratedRegex(@"\A[A-Z0-9 _]*\z")]
    private static partial Regex CodeString();

    [GeneratedRegex(@"\A[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?\z")]
    private static partial Regex DecimalString();

    [GeneratedRegex(@"\A([01][0-9]|2[0-3])([0-5][0-9](([0-5][0-9]|60)(\.[0-9]{1,6})?)?)?\z")]
    private static partial Regex Time();

    [GeneratedRegex(
        @"\A([0-9]{4}|[0-9]{4}(0[1-9]|1[0-2])|(?<day>[0-9]{8})(([01][0-9]|2[0-3])([0-5][0-9](([0-5][0-9]|60)(\.[0-9]{1,6})?)?)?)?)([+-](0[0-9]|1[0-4])[0-5][0-9])?\z",
        RegexOptions.ExplicitCapture)]
    private static partial Regex DateAndTime();
}
