using System.Globalization;

namespace WsiDicomizer.Imaging.Native;

/// <summary>Versions that libraries tell as one number.</summary>
internal static class NativeVersion
{
    /// <summary>Writes a version.</summary>
    /// <param name="number">(major × radix + minor) × radix + patch.</param>
    /// <param name="radix">100 or 1000.</param>
    public static string Format(int number, int radix) => string.Create(
        CultureInfo.InvariantCulture, $"{number / radix / radix}.{number / radix % radix}.{number % radix}");
}
