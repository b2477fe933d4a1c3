using System.Globalization;
using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.Xml;

namespace WsiDicomizer.Slides.Formats.Ventana;

/// <summary>The XML in tag 700 of a page, and its numbers; what is missing or no number is damage.</summary>
internal sealed class VentanaXml
{
    private VentanaXml(TiffDirectory directory, TiffEntry entry, byte[] bytes, XmlMap map)
    {
        Directory = directory;
        Entry = entry;
        Bytes = bytes;
        Map = map;
    }

    /// <summary>The page.</summary>
    public TiffDirectory Directory { get; }

    /// <summary>The entry of tag 700.</summary>
    public TiffEntry Entry { get; }

    /// <summary>All bytes of the tag, with what follows the text.</summary>
    public byte[] Bytes { get; }

    /// <summary>The XML with its places.</summary>
    public XmlMap Map { get; }

    /// <summary>Reads the XML of a page that must have one.</summary>
    /// <param name="directory">The page.</param>
    /// <exception cref="SlideFormatException">There is none, or it is no XML.</exception>
    public static VentanaXml Read(TiffDirectory directory)
    {
        var entry = directory.Find(TiffTag.Xmp) ?? throw directory.Missing(TiffTag.Xmp);
        var bytes = directory.ReadBytes(entry);
        if (!XmlMap.TryParse(bytes[..TiffText.LengthToNul(bytes)], VentanaLimits.Xml, out var map, out var fault))
        {
            throw new SlideFormatException(
                SlideProblem.Damaged,
                $"{directory.Location}, {entry.Name}: the XML cannot be read: {fault.Message}",
                directory.Path,
                entry.Value!.Value.Offset + fault.Offset);
        }

        return new VentanaXml(directory, entry, bytes, map);
    }

    /// <summary>Parses a number; null where it is none.</summary>
    public static double? Parse(string? text) =>
        double.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out var number) && double.IsFinite(number)
            ? number
            : null;

    /// <summary>A whole number.</summary>
    /// <param name="element">Where it stands.</param>
    /// <param name="name">The attribute.</param>
    /// <param name="least">The smallest that makes sense.</param>
    public int Count(XmlElement element, string name, int least = 0) =>
        int.TryParse(element.Find(name), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= least
            ? count
            : throw Damaged($"has {Article(element)} whose {name} is missing or not a whole number from {least}");

    /// <summary>A number, e.g. an overlap: negative is a gap.</summary>
    public double Number(XmlElement element, string name) =>
        Parse(element.Find(name)) ?? throw Damaged($"has {Article(element)} whose {name} is missing or no number");

    /// <summary>The error for an XML that is not as it must be.</summary>
    public SlideFormatException Damaged(string what) => Directory.Damaged(Entry, what);

    // Names of elements are asked for by name before: they are Ventana's, never a stranger's text.
    private static string Article(XmlElement element) =>
        element.LocalName switch
        {
            VentanaNames.Image => "an ImageInfo",
            VentanaNames.Joint => "a TileJointInfo",
            _ => "an area's origin",
        };
}
