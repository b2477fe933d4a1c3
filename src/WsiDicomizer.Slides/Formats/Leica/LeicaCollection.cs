using System.Globalization;
using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.Xml;

namespace WsiDicomizer.Slides.Formats.Leica;

/// <summary>The XML in tag 270 of the first page: what the glass holds, and which page shows what. Lengths in nanometres.</summary>
internal sealed class LeicaCollection
{
    private LeicaCollection(
        TiffEntry entry, byte[] bytes, XmlMap map, XmlElement element, LeicaView view, IReadOnlyList<LeicaImage> images)
    {
        Entry = entry;
        Bytes = bytes;
        Map = map;
        Element = element;
        View = view;
        Images = images;
    }

    /// <summary>The entry of tag 270.</summary>
    public TiffEntry Entry { get; }

    /// <summary>All bytes of the tag, with what follows the text.</summary>
    public byte[] Bytes { get; }

    /// <summary>The XML with its places.</summary>
    public XmlMap Map { get; }

    /// <summary>The element <c>collection</c>.</summary>
    public XmlElement Element { get; }

    /// <summary>What the scanner sees of the glass.</summary>
    public LeicaView View { get; }

    /// <summary>The images, macro and scanned areas, in the order of the XML.</summary>
    public IReadOnlyList<LeicaImage> Images { get; }

    /// <summary>The text of the barcode as it is stored; null where there is none.</summary>
    public string? Barcode
    {
        get
        {
            var text = Element.ChildrenNamed("barcode").FirstOrDefault()?.ReadText() ?? Element.Find("barcode");
            return string.IsNullOrEmpty(text) ? null : text;
        }
    }

    /// <summary>Whether an image shows the whole glass.</summary>
    /// <param name="image">One of <see cref="Images"/>.</param>
    public bool IsMacro(LeicaImage image) => image.View == View;

    /// <summary>Reads the XML of a page.</summary>
    /// <param name="directory">The first page, which has a tag 270.</param>
    /// <exception cref="SlideFormatException">It is no XML, or not as Leica writes it.</exception>
    public static LeicaCollection Read(TiffDirectory directory)
    {
        var entry = directory.Find(TiffTag.ImageDescription) ?? throw directory.Missing(TiffTag.ImageDescription);
        var bytes = directory.ReadBytes(entry);
        if (!XmlMap.TryParse(bytes[..TiffText.LengthToNul(bytes)], XmlMapLimits.Default, out var map, out var fault))
        {
            throw new SlideFormatException(
                SlideProblem.Damaged,
                $"{directory.Location}, {entry.Name}: the XML cannot be read: {fault.Message}",
                directory.Path,
                entry.Value!.Value.Offset + fault.Offset);
        }

        if (map.Root.LocalName != "scn" || !LeicaNames.Namespaces.Contains(map.Root.Find("xmlns")))
        {
            throw directory.Unsupported(
                $"{entry.Name} has a root of another name or version; supported are scn of 2010/03/10 and 2010/10/01");
        }

        var collections = map.Root.ChildrenNamed("collection").ToList();
        if (collections.Count != 1)
        {
            throw directory.Damaged(entry, $"lists {collections.Count} collections; expected one");
        }

        var reader = new LeicaNumbers(directory, entry);
        var element = collections[0];
        var elements = element.ChildrenNamed("image").ToList();
        if (elements.Count > LeicaLimits.MaxImages)
        {
            throw directory.Damaged(entry, $"lists {elements.Count} images; the limit is {LeicaLimits.MaxImages}");
        }

        var images = elements.Select(image => LeicaImage.Read(image, reader)).ToList();
        var view = new LeicaView(
            reader.Length(element, "sizeX", "collection"), reader.Length(element, "sizeY", "collection"), 0, 0);
        return new LeicaCollection(entry, bytes, map, element, view, images);
    }
}

/// <summary>What of the glass is seen.</summary>
/// <param name="Width">In nanometres, above 0.</param>
/// <param name="Height">In nanometres, above 0.</param>
/// <param name="Left">From the left edge of the collection, in nanometres.</param>
/// <param name="Top">From its upper edge, in nanometres.</param>
internal readonly record struct LeicaView(double Width, double Height, double Left, double Top);

/// <summary>An image of the collection: the glass as a whole, or a scanned area of it.</summary>
internal sealed record LeicaImage
{
    /// <summary>Its element.</summary>
    public required XmlElement Element { get; init; }

    /// <summary>What of the glass it shows.</summary>
    public required LeicaView View { get; init; }

    /// <summary>Its pages, largest first; at least one.</summary>
    public required IReadOnlyList<LeicaDimension> Dimensions { get; init; }

    /// <summary>The source of light, e.g. <c>brightfield</c>; empty where it is not said.</summary>
    public required string Illumination { get; init; }

    /// <summary>The objective's magnification; null where it is not said.</summary>
    public required double? Objective { get; init; }

    /// <summary>From one focal plane to the next, in nanometres; null where it is not said.</summary>
    public required double? PlaneDistance { get; init; }

    /// <summary>What the channels are called, by their index as written.</summary>
    public required IReadOnlyDictionary<string, string> ChannelNames { get; init; }

    /// <summary>When it was made: ISO 8601, UTC.</summary>
    public string CreationDate => Element.ChildrenNamed("creationDate").FirstOrDefault()?.ReadText() ?? string.Empty;

    /// <summary>The scanner, or null.</summary>
    public XmlElement? Device => Element.ChildrenNamed("device").FirstOrDefault();

    /// <summary>Reads an image.</summary>
    /// <param name="element">Its element.</param>
    /// <param name="numbers">Reads its numbers.</param>
    public static LeicaImage Read(XmlElement element, LeicaNumbers numbers)
    {
        var pixels = element.ChildrenNamed("pixels").FirstOrDefault() ?? throw numbers.Missing("pixels", "image");
        var view = element.ChildrenNamed("view").FirstOrDefault() ?? throw numbers.Missing("view", "image");
        var settings = element.ChildrenNamed("scanSettings").FirstOrDefault();
        var dimensions = pixels.ChildrenNamed("dimension").Select(item => LeicaDimension.Read(item, numbers)).ToList();
        if (dimensions.Count is 0 or > LeicaLimits.MaxPages)
        {
            throw numbers.Damaged($"has an image of {dimensions.Count} dimensions; expected 1 to {LeicaLimits.MaxPages}");
        }

        var objective = Find(settings, "objectiveSettings", "objective");
        return new LeicaImage
        {
            Element = element,
            View = new LeicaView(
                numbers.Length(view, "sizeX", "view"),
                numbers.Length(view, "sizeY", "view"),
                numbers.Offset(view, "offsetX"),
                numbers.Offset(view, "offsetY")),
            Dimensions = [.. dimensions.OrderBy(item => item.Resolution)],
            PlaneDistance = LeicaNumbers.Parse(view.Find("spacingZ")),
            ChannelNames = ReadChannelNames(settings),
            Illumination = Find(settings, "illuminationSettings", "illuminationSource"),
            Objective = LeicaNumbers.Parse(objective),
        };
    }

    /// <summary>How far a focal plane is from the first.</summary>
    /// <param name="plane"><c>z</c>.</param>
    /// <returns>In micrometres; null where it is not said, or said to be nothing.</returns>
    /// <remarks>That planes are counted upwards from the glass is assumed; nothing says it.</remarks>
    public double? GetPlaneOffset(int plane) =>
        PlaneDistance is { } nanometres && nanometres > 0 ? Math.Round(plane * nanometres / 1000, 6) : null;

    /// <summary>The light of a channel.</summary>
    /// <param name="channel"><c>c</c>.</param>
    /// <param name="count">How many channels the image has.</param>
    /// <returns>Null for white light.</returns>
    public OpticalPath? GetOpticalPath(int channel, int count)
    {
        var isFluorescence = Illumination == LeicaNames.Fluorescence;
        if (!isFluorescence && count == 1)
        {
            return null;
        }

        return new OpticalPath
        {
            Index = channel,
            Name = ChannelNames.GetValueOrDefault(channel.ToString(CultureInfo.InvariantCulture)),
            IsFluorescence = isFluorescence,
        };
    }

    private static Dictionary<string, string> ReadChannelNames(XmlElement? settings)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var channel in (settings?.ChildrenNamed("channelSettings") ?? []).SelectMany(group => group.ChildrenNamed("channel")))
        {
            if (channel.Find("index") is { } index && channel.Find("name")?.Trim() is { Length: > 0 } name)
            {
                names.TryAdd(index, name);
            }
        }

        return names;
    }

    private static string Find(XmlElement? settings, string group, string name) => settings?
        .ChildrenNamed(group).FirstOrDefault()?.ChildrenNamed(name).FirstOrDefault()?.ReadText() ?? string.Empty;
}

/// <summary>A page of an image.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Resolution"><c>r</c>: 0 is the largest.</param>
/// <param name="FocalPlane"><c>z</c>.</param>
/// <param name="Channel"><c>c</c>.</param>
/// <param name="Page"><c>ifd</c>: the position in the chain of pages, from 0.</param>
internal readonly record struct LeicaDimension(
    int Width, int Height, int Resolution, int FocalPlane, int Channel, int Page)
{
    /// <summary>Reads a dimension.</summary>
    public static LeicaDimension Read(XmlElement element, LeicaNumbers numbers) => new(
        numbers.Count(element, "sizeX", least: 1),
        numbers.Count(element, "sizeY", least: 1),
        numbers.Count(element, "r", missing: 0),
        numbers.Count(element, "z", missing: 0),
        numbers.Count(element, "c", missing: 0),
        numbers.Count(element, "ifd"));
}

/// <summary>Reads the numbers of the XML; what is missing or no number is damage.</summary>
/// <param name="Directory">The page.</param>
/// <param name="Entry">Its tag 270.</param>
internal sealed record LeicaNumbers(TiffDirectory Directory, TiffEntry Entry)
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

    /// <summary>A length above 0.</summary>
    public double Length(XmlElement element, string name, string owner) =>
        Parse(element.Find(name)) is > 0 and var length
            ? length
            : throw Damaged($"has a {owner} whose {name} is missing or not a number above 0");

    /// <summary>A distance from an edge.</summary>
    public double Offset(XmlElement element, string name) =>
        Parse(element.Find(name)) ?? throw Damaged($"has a view whose {name} is missing or no number");

    /// <summary>A whole number.</summary>
    /// <param name="element">A dimension.</param>
    /// <param name="name">The attribute.</param>
    /// <param name="least">The smallest that makes sense.</param>
    /// <param name="missing">What it is where it is not said; null where it must be.</param>
    public int Count(XmlElement element, string name, int least = 0, int? missing = null)
    {
        if (element.Find(name) is not { } text)
        {
            return missing ?? throw Damaged($"has a dimension without {name}");
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= least
            ? count
            : throw Damaged($"has a dimension whose {name} is not a whole number from {least}");
    }

    /// <summary>The error for an element that must be there.</summary>
    public SlideFormatException Missing(string name, string owner) => Damaged($"has an {owner} without {name}");

    /// <summary>The error for an XML that is not as it must be.</summary>
    public SlideFormatException Damaged(string what) => Directory.Damaged(Entry, what);
}
