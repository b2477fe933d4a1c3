using System.Globalization;

namespace WsiDicomizer.Dicom;

/// <summary>Makes .NET values of other types from values of elements, exactly or not at all.</summary>
internal static class DicomValueConversion
{
    /// <summary>Converts a value.</summary>
    /// <typeparam name="T">string, a number type, or <see cref="DicomUID"/>.</typeparam>
    /// <param name="value">Text, a number, a tag or bytes.</param>
    /// <param name="result">The converted value.</param>
    /// <returns>False where the value is not of that kind; a number that would have to be rounded to an integer is not.</returns>
    public static bool TryConvert<T>(object? value, out T result)
    {
        object? converted = value switch
        {
            T => value,
            null or byte[] => null,
            _ when typeof(T) == typeof(string) => System.Convert.ToString(value, CultureInfo.InvariantCulture),
            string text when typeof(T) == typeof(DicomUID) => DicomUID.IsValidUid(text) ? new DicomUID(text) : null,
            _ => ToNumber(value, Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T)),
        };
        result = converted is T typed ? typed : default!;
        return converted is T;
    }

    private static object? ToNumber(object value, Type target)
    {
        if (target.IsEnum)
        {
            return null;
        }

        return Type.GetTypeCode(target) switch
        {
            TypeCode.Double => ToDouble(value),
            // A number beyond the range of float is not made infinite silently.
            TypeCode.Single => ToDouble(value) is { } number && (!double.IsFinite(number) || float.IsFinite((float)number))
                ? (float)number
                : null,
            TypeCode.Decimal => ToDecimal(value),
            >= TypeCode.SByte and <= TypeCode.UInt64 => ToDecimal(value) is { } number && decimal.Truncate(number) == number
                ? ToInteger(number, target)
                : null,
            _ => null,
        };
    }

    private static double? ToDouble(object value) => value switch
    {
        // Not Convert.ToDouble: it takes "1,5" for 15. Infinity and NaN are no decimal strings (PS3.5 table 6.2-1).
        string text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
                ? number
                : null,
        double or float or decimal or sbyte or byte or short or ushort or int or uint or long or ulong =>
            System.Convert.ToDouble(value, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static decimal? ToDecimal(object value)
    {
        try
        {
            return value switch
            {
                string text => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    ? number
                    : null,
                double or float or decimal or sbyte or byte or short or ushort or int or uint or long or ulong =>
                    System.Convert.ToDecimal(value, CultureInfo.InvariantCulture),
                _ => null,
            };
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static object? ToInteger(decimal number, Type target)
    {
        try
        {
            return System.Convert.ChangeType(number, target, CultureInfo.InvariantCulture);
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
