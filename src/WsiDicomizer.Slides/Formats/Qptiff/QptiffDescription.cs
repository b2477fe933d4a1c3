using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.Xml;

namespace WsiDicomizer.Slides.Formats.Qptiff;

/// <summary>The XML in tag 270 of a page: what the page shows and how it was taken.</summary>
/// <param name="Entry">The tag.</param>
/// <param name="Bytes">All bytes of the tag, with what follows the text.</param>
/// <param name="Map">The XML with its places.</param>
internal sealed record QptiffDescription(TiffEntry Entry, byte[] Bytes, XmlMap Map)
{
    /// <summary>What the page shows: FullResolution, ReducedResolution, Thumbnail, Overview, Label.</summary>
    public string ImageType => Find("ImageType") ?? string.Empty;

    /// <summary>The text of an element below the root.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Null where there is none, or it is empty.</returns>
    public string? Find(string name) =>
        Map.Root.ChildrenNamed(name).FirstOrDefault()?.ReadText().Trim() is { Length: > 0 } text ? text : null;

    /// <summary>Reads the XML of a page.</summary>
    /// <param name="directory">The page.</param>
    /// <param name="entry">Its tag 270.</param>
    /// <exception cref="SlideFormatException">It is no XML that can be read.</exception>
    public static QptiffDescription Read(TiffDirectory directory, TiffEntry entry) =>
        TryRead(directory, entry, out var fault)
        ?? throw new SlideFormatException(
            SlideProblem.Damaged,
            $"{directory.Location}, {entry.Name}: the XML cannot be read: {fault.Message}",
            directory.Path,
            entry.Value!.Value.Offset + fault.Offset);

    /// <summary>Reads the XML of a page.</summary>
    /// <param name="directory">The page.</param>
    /// <param name="entry">Its tag 270.</param>
    /// <param name="fault">What is wrong with it.</param>
    /// <returns>Null where the text is no XML that can be read.</returns>
    /// <exception cref="SlideFormatException">The value is no text, or not in the file.</exception>
    public static QptiffDescription? TryRead(TiffDirectory directory, TiffEntry entry, out XmlFault fault)
    {
        if (!entry.Type.IsBytes())
        {
            throw directory.Damaged(entry, $"has type {(ushort)entry.Type}; expected text, type 2");
        }

        var bytes = directory.ReadBytes(entry);
        return XmlMap.TryParse(bytes[..TiffText.LengthToNul(bytes)], XmlMapLimits.Default, out var map, out fault)
            ? new QptiffDescription(entry, bytes, map)
            : null;
    }
}
