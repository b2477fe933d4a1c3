using WsiDicomizer.Slides.Xml;

namespace WsiDicomizer.Slides.Formats.Ventana;

/// <summary>Every place of identity in an XML of a Ventana file: each element, attribute and comment is asked.</summary>
internal sealed class VentanaXmlIdentity
{
    private readonly VentanaPlace _place;
    private readonly XmlMap _map;
    private readonly List<IdentityRecord> _records = [];

    /// <summary>Prepares to search.</summary>
    /// <param name="place">The tag.</param>
    /// <param name="map">Its XML.</param>
    public VentanaXmlIdentity(VentanaPlace place, XmlMap map)
    {
        _place = place;
        _map = map;
    }

    /// <summary>Finds the records, in the order of the XML; comments and instructions last.</summary>
    public IReadOnlyList<IdentityRecord> Find()
    {
        Visit(_map.Root);
        foreach (var piece in _map.Loose)
        {
            if (_place.Bytes.AsSpan(piece.Start, piece.Length).IndexOfAnyExcept(XmlMap.Blanks) >= 0)
            {
                _records.Add(_place.Text("comment", IdentityKind.UnknownKey, piece.Start, piece.Length));
            }
        }

        return _records;
    }

    // The reader of the XML bounds the depth.
    private void Visit(XmlElement element)
    {
        foreach (var attribute in element.Attributes)
        {
            if (!string.IsNullOrWhiteSpace(attribute.Value))
            {
                Ask(element.LocalName, attribute.Name, attribute.Value, attribute.Start, attribute.Length);
            }
        }

        if (element.FindText() is { } text)
        {
            Ask(element.LocalName, null, element.ReadText(), text.Start, text.Length);
        }

        foreach (var child in element.Children)
        {
            Visit(child);
        }
    }

    private void Ask(string element, string? attribute, string value, int start, int length)
    {
        if (VentanaKeys.Classify(element, attribute, value) is { } kind)
        {
            _records.Add(_place.Record(attribute is null ? element : $"{element}@{attribute}", value, kind, start, length));
        }
    }
}
