using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.Xml;

namespace WsiDicomizer.Slides.Formats.Ome;

/// <summary>Every place of identity in an OME-XML: each element, attribute and comment is asked.</summary>
/// <param name="place">The tag.</param>
/// <param name="map">Its XML.</param>
internal sealed class OmeXmlIdentity(OmePlace place, XmlMap map)
{
    private readonly List<IdentityRecord> _records = [];

    /// <summary>Finds the records, in the order of the XML; comments and instructions last.</summary>
    public IReadOnlyList<IdentityRecord> Find()
    {
        Visit(map.Root);
        foreach (var piece in map.Loose)
        {
            var bytes = place.Bytes.AsSpan(piece.Start, piece.Length);
            if (bytes.IndexOfAnyExcept(XmlMap.Blanks) >= 0 && !OmeKeys.IsWarning(TiffText.DecodeAll(bytes)))
            {
                _records.Add(place.Text("comment", IdentityKind.UnknownKey, piece.Start, piece.Length));
            }
        }

        return _records;
    }

    // The reader of the XML bounds the depth.
    private void Visit(XmlElement element)
    {
        foreach (var attribute in element.Attributes.Where(attribute => attribute.Value.Trim().Length > 0))
        {
            Ask(element.LocalName, attribute.Name, attribute.Value, attribute.Start, attribute.Length);
        }

        if (element.FindText() is { } text)
        {
            Ask(element.LocalName, attribute: null, element.ReadText(), text.Start, text.Length);
        }

        foreach (var child in element.Children)
        {
            Visit(child);
        }
    }

    private void Ask(string element, string? attribute, string value, int start, int length)
    {
        if (OmeKeys.Classify(element, attribute, value) is { } kind)
        {
            _records.Add(place.Record(attribute is null ? element : $"{element}@{attribute}", value, kind, start, length));
        }
    }
}
