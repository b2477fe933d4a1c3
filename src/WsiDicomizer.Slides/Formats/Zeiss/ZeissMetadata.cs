using System.Globalization;
using System.Text.RegularExpressions;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Xml;

namespace WsiDicomizer.Slides.Formats.Zeiss;

/// <summary>Maps the metadata of a CZI to the metadata that every format has.</summary>
/// <remarks>
/// What does not parse is taken as not said: it is still in <see cref="SlideMetadata.VendorProperties"/> and in the identity
/// records. Evidence: formats.md section 9.6 and the names that open readers of CZI know.
/// </remarks>
internal static partial class ZeissMetadata
{
    // Below, no microscope resolves; above, it is no scan of a slide.
    private const double MinMicrometres = 0.01;
    private const double MaxMicrometres = 30;

    // ObjectiveLensPower goes out under every profile: a larger number is no magnification but a number of something.
    private const double MaxObjectivePower = 200;

    /// <summary>Reads the metadata.</summary>
    /// <param name="xml">The XML; null where the file has none.</param>
    public static SlideMetadata Read(ZeissXml? xml)
    {
        if (xml is null)
        {
            return new SlideMetadata { Manufacturer = "Zeiss" };
        }

        var information = xml.Find("Metadata", "Information");
        var document = Child(information, "Document");
        var microscope = Child(Child(Child(information, "Instrument"), "Microscopes"), "Microscope");
        var objective = Child(Child(Child(information, "Instrument"), "Objectives"), "Objective");
        var taken = Text(Child(information, "Image"), "AcquisitionDateAndTime") ?? Text(document, "CreationDate");
        var (date, time, offset) = ReadTime(taken);
        return new SlideMetadata
        {
            Manufacturer = "Zeiss",
            ManufacturerModelName = Text(microscope, "System") is { } system && ZeissKeys.IsSystem(system) ? system : null,
            DeviceSerialNumber = Text(microscope, "SerialNumber"),
            SoftwareVersions = ReadSoftware(Child(information, "Application")),
            AcquisitionDate = date,
            AcquisitionTime = time,
            UtcOffset = offset,
            ObjectivePower = Number(Text(objective, "NominalMagnification")) is >= 1 and <= MaxObjectivePower and var power ? power : null,
            Spacing = ReadSpacing(xml),
            Barcode = FindBarcode(xml),
            Operator = Text(document, "UserName") ?? Text(Child(information, "User"), "DisplayName"),
            Title = Text(document, "Title") ?? Text(document, "Name"),
            VendorProperties = [.. Flatten(xml.Map.Root, string.Empty)],
        };
    }

    /// <summary>The distance between focal planes in micrometres; null where the file does not say.</summary>
    /// <param name="xml">The XML.</param>
    public static double? ReadPlaneDistance(ZeissXml? xml) =>
        ReadDistance(xml, "Z") is > 0 and < 1000 and var distance ? distance : null;

    /// <summary>Parses <c>2019-06-12T08:12:11.1234567Z</c>; parts of seconds are left out, and the offset may be missing.</summary>
    public static (DateOnly? Date, TimeOnly? Time, TimeSpan? Offset) ReadTime(string? text)
    {
        if (text is null || TimePattern().Match(text) is not { Success: true } match
            || !DateTimeOffset.TryParseExact(
                match.Groups["local"].Value + (match.Groups["zone"].Success ? match.Groups["zone"].Value : "Z"),
                "yyyy-MM-dd'T'HH:mm:ssK",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var time))
        {
            return (null, null, null);
        }

        return (
            DateOnly.FromDateTime(time.DateTime),
            TimeOnly.FromDateTime(time.DateTime),
            match.Groups["zone"].Success ? time.Offset : null);
    }

    private static PixelSpacing? ReadSpacing(ZeissXml xml) =>
        ReadDistance(xml, "X") is >= MinMicrometres and <= MaxMicrometres and var across
        && ReadDistance(xml, "Y") is >= MinMicrometres and <= MaxMicrometres and var down
            ? new PixelSpacing(across, down)
            : null;

    // Metres.
    private static double? ReadDistance(ZeissXml? xml, string id) =>
        Number(Text(xml?.Find("Metadata", "Scaling", "Items")?.ChildrenNamed("Distance").FirstOrDefault(item => item.Find("Id") == id), "Value"))
            is { } metres
            ? Math.Round(metres * 1e6, 9)
            : null;

    private static IReadOnlyList<string> ReadSoftware(XmlElement? application)
    {
        var name = Text(application, "Name");
        var version = Text(application, "Version");
        return
        [
            .. new[] { ("Name", name), ("Version", version) }
                .Where(pair => pair.Item2 is { } value && ZeissKeys.Classify("Application", pair.Item1, value) is null)
                .Select(pair => pair.Item2!),
        ];
    }

    // The label's picture has its own element, whose place differs between versions.
    private static string? FindBarcode(ZeissXml xml)
    {
        var open = new Stack<XmlElement>([xml.Map.Root]);
        while (open.TryPop(out var element))
        {
            if (element.LocalName == "Barcode"
                && (Text(element, "Content") ?? Text(element, "Value") ?? (element.ReadText() is { Length: > 0 } own ? own : null)) is { } text)
            {
                return text;
            }

            foreach (var child in element.Children.Reverse())
            {
                open.Push(child);
            }
        }

        return null;
    }

    private static XmlElement? Child(XmlElement? element, string name) => element?.ChildrenNamed(name).FirstOrDefault();

    private static string? Text(XmlElement? element, string name) =>
        Child(element, name)?.ReadText() is { Length: > 0 } text ? text : null;

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : null;

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

    [GeneratedRegex(@"^(?<local>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.[0-9]{1,9})?(?<zone>Z|[+-][0-9]{2}:[0-9]{2})?$")]
    private static partial Regex TimePattern();
}
