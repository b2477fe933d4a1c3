using System.Globalization;

namespace WsiDicomizer.Dicom;

/// <summary>Value multiplicity: how many values an attribute may have (PS3.5 6.4).</summary>
/// <param name="Minimum">The fewest.</param>
/// <param name="Maximum">The most; <see cref="int.MaxValue"/> for "n".</param>
/// <param name="Multiple">The count is a multiple of this, e.g. 2 for "2-2n".</param>
public readonly record struct DicomVM(int Minimum, int Maximum, int Multiple)
{
    /// <summary>Exactly one value.</summary>
    public static DicomVM One => new(1, 1, 1);

    /// <summary>Any number of values.</summary>
    public static DicomVM OneToMany => new(1, int.MaxValue, 1);

    /// <summary>Reads the standard's notation: <c>1</c>, <c>1-3</c>, <c>1-n</c>, <c>2-2n</c>.</summary>
    /// <param name="text">The notation; of alternatives ("1-n or 1") the first.</param>
    /// <exception cref="FormatException">It is no such notation, or a number in it is beyond 31 bits.</exception>
    public static DicomVM Parse(string text)
    {
        var first = text.Split(" or ")[0];
        if (first.Length == 0)
        {
            return OneToMany;
        }

        var parts = first.Split('-');
        var minimum = ParseCount(parts[0]);
        if (parts.Length == 1)
        {
            return new DicomVM(minimum, minimum, 1);
        }

        if (!parts[1].EndsWith('n'))
        {
            return new DicomVM(minimum, ParseCount(parts[1]), 1);
        }

        var factor = parts[1][..^1];
        return new DicomVM(
            minimum,
            int.MaxValue,
            factor.Length == 0 ? 1 : ParseCount(factor));
    }

    private static int ParseCount(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : throw new FormatException("expected a value multiplicity: 1, 1-3, 1-n or 2-2n");
}
