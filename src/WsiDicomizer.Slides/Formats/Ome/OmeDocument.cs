using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.Xml;

namespace WsiDicomizer.Slides.Formats.Ome;

/// <summary>The OME-XML in tag 270 of the first page: what the file holds, and which page shows what.</summary>
internal sealed class OmeDocument
{
    private OmeDocument(TiffEntry entry, byte[] bytes, XmlMap map, IReadOnlyList<OmeImage> images)
    {
        Entry = entry;
        Bytes = bytes;
        Map = map;
        Images = images;
    }

    /// <summary>The entry of tag 270.</summary>
    public TiffEntry Entry { get; }

    /// <summary>All bytes of the tag, with what follows the text.</summary>
    public byte[] Bytes { get; }

    /// <summary>The XML with its places.</summary>
    public XmlMap Map { get; }

    /// <summary>The element <c>OME</c>.</summary>
    public XmlElement Root => Map.Root;

    /// <summary>The images, in the order of the XML; at least one.</summary>
    public IReadOnlyList<OmeImage> Images { get; }

    /// <summary>Reads the XML of a page.</summary>
    /// <param name="directory">The first page, which has a tag 270.</param>
    /// <exception cref="SlideFormatException">It is no XML, not as OME has it, or only points to another file.</exception>
    public static OmeDocument Read(TiffDirectory directory)
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

        if (map.Root.LocalName != "OME")
        {
            throw directory.Unsupported($"{entry.Name} has a root of another name; supported is OME");
        }

        if (map.Root.ChildrenNamed("BinaryOnly").Any())
        {
            throw directory.Unsupported(
                $"{entry.Name} only points to another file that has the metadata (BinaryOnly): slides of several OME-TIFF files, "
                + "or with a companion file, are not supported; export the slide into one file");
        }

        var elements = map.Root.ChildrenNamed("Image").ToList();
        if (elements.Count is 0 or > OmeLimits.MaxImages)
        {
            throw directory.Damaged(entry, $"lists {elements.Count} images; expected 1 to {OmeLimits.MaxImages}");
        }

        var numbers = new OmeNumbers(directory, entry);
        return new OmeDocument(entry, bytes, map, [.. elements.Select(element => OmeImage.Read(element, numbers))]);
    }
}
