using System.Globalization;
using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.Xml;

namespace WsiDicomizer.Slides.Formats.Ome;

/// <summary>Reads the numbers of the XML; where one that is needed is missing or no number, that is damage.</summary>
/// <param name="Directory">The first page.</param>
/// <param name="Entry">Its tag 270.</param>
internal sealed record OmeNumbers(TiffDirectory Directory, TiffEntry Entry)
{
    /// <summary>Parses a number; null where it is none.</summary>
    public static double? Parse(string? text) =>
        double.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out var number) && double.IsFinite(number)
            ? number
            : null;

    /// <summary>Reads a length in micrometres.</summary>
    /// <param name="element">The element.</param>
    /// <param name="name">The attribute; that of the unit is the same with <c>Unit</c> behind it.</param>
    /// <returns>Null where it is missing, not above 0, or in a unit that is no length.</returns>
    public static double? ReadMicrometres(XmlElement element, string name) =>
        Parse(element.Find(name)) * GetMicrometres(element.Find($"{name}Unit") ?? "µm") is { } length && length > 0 && double.IsFinite(length)
            ? length
            : null;

    /// <summary>Reads a wavelength in nanometres.</summary>
    /// <param name="element">A channel.</param>
    /// <param name="name">The attribute; that of the unit is the same with <c>Unit</c> behind it, nanometres where missing.</param>
    /// <returns>Null where it is missing or not that of light that a microscope sees.</returns>
    public static double? ReadNanometres(XmlElement element, string name) =>
        Parse(element.Find(name)) * GetMicrometres(element.Find($"{name}Unit") ?? "nm") * 1000 is { } length and >= 100 and <= 5000
            ? Math.Round(length, 3)
            : null;

    /// <summary>A whole number.</summary>
    /// <param name="element">The element.</param>
    /// <param name="name">The attribute.</param>
    /// <param name="least">The smallest that makes sense.</param>
    /// <param name="missing">What it is where it is not said; null where it must be.</param>
    /// <exception cref="SlideFormatException">It is missing, or no such number.</exception>
    public int Count(XmlElement element, string name, int least = 0, int? missing = null)
    {
        if (element.Find(name) is not { } text)
        {
            return missing ?? throw Damaged($"has an element {element.LocalName} without {name}");
        }

        return int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= least
            ? count
            : throw Damaged($"has an element {element.LocalName} whose {name} is not a whole number from {least}");
    }

    /// <summary>The error for an XML that is not as it must be.</summary>
    public SlideFormatException Damaged(string what) => Directory.Damaged(Entry, what);

    // UnitsLength of the schema; "pixel" and "reference frame" are no lengths. Both signs for micro are in use.
    private static double? GetMicrometres(string unit) => unit switch
    {
        "µm" or "\u03BCm" or "um" => 1,
        "nm" => 1e-3,
        "pm" => 1e-6,
        "Å" or "\u212B" => 1e-4,
        "mm" => 1e3,
        "cm" => 1e4,
        "m" => 1e6,
        "in" => 25_400,
        _ => null,
    };
}
