using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.Xml;

namespace WsiDicomizer.Slides.Formats.Zeiss;

/// <summary>Every place of identity in an XML of a CZI: each element, attribute and comment is asked.</summary>
internal sealed class ZeissXmlIdentity
{
    private readonly string _location;
    private readonly long _offset;
    private readonly byte[] _bytes;
    private readonly XmlMap _map;
    private readonly List<IdentityRecord> _records = [];

    /// <summary>Prepares to search.</summary>
    /// <param name="location">The place, for people.</param>
    /// <param name="offset">Of the XML, from the start of the file.</param>
    /// <param name="bytes">The XML.</param>
    /// <param name="map">The same with its places.</param>
    public ZeissXmlIdentity(string location, long offset, byte[] bytes, XmlMap map)
    {
        _location = location;
        _offset = offset;
        _bytes = bytes;
        _map = map;
    }

    /// <summary>Finds the records, in the order of the XML; comments and instructions last.</summary>
    public IReadOnlyList<IdentityRecord> Find()
    {
        Visit(_map.Root, string.Empty);
        foreach (var piece in _map.Loose)
        {
            var text = _bytes.AsSpan(piece.Start, piece.Length);
            if (text.IndexOfAnyExcept(XmlMap.Blanks) >= 0)
            {
                Add("comment", TiffText.DecodeAll(text), IdentityKind.UnknownKey, piece.Start, piece.Length);
            }
        }

        return _records;
    }

    // The reader of the XML bounds the depth.
    private void Visit(XmlElement element, string parent)
    {
        foreach (var attribute in element.Attributes.Where(attribute => attribute.Value.Trim().Length > 0))
        {
            Ask(parent, $"{element.LocalName}@{attribute.Name}", attribute.Value, attribute.Start, attribute.Length);
        }

        if (element.FindText() is { } text)
        {
            Ask(parent, element.LocalName, element.ReadText(), text.Start, text.Length);
        }

        foreach (var child in element.Children)
        {
            Visit(child, element.LocalName);
        }
    }

    private void Ask(string parent, string key, string value, int start, int length)
    {
        if (ZeissKeys.Classify(parent, key, value) is { } kind)
        {
            Add(parent.Length == 0 ? key : $"{parent}/{key}", value, kind, start, length);
        }
    }

    private void Add(string name, string value, IdentityKind kind, int start, int length) => _records.Add(new IdentityRecord
    {
        Location = _location,
        Name = name,
        Value = value,
        Kind = kind,
        Range = new ByteRange(_offset + start, length),
    });
}
