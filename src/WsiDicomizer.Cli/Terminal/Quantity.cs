using System.Globalization;

namespace WsiDicomizer.Cli.Terminal;

/// <summary>Numbers as people read them, the same in every country.</summary>
internal static class Quantity
{
    private const double Kilo = 1000;

    private static readonly string[] Units = ["kB", "MB", "GB", "TB", "PB"];

    /// <summary>A number with its noun: <c>1 file</c>, <c>34,000 frames</c>.</summary>
    /// <param name="number">How many.</param>
    /// <param name="noun">In the singular, with a regular plural.</param>
    public static string Of(long number, string noun) => $"{Number(number)} {noun}{(number == 1 ? string.Empty : "s")}";

    /// <summary>A number with its thousands apart.</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A length in bytes: <c>812 bytes</c>, <c>1.4 MB</c>; 1 MB is a million bytes.</summary>
    public static string Bytes(long length)
    {
        if (length < Kilo)
        {
            return Of(length, "byte");
        }

        var value = length / Kilo;
        var unit = 0;
        while (value >= Kilo && unit < Units.Length - 1)
        {
            value /= Kilo;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{value:0.0} {Units[unit]}");
    }
}
