using System.Globalization;

namespace WsiDicomizer.Dicom;

/// <summary>Numbers as text of at most 16 characters, as VR DS demands (PS3.5 6.2).</summary>
public static class DicomNumberText
{
    private const int MaximumLength = 16;

    /// <summary>The most exact text of a number that fits VR DS.</summary>
    /// <param name="value">A finite number.</param>
    /// <exception cref="DicomDataException">The number is not finite.</exception>
    public static string ToDecimalString(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new DicomDataException("VR DS has no text for infinities and NaN");
        }

        var text = value.ToString("R", CultureInfo.InvariantCulture);
        for (var digits = 16; text.Length > MaximumLength; digits--)
        {
            text = value.ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        }

        return text;
    }
}
