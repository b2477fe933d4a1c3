using System.Globalization;
using System.Text.RegularExpressions;
using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.TiffPages;
using WsiDicomizer.Slides.Xml;

namespace WsiDicomizer.Slides.Formats.Ome;

/// <summary>Maps the OME-XML to the metadata that every format has.</summary>
/// <remarks>
/// What does not parse is taken as not said: it is still in <see cref="SlideMetadata.VendorProperties"/> and in the identity
/// records. Maker and software go out under profiles that keep the kind of device, so only words that are known are taken.
/// </remarks>
internal static partial class OmeMetadata
{
    // ObjectiveLensPower goes out under every profile: a larger number is no magnification but a number of something.
    private const double MaxObjectivePower = 200;

    /// <summary>Reads the metadata of the slide.</summary>
    /// <param name="structure">Its pages and XML.</param>
    /// <exception cref="SlideFormatException">A tag lies beyond the end of the file.</exception>
    public static SlideMetadata Read(OmeStructure structure)
    {
        var root = structure.Document.Root;
        var image = structure.Areas[0].Image;
        var page = structure.Areas[0].Levels[0].Directory;
        var instrument = FindReferenced(root.ChildrenNamed("Instrument"), GetReference(image.Element, "InstrumentRef"))
            ?? root.ChildrenNamed("Instrument").FirstOrDefault();
        var microscope = instrument?.ChildrenNamed("Microscope").FirstOrDefault();
        var (date, time, offset) = ReadDate(
            image.Element.ChildrenNamed("AcquisitionDate").FirstOrDefault()?.ReadText()
            ?? image.Element.ChildrenNamed("CreationDate").FirstOrDefault()?.ReadText() ?? string.Empty);
        return new SlideMetadata
        {
            Manufacturer = microscope?.Find("Manufacturer") is { } maker && OmeKeys.IsMaker(maker) ? maker : null,
            DeviceSerialNumber = NullIfEmpty(microscope?.Find("SerialNumber")),
            SoftwareVersions = root.Find("Creator") is { } creator && OmeKeys.IsProgram(creator) ? [creator] : [],
            AcquisitionDate = date,
            AcquisitionTime = time,
            UtcOffset = offset,
            ObjectivePower = ReadPower(image.Element, instrument),
            Spacing = TiffPageSpacing.Create(
                OmeNumbers.ReadMicrometres(image.Pixels, "PhysicalSizeX"), OmeNumbers.ReadMicrometres(image.Pixels, "PhysicalSizeY"))
                ?? TiffPageSpacing.Read(page),
            Operator = ReadOperator(root, image.Element),
            Title = NullIfEmpty(image.Element.ChildrenNamed("Description").FirstOrDefault()?.ReadText()) ?? NullIfEmpty(image.Name),
            VendorProperties =
            [
                .. Flatten(root, string.Empty, image.Element), .. TiffPageTexts.ReadAll(structure.Tiff.Directories[0], TiffTag.ImageDescription),
            ],
        };
    }

    /// <summary>Parses a date of XML Schema, e.g. <c>2011-05-31T09:33:14.31Z</c>; parts of seconds are left out.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>Null where it is no date; the offset is null where the time is local.</returns>
    public static (DateOnly? Date, TimeOnly? Time, TimeSpan? Offset) ReadDate(string text)
    {
        if (DatePattern().Match(text) is not { Success: true } match
            || !DateTime.TryParseExact(
                match.Groups["moment"].Value, "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
            || moment.Year < 1900)
        {
            return (null, null, null);
        }

        TimeSpan? offset = match.Groups["zone"].Value switch
        {
            "" => null,
            "Z" => TimeSpan.Zero,
            var zone => TimeSpan.ParseExact(zone[1..], @"hh\:mm", CultureInfo.InvariantCulture) * (zone[0] == '-' ? -1 : 1),
        };
        return (DateOnly.FromDateTime(moment), TimeOnly.FromDateTime(moment), offset);
    }

    private static double? ReadPower(XmlElement image, XmlElement? instrument)
    {
        var reference = GetReference(image, "ObjectiveSettings") ?? GetReference(image, "ObjectiveRef");
        var objectives = (instrument?.ChildrenNamed("Objective") ?? []).ToList();
        var objective = FindReferenced(objectives, reference) ?? (objectives.Count == 1 ? objectives[0] : null);
        return OmeNumbers.Parse(objective?.Find("NominalMagnification")) is >= 1 and <= MaxObjectivePower and var power ? power : null;
    }

    private static string? ReadOperator(XmlElement root, XmlElement image)
    {
        var person = FindReferenced(root.ChildrenNamed("Experimenter"), GetReference(image, "ExperimenterRef"));
        var name = string.Join(' ', new[] { person?.Find("FirstName"), person?.Find("LastName") }.Where(part => !string.IsNullOrWhiteSpace(part)));
        return NullIfEmpty(name) ?? NullIfEmpty(person?.Find("UserName"));
    }

    private static string? GetReference(XmlElement element, string name) => element.ChildrenNamed(name).FirstOrDefault()?.Find("ID");

    private static XmlElement? FindReferenced(IEnumerable<XmlElement> elements, string? id) =>
        id is null ? null : elements.FirstOrDefault(element => element.Find("ID") == id);

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    // Other images have their own properties; which page shows what is not theirs to know in the output.
    private static IEnumerable<KeyValuePair<string, string>> Flatten(XmlElement element, string prefix, XmlElement image)
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

        foreach (var child in element.Children.Where(
            child => child.LocalName is not ("TiffData" or "Plane" or "BinData") && (child.LocalName != "Image" || child == image)))
        {
            foreach (var property in Flatten(child, $"{path}.", image))
            {
                yield return property;
            }
        }
    }

    [GeneratedRegex(
        @"^(?<moment>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.[0-9]{1,9})?(?<zone>Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9]|)$")]
    private static partial Regex DatePattern();
}
