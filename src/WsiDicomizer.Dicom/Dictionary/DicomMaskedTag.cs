using System.Globalization;

namespace WsiDicomizer.Dicom;

/// <summary>A tag with digits that may be anything, as PS3.6 writes repeating groups: <c>60xx3000</c>.</summary>
/// <param name="Value">The fixed digits, 0 where any digit fits.</param>
/// <param name="Mask">F for each fixed hexadecimal digit, 0 for each "x".</param>
public readonly record struct DicomMaskedTag(uint Value, uint Mask)
{
    /// <summary>Reads eight hexadecimal digits or "x", with or without parentheses and comma.</summary>
    /// <param name="text">For example <c>(60xx,3000)</c>.</param>
    /// <exception cref="DicomDataException">It is no such text.</exception>
    public static DicomMaskedTag Parse(string text)
    {
        var digits = text.Trim('(', ')').Replace(",", string.Empty, StringComparison.Ordinal);
        if (digits.Length != 8)
        {
            throw new DicomDataException("a masked tag has eight digits or x");
        }

        uint value = 0;
        uint mask = 0;
        foreach (var digit in digits)
        {
            var any = digit is 'x' or 'X';
            if (!any && !char.IsAsciiHexDigit(digit))
            {
                throw new DicomDataException("a masked tag has hexadecimal digits or x");
            }

            value = (value << 4)
                | (any ? 0 : uint.Parse([digit], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
            mask = (mask << 4) | (any ? 0u : 0xFu);
        }

        return new DicomMaskedTag(value, mask);
    }

    /// <summary>Whether a tag fits.</summary>
    /// <param name="tag">The tag.</param>
    public bool IsMatch(DicomTag tag) => (tag.Value & Mask) == Value;
}
