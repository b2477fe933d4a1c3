namespace WsiDicomizer.Dicom;

/// <summary>An attribute with values: text, numbers or bytes. Immutable.</summary>
public abstract class DicomElement : DicomItem
{
    private protected DicomElement(DicomTag tag)
        : base(tag)
    {
    }

    /// <summary>The number of values; 0 for an attribute that is present and empty.</summary>
    public abstract int Count { get; }

    /// <summary>One value.</summary>
    /// <typeparam name="T">
    /// What it shall be: string, a number type, <see cref="DicomUID"/>, <see cref="DicomTag"/> or byte[]. Numbers may come
    /// from text; integers are never rounded.
    /// </typeparam>
    /// <param name="index">0-based.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer values.</exception>
    /// <exception cref="DicomDataException">The value is not of that kind.</exception>
    public T Get<T>(int index = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        // What the value is stays unsaid: it may be somebody's name.
        return DicomValueConversion.TryConvert<T>(GetValue(index), out var value)
            ? value
            : throw new DicomDataException($"a value of VR {ValueRepresentation} is not a {typeof(T).Name}", Tag);
    }

    /// <summary>All values.</summary>
    /// <typeparam name="T">As for <see cref="Get{T}(int)"/>.</typeparam>
    /// <exception cref="DicomDataException">A value is not of that kind.</exception>
    public virtual T[] GetAll<T>()
    {
        var values = new T[Count];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = Get<T>(index);
        }

        return values;
    }

    private protected abstract object GetValue(int index);
}
