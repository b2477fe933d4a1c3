namespace WsiDicomizer.Dicom;

/// <summary>An attribute whose values are text.</summary>
public abstract class DicomStringElement : DicomElement
{
    private readonly string[] _values;

    private protected DicomStringElement(DicomTag tag, string[] values)
        : base(tag)
    {
        _values = values;
    }

    /// <summary>The values, without padding.</summary>
    public IReadOnlyList<string> Values => _values;

    /// <inheritdoc/>
    public override int Count => _values.Length;

    private protected override object GetValue(int index) => _values[index];
}
