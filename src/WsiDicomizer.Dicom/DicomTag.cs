using System.Globalization;

namespace WsiDicomizer.Dicom;

/// <summary>A data element tag: group and element number. The static members are the keywords of PS3.6.</summary>
/// <param name="Group">The group number; odd groups are private.</param>
/// <param name="Element">The element number.</param>
/// <remarks>Source: PS3.5 7.1. Ordered as data elements are ordered in a data set.</remarks>
public readonly partial record struct DicomTag(ushort Group, ushort Element) : IComparable<DicomTag>
{
    /// <summary>Group and element as one number, in the order of data sets.</summary>
    public uint Value => ((uint)Group << 16) | Element;

    /// <summary>Whether the group is odd: a private attribute or a private creator (PS3.5 7.8).</summary>
    public bool IsPrivate => (Group & 1) == 1;

    /// <summary>Whether this element reserves a private block: (gggg,0010) to (gggg,00FF) with odd gggg.</summary>
    public bool IsPrivateCreator => IsPrivate && Element is >= 0x0010 and <= 0x00FF;

    /// <summary>Whether this is a group length, (gggg,0000).</summary>
    public bool IsGroupLength => Element == 0;

    /// <summary>The tag of a number made of group and element.</summary>
    /// <param name="value">The group in the upper 16 bits.</param>
    public static DicomTag FromValue(uint value) => new((ushort)(value >> 16), (ushort)value);

    /// <summary>The tag of a keyword, or of numbers: <c>PatientID</c>, <c>(0010,0020)</c>, <c>00100020</c>.</summary>
    /// <param name="text">The keyword or numbers.</param>
    /// <exception cref="DicomDataException">It is neither.</exception>
    public static DicomTag Parse(string text) =>
        TryParse(text, out var tag)
            ? tag
            : throw new DicomDataException("not a tag: expected a keyword of PS3.6, (gggg,eeee) or ggggeeee");

    /// <summary>The tag of a keyword or of numbers.</summary>
    /// <param name="text">The keyword or numbers.</param>
    /// <param name="tag">The tag.</param>
    /// <returns>False where it is neither.</returns>
    public static bool TryParse(string? text, out DicomTag tag)
    {
        tag = default;
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        var digits = text is ['(', .., ')'] ? text[1..^1].Replace(",", string.Empty, StringComparison.Ordinal) : text;
        if (digits.Length == 8
            && uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            tag = FromValue(value);
            return true;
        }

        return DicomDictionary.Default.TryGetTag(text, out tag);
    }

    /// <inheritdoc/>
    public int CompareTo(DicomTag other) => Value.CompareTo(other.Value);

    /// <summary>Group and element in hexadecimal: <c>(0010,0020)</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"({Group:X4},{Element:X4})");

    /// <summary>Whether one tag comes before another.</summary>
    public static bool operator <(DicomTag left, DicomTag right) => left.Value < right.Value;

    /// <summary>Whether one tag comes after another.</summary>
    public static bool operator >(DicomTag left, DicomTag right) => left.Value > right.Value;

    /// <summary>Whether one tag comes before another or is the same.</summary>
    public static bool operator <=(DicomTag left, DicomTag right) => left.Value <= right.Value;

    /// <summary>Whether one tag comes after another or is the same.</summary>
    public static bool operator >=(DicomTag left, DicomTag right) => left.Value >= right.Value;
}
