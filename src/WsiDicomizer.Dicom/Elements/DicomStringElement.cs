namespace WsiDicomizer.Dicom;

/// <summary>An attribute whose values are text.</summary>
/// <remarks>
/// A backslash in a value separates values, as it does in a file, except in ST, LT, UT and UR, which have one value at
/// most. One empty text is no value.
/// </remarks>
public abstract class DicomStringElement : DicomElement
{
    private readonly string[] _values;

    private protected DicomStringElement(DicomTag tag, string[] values)
        : base(tag)
    {
        // A constant of each class, and so safe to ask for here.
        _values = Normalize(tag, ValueRepresentation, values);
    }

    /// <summary>The values, without padding.</summary>
    public IReadOnlyList<string> Values => _values;

    /// <inheritdoc/>
    public override int Count => _values.Length;

    private protected override object GetValue(int index) => _values[index];

    // What an element holds is what its bytes say: a backslash separates values, one empty value is none (PS3.5 6.4).
    private static string[] Normalize(DicomTag tag, DicomVR vr, string[] values)
    {
        if (!vr.IsMultiValued && values.Length > 1)
        {
            throw new DicomDataException($"VR {vr} has one value at most, not {values.Length}", tag);
        }

        if (values is [] or [null or ""])
        {
            return [];
        }

        return vr.IsMultiValued && Array.Exists(values, HasSeparator) ? string.Join('\\', values).Split('\\') : values;
    }

    private static bool HasSeparator(string value) => value.Contains('\\', StringComparison.Ordinal);
}
