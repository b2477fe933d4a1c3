using System.Globalization;

namespace WsiDicomizer.Dicom.Json;

/// <summary>The text of DS and IS as JSON numbers, where that loses nothing (PS3.18 F.2.3.1).</summary>
internal static class NumberText
{
    private const int MaximumDecimalLength = 16;

    /// <summary>
    /// Whether a text is what any program writes again that has read it as a number: "1.5" and no "1.50", "+1" or "007".
    /// </summary>
    /// <param name="vr">DS or IS.</param>
    /// <param name="text">A value.</param>
    public static bool IsPlainNumber(DicomVR vr, string text)
    {
        if (vr == DicomVR.IS)
        {
            return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer)
                && string.Equals(integer.ToString(CultureInfo.InvariantCulture), text, StringComparison.Ordinal);
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
            && string.Equals(number.ToString("R", CultureInfo.InvariantCulture), text, StringComparison.Ordinal);
    }

    /// <summary>The value of a JSON number.</summary>
    /// <param name="vr">DS or IS.</param>
    /// <param name="number">As it stands in the JSON.</param>
    /// <returns>Null where IS cannot hold it. DS gets as many digits as fit its 16 characters.</returns>
    public static string? OfNumber(DicomVR vr, string number)
    {
        if (vr == DicomVR.IS)
        {
            return decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var integer)
                && decimal.Truncate(integer) == integer
                && integer is >= int.MinValue and <= int.MaxValue
                    ? ((int)integer).ToString(CultureInfo.InvariantCulture)
                    : null;
        }

        if (number.Length <= MaximumDecimalLength)
        {
            return number;
        }

        var value = double.Parse(number, CultureInfo.InvariantCulture);
        return double.IsFinite(value) ? DicomNumberText.ToDecimalString(value) : null;
    }
}
