using System.Globalization;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Tables;

/// <summary>Masked tags as the standard writes them.</summary>
public static class MaskedTagText
{
    /// <summary>The tag with an x for each digit that may be anything: <c>(60xx,3000)</c>.</summary>
    /// <param name="tag">The tag.</param>
    public static string Format(DicomMaskedTag tag)
    {
        var value = tag.Value.ToString("X8", CultureInfo.InvariantCulture);
        var mask = tag.Mask.ToString("X8", CultureInfo.InvariantCulture);
        var digits = string.Concat(value.Zip(mask, (digit, fixedDigit) => fixedDigit == '0' ? 'x' : digit));
        return $"({digits[..4]},{digits[4..]})";
    }
}
