using System.Globalization;
using System.Text.RegularExpressions;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Xml;

namespace WsiDicomizer.Slides.Formats.Leica;

/// <summary>Maps the XML of a Leica SCN to the metadata that every format has; each area has its own.</summary>
/// <remarks>
/// What does not parse is taken as not said: it is still in <see cref="SlideMetadata.VendorProperties"/> and in the identity
/// records. The XML has no serial number.
/// </remarks>
internal static partial class LeicaMetadata
{
    // Below, no microscope resolves; above, it is no scan of a slide.
    private const double MinMicrometres = 0.01;
    private const double MaxMicrometres = 30;

    // ObjectiveLensPower goes out under every profile: a larger number is no magnification but a number of something.
    private const double MaxObjectivePower = 200;

    /// <summary>Reads the metadata of an area.</summary>
    /// <param name="structure">The slide's pages and XML.</param>
    /// <param name="area">The area.</param>
    public static SlideMetadata Read(LeicaStructure structure, LeicaArea area)
    {
        var collection = structure.Collection;
        var device = area.Image.Device;
        var model = device?.Find("model")?.Split(';')[0].Trim();
        var (date, time) = ReadCreation(area.Image.CreationDate);
        return new SlideMetadata
        {
            Manufacturer = "Leica",
            ManufacturerModelName = model is not null && LeicaKeys.IsModel(model) ? model : null,
            SoftwareVersions = [.. ReadSoftware(device)],
            AcquisitionDate = date,
            AcquisitionTime = time,
            UtcOffset = date is null ? null : TimeSpan.Zero,
            ObjectivePower = area.Image.Objective is >= 1 and <= MaxObjectivePower and var power ? power : null,
            Spacing = IsPlausible(area.Spacing) ? area.Spacing : null,
            LabelSide = LabelSide.Below,
            Barcode = collection.Barcode is { } barcode ? LeicaBarcode.TryDecode(barcode) ?? barcode : null,
            Title = collection.Element.Find("name") is { Length: > 0 } name && !CountedPattern().IsMatch(name) ? name : null,
            VendorProperties = [.. Flatten(collection.Element, area)],
        };
    }

    /// <summary>Parses <c>2011-05-31T09:33:14.31Z</c>, which is in UTC; parts of seconds are left out.</summary>
    public static (DateOnly? Date, TimeOnly? Time) ReadCreation(string text)
    {
        if (CreationPattern().Match(text) is not { Success: true } match
            || !DateOnly.TryParseExact(
                match.Groups["date"].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            || !TimeOnly.TryParseExact(
                match.Groups["time"].Value, "HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return (null, null);
        }

        return (date, time);
    }

    // Versions go out under profiles that keep the kind of device: only what looks like one, without the time of its build.
    private static IEnumerable<string> ReadSoftware(XmlElement? device) =>
        (device?.Find("version") ?? string.Empty).Split(';')
            .Select(text => VersionPattern().Match(text.Trim()))
            .Where(match => match.Success)
            .Select(match => match.Groups["version"].Value)
            .Distinct(StringComparer.Ordinal);

    private static bool IsPlausible(PixelSpacing spacing) =>
        spacing.XMicrometres is >= MinMicrometres and <= MaxMicrometres
        && spacing.YMicrometres is >= MinMicrometres and <= MaxMicrometres;

    // The collection's own and the area's: every other image has its own in its own series.
    private static IEnumerable<KeyValuePair<string, string>> Flatten(XmlElement collection, LeicaArea area)
    {
        foreach (var attribute in collection.Attributes)
        {
            yield return KeyValuePair.Create($"collection.{attribute.Name}", attribute.Value);
        }

        foreach (var child in collection.Children.Where(child => child.LocalName != "image"))
        {
            foreach (var property in Flatten(child, "collection."))
            {
                yield return property;
            }
        }

        foreach (var property in Flatten(area.Image.Element, string.Empty))
        {
            yield return property;
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Flatten(XmlElement element, string prefix)
    {
        var path = prefix + element.LocalName;
        if (element.ReadText() is { Length: > 0 } text)
        {
            yield return KeyValuePair.Create(path, text);
        }

        foreach (var attribute in element.Attributes)
        {
            yield return KeyValuePair.Create($"{path}.{attribute.Name}", attribute.Value);
        }

        foreach (var property in element.Children.SelectMany(child => Flatten(child, $"{path}.")))
        {
            yield return property;
        }
    }

    [GeneratedRegex(@"^(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})T(?<time>[0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.[0-9]{1,9})?Z$")]
    private static partial Regex CreationPattern();

    [GeneratedRegex(@"^(?<version>[0-9]{1,5}(?:\.[0-9]{1,6}){1,3})(?: [0-9]{4}/[0-9]{2}/[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2})?$")]
    private static partial Regex VersionPattern();

    [GeneratedRegex("^ImageCollection_[0-9]{1,12}$")]
    private static partial Regex CountedPattern();
}
