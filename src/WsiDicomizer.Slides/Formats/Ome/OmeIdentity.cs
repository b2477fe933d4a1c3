using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.TiffPages;
using WsiDicomizer.Slides.Xml;

namespace WsiDicomizer.Slides.Formats.Ome;

/// <summary>Every place where an OME-TIFF holds identity, or may: its XML, and what TIFF itself has.</summary>
internal static class OmeIdentity
{
    /// <summary>Finds the records.</summary>
    /// <param name="structure">The slide's pages and XML.</param>
    /// <exception cref="SlideFormatException">A value that identifies cannot be read.</exception>
    public static IReadOnlyList<IdentityRecord> FindRecords(OmeStructure structure) => TiffPageIdentity.FindRecords(
        structure.Tiff,
        structure.Areas.SelectMany(area => area.Levels),
        structure.Pictures,
        (directory, entry) => FindInDescription(directory, entry, structure.Document));

    private static IEnumerable<IdentityRecord> FindInDescription(TiffDirectory directory, TiffEntry entry, OmeDocument document)
    {
        // Only the first page has one; what stands elsewhere was put there by somebody.
        var isDocument = entry == document.Entry;
        var bytes = isDocument ? document.Bytes : directory.ReadBytes(entry);
        var place = new OmePlace($"{directory.Location}, {entry.Name}", entry.Value!.Value.Offset, bytes);
        var textLength = TiffText.LengthToNul(bytes);
        var found = isDocument ? new OmeXmlIdentity(place, document.Map).Find()
            : bytes.AsSpan(0, textLength).Trim(XmlMap.Blanks).IsEmpty ? []
            : [place.Text("ImageDescription", IdentityKind.UnknownKey, 0, textLength)];

        // What stands behind the first NUL, where readers stop: an older, longer text that was overwritten.
        var rest = bytes.AsSpan(textLength);
        var first = rest.IndexOfAnyExcept("\0 \t\r\n"u8);
        return first < 0
            ? found
            :
            [
                .. found,
                place.Text(
                    "text behind the end",
                    IdentityKind.UnknownKey,
                    textLength + first,
                    rest.LastIndexOfAnyExcept("\0 \t\r\n"u8) + 1 - first),
            ];
    }
}

/// <summary>A tag whose text is searched, and the records of what is found in it.</summary>
/// <param name="Location">The page and tag.</param>
/// <param name="Offset">Of the value, from the start of the file.</param>
/// <param name="Bytes">The value.</param>
internal sealed record OmePlace(string Location, long Offset, byte[] Bytes)
{
    /// <summary>A piece of the text, quoted as it is stored.</summary>
    public IdentityRecord Text(string name, IdentityKind kind, int start, int length) =>
        Record(name, TiffText.DecodeAll(Bytes.AsSpan(start, length)), kind, start, length);

    /// <summary>A piece of the text with a value.</summary>
    public IdentityRecord Record(string name, string? value, IdentityKind kind, int start, int length) => new()
    {
        Location = Location,
        Name = name,
        Value = value,
        Kind = kind,
        Range = new ByteRange(Offset + start, length),
    };
}
