using System.Globalization;

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
    /// What it shall be: string, a number type, <see cref="DicomUID"/>, <see cref="DicomTag"/> or byte.
    /// </typeparam>
    /// <param name="index">0-based.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer values.</exception>
    /// <exception cref="DicomDataException">The value is not of that kind.</exception>
    public T Get<T>(int index = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        var value = GetValue(index);
        return value is T typed ? typed : Convert<T>(value);
    }

    /// <summary>All values.</summary>
    /// <typeparam name="T">As for <see cref="Get{T}(int)"/>.</typeparam>
    /// <exception cref="DicomDataException">A value is not of that kind.</exception>
    public T[] GetAll<T>()
    {
        var values = new T[Count];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = Get<T>(index);
        }

        return values;
    }

    private protected abstract object GetValue(int index);

    private T Convert<T>(object value)
    {
        try
        {
            if (typeof(T) == typeof(string))
            {
                return (T)(object)(System.Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty);
            }

            if (typeof(T) == typeof(DicomUID) && value is string uid)
            {
                return (T)(object)DicomUID.Parse(uid);
            }

            var number = value is string text && typeof(T) != typeof(double)
                ? decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)
                : value;
            return (T)System.Convert.ChangeType(number, typeof(T), CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is FormatException or InvalidCastException or OverflowException)
        {
            // The inner exception is left out: its text may quote the value.
            throw new DicomDataException($"a value of VR {ValueRepresentation} is not a {typeof(T).Name}", Tag);
        }
    }
}
