using System.Globalization;
using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Slides.Formats.OpenSlide;

/// <summary>What the library's own properties mean (openslide.h and its manual); the vendor's are carried as they are.</summary>
internal static class OpenSlideMetadata
{
    private const double MaxMicrometres = 1000;
    private const uint White = 0xFFFFFF;

    /// <summary>Reads the properties.</summary>
    /// <param name="vendor">The library's name for the format.</param>
    /// <param name="properties">All properties.</param>
    public static SlideMetadata Read(string vendor, IReadOnlyList<KeyValuePair<string, string>> properties)
    {
        var x = ReadNumber(properties, OpenSlideKeys.MppX);
        var y = ReadNumber(properties, OpenSlideKeys.MppY);
        return new SlideMetadata
        {
            Manufacturer = OpenSlideKeys.ManufacturerOf(vendor),
            ObjectivePower = ReadNumber(properties, OpenSlideKeys.ObjectivePower),
            Spacing = x is > 0 and < MaxMicrometres && y is > 0 and < MaxMicrometres ? new PixelSpacing(x.Value, y.Value) : null,
            LabelSide = OpenSlideKeys.LabelSideOf(vendor),
            VendorProperties = properties,
        };
    }

    /// <summary>The colour of what was not scanned: the library's, else white.</summary>
    /// <param name="properties">All properties.</param>
    /// <returns>Red, green, blue in the low 24 bits.</returns>
    public static uint ReadBackground(IReadOnlyList<KeyValuePair<string, string>> properties) =>
        Find(properties, OpenSlideKeys.BackgroundColor) is { Length: 6 } text
        && uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var colour)
            ? colour
            : White;

    private static double? ReadNumber(IReadOnlyList<KeyValuePair<string, string>> properties, string key) =>
        double.TryParse(Find(properties, key), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0
        && double.IsFinite(number)
            ? number
            : null;

    private static string? Find(IReadOnlyList<KeyValuePair<string, string>> properties, string key) =>
        properties.FirstOrDefault(property => property.Key == key).Value;
}
