using WsiDicomizer.Slides.Xml;

namespace WsiDicomizer.Slides.Formats.Leica;

/// <summary>Every place of identity in the XML of a Leica SCN: each element, attribute and comment is asked.</summary>
internal sealed class LeicaXmlIdentity
{
    private readonly LeicaPlace _place;
    private readonly XmlMap _map;
    private readonly List<IdentityRecord> _records = [];

    /// <summary>Prepares to search.</summary>
    /// <param name="place">The tag.</param>
    /// <param name="map">Its XML.</param>
    public LeicaXmlIdentity(LeicaPlace place, XmlMap map)
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
        foreach (var attribute in element.Attributes.Where(attribute => attribute.Value.Trim().Length > 0))
        {
            Ask($"{element.LocalName}@{attribute.Name}", attribute.Value, attribute.Start, attribute.Length);
        }

        if (element.FindText() is { } text)
        {
            Ask(element.LocalName, element.ReadText(), text.Start, text.Length);
        }

        foreach (var child in element.Children)
        {
            Visit(child);
        }
    }

    private void Ask(string key, string value, int start, int length)
    {
        if (LeicaKeys.Classify(key, value) is not { } kind)
        {
            return;
        }

        _records.Add(_place.Record(key, value, kind, start, length));

        // What the stored text means is what could come out somewhere: it is searched for, too.
        if (kind == IdentityKind.Barcode && LeicaBarcode.TryDecode(value) is { } decoded)
        {
            _records.Add(_place.Record($"{key}, decoded", decoded, kind, start, length));
        }
    }
}
