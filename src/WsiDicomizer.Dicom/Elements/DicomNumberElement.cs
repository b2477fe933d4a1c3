namespace WsiDicomizer.Dicom;

/// <summary>An attribute whose values are binary numbers or tags.</summary>
/// <typeparam name="T">The type of a value.</typeparam>
public abstract class DicomNumberElement<T> : DicomElement
    where T : unmanaged
{
    private readonly T[] _values;

    private protected DicomNumberElement(DicomTag tag, T[] values)
        : base(tag)
    {
        _values = values;
    }

    /// <summary>The values.</summary>
    public IReadOnlyList<T> Values => _values;

    /// <inheritdoc/>
    public override int Count => _values.Length;

    /// <summary>The values as they are in memory.</summary>
    internal ReadOnlySpan<T> Span => _values;

    private protected override object GetValue(int index) => _values[index];
}
