using System.Globalization;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.Xml;

namespace WsiDicomizer.Slides.Formats.Ventana;

/// <summary>Maps what the scanner wrote to the metadata that every format has.</summary>
/// <remarks>
/// What does not parse is taken as not said: it is still in <see cref="SlideMetadata.VendorProperties"/> and in the identity
/// records. When the slide was scanned is said by tag 306 alone on newer slides, in the scanner's local time.
/// </remarks>
internal static class VentanaMetadata
{
    // Below, no microscope resolves; above, it is no scan of a slide.
    private const double MinMicrometres = 0.01;
    private const double MaxMicrometres = 30;

    // ObjectiveLensPower goes out under every profile: a larger number is no magnification but a number of something.
    private const double MaxObjectivePower = 200;

    /// <summary>Reads the metadata.</summary>
    /// <param name="structure">The slide's pages and XML.</param>
    /// <exception cref="SlideFormatException">Tag 305 or 306 cannot be read.</exception>
    public static SlideMetadata Read(VentanaStructure structure)
    {
        var scan = structure.Scan.Element;
        var resolution = VentanaXml.Parse(scan.Find("ScanRes"));
        var (date, time) = ReadTime(structure);
        return new SlideMetadata
        {
            Manufacturer = "Ventana",
            ManufacturerModelName = scan.Find("ScannerModel") is { } model && VentanaKeys.IsModel(model) ? model : null,
            DeviceSerialNumber = Find(scan, "UnitNumber", "DeviceSerialNumber"),
            SoftwareVersions = [.. ReadSoftware(structure)],
            AcquisitionDate = date,
            AcquisitionTime = time,
            ObjectivePower = VentanaXml.Parse(scan.Find("Magnification")) is >= 1 and <= MaxObjectivePower and var power ? power : null,
            Spacing = resolution is >= MinMicrometres and <= MaxMicrometres and var spacing
                ? new PixelSpacing(spacing, spacing)
                : null,
            Barcode = Find(scan, "Barcode1D", "Barcode2D", "BarCode1", "BarCode2"),
            Operator = Find(scan, "UserName", "OperatorID"),
            Title = Find(scan, "SlideAnnotation"),
            VendorProperties = [.. ReadProperties(structure)],
        };
    }

    /// <summary>Parses <c>2023:12:29 09:59:15</c>, as tag 306 has it.</summary>
    public static (DateOnly? Date, TimeOnly? Time) ParseTime(string? text) =>
        DateTime.TryParseExact(
            text?.Trim(), "yyyy:MM:dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed)
            ? (DateOnly.FromDateTime(parsed), TimeOnly.FromDateTime(parsed))
            : (null, null);

    // The base level's own time before that of the picture of the glass, which was taken first.
    private static (DateOnly? Date, TimeOnly? Time) ReadTime(VentanaStructure structure) =>
        structure.Pages.Select(page => page.Image.Directory)
            .Prepend(structure.Levels[0].Image.Directory)
            .Where(directory => directory.Find(TiffTag.DateTime) is { } entry && entry.Type.IsBytes())
            .Select(directory => ParseTime(directory.ReadText(TiffTag.DateTime)))
            .FirstOrDefault(time => time.Date is not null);

    // Versions go out under profiles that keep the kind of device: only what looks like one.
    private static IEnumerable<string> ReadSoftware(VentanaStructure structure)
    {
        var directory = structure.Levels[0].Image.Directory;
        if (directory.Find(TiffTag.Software) is { } entry && entry.Type.IsBytes()
            && directory.ReadText(TiffTag.Software)!.Trim() is var software && VentanaKeys.IsSoftware(software))
        {
            yield return software;
        }

        if (structure.Scan.Element.Find("BuildVersion") is { } version && VentanaKeys.IsVersion(version))
        {
            yield return version;
        }
    }

    private static string? Find(XmlElement scan, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (scan.Find(name)?.Trim() is { Length: > 0 } value)
            {
                return value;
            }
        }

        return null;
    }

    private static IEnumerable<KeyValuePair<string, string>> ReadProperties(VentanaStructure structure) =>
    [
        .. Flatten(structure.Scan.Xml.Map.Root, string.Empty),
        .. structure.EncodeInfo?.Xml.Map.Root.ChildrenNamed("SlideInfo").SelectMany(item => Flatten(item, string.Empty)) ?? [],
    ];

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
}
