using WsiDicomizer.Slides.PhilipsXml;
using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.Xml;

namespace WsiDicomizer.Slides.Formats.Philips;

/// <summary>The XML in tag 270 of the first page: <c>DataObject</c> of type <c>DPUfsImport</c>.</summary>
internal sealed class PhilipsImport
{
    private PhilipsImport(TiffEntry entry, byte[] bytes, XmlMap map, PhilipsObject root, PhilipsObject scan)
    {
        Entry = entry;
        Bytes = bytes;
        Map = map;
        Root = root;
        Scan = scan;
    }

    /// <summary>The entry of tag 270.</summary>
    public TiffEntry Entry { get; }

    /// <summary>All bytes of the tag, with what follows the text.</summary>
    public byte[] Bytes { get; }

    /// <summary>The XML with its places.</summary>
    public XmlMap Map { get; }

    /// <summary>The outermost object.</summary>
    public PhilipsObject Root { get; }

    /// <summary>The one picture of type <c>WSI</c>.</summary>
    public PhilipsObject Scan { get; }

    /// <summary>The pictures of every type.</summary>
    public IEnumerable<PhilipsObject> ScannedImages => ImagesOf(Root);

    /// <summary>The levels as the scan lists them.</summary>
    public IReadOnlyList<PhilipsObject> Representations =>
        [.. (Scan.Find(PhilipsNames.Representations)?.Objects ?? [])
            .Where(item => item.ObjectType == PhilipsNames.RepresentationType)];

    /// <summary>Reads the XML of a page.</summary>
    /// <param name="directory">The first page, which has a tag 270.</param>
    /// <exception cref="SlideFormatException">It is no XML, not Philips', or has several scans.</exception>
    public static PhilipsImport Read(TiffDirectory directory)
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

        if (!IsImport(map))
        {
            throw directory.Damaged(entry, $"has another root than DataObject of type {PhilipsNames.RootType}");
        }

        var root = PhilipsObject.Read(map.Root);
        var scans = ImagesOf(root).Where(image => image.FindText(PhilipsNames.ImageType) == "WSI").ToList();
        return scans.Count switch
        {
            1 => new PhilipsImport(entry, bytes, map, root, scans[0]),
            0 => throw directory.Damaged(
                entry, $"lists no {PhilipsNames.ScannedImageType} whose {PhilipsNames.ImageType} is WSI; expected one"),
            _ => throw directory.Unsupported($"{entry.Name} lists {scans.Count} scans (WSI); supported is one"),
        };
    }

    /// <summary>Whether an XML is of the kind that Philips writes.</summary>
    /// <param name="map">The XML.</param>
    public static bool IsImport(XmlMap map) =>
        map.Root.LocalName == "DataObject" && map.Root.Find("ObjectType") == PhilipsNames.RootType;

    private static IEnumerable<PhilipsObject> ImagesOf(PhilipsObject root) =>
        (root.Find(PhilipsNames.ScannedImages)?.Objects ?? []).Where(item => item.ObjectType == PhilipsNames.ScannedImageType);
}
