using System.Globalization;

namespace WsiDicomizer.Dicom;

/// <summary>Numbers as text of at most 16 characters, as VR DS demands (PS3.5 6.2).</summary>
public static class DicomNumberText
{
    private const int MaximumLength = 16;

    /// <summary>The text of a number with as many digits as fit VR DS.</summary>
    /// <param name="value">A finite number.</param>
    /// <exception cref="DicomDataException">The number is not finite.</exception>
    public static string ToDecimalString(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new DicomDataException("VR DS has no text for infinities and NaN");
        }

        // The shortest text that gives the same number again, else ever fewer digits; the last step is at most
        // "-1E-308". Rounding up at the edge of the range would leave it, which one digit fewer mends.
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        for (var digits = 16; digits > 0 && !Fits(text); digits--)
        {
            text = value.ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        }

        return text;
    }

    /// <summary>The text of a number with as many digits as fit VR DS, without a detour over binary fractions.</summary>
    /// <param name="value">Any number.</param>
    public static string ToDecimalString(decimal value)
    {
        var text = value.ToString(CultureInfo.InvariantCulture);
        return text.Length <= MaximumLength ? text : ToDecimalString((double)value);
    }

    /// <summary>The text of a number with as many digits as a float has: 0.1f is 0.1.</summary>
    /// <param name="value">A finite number.</param>
    /// <exception cref="DicomDataException">The number is not finite.</exception>
    public static string ToDecimalString(float value)
    {
        if (!float.IsFinite(value))
        {
            throw new DicomDataException("VR DS has no text for infinities and NaN");
        }

        // The longest float is "-1.17549435E-38": 15 characters.
        return value.ToString("R", CultureInfo.InvariantCulture);
    }

    private static bool Fits(string text) =>
        text.Length <= MaximumLength && double.IsFinite(double.Parse(text, CultureInfo.InvariantCulture));
}
