using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.TiffPages;
using WsiDicomizer.Slides.Xml;

namespace WsiDicomizer.Slides.Formats.Qptiff;

/// <summary>Every place of identity in the XML of a page: each element, attribute and comment is asked.</summary>
internal sealed class QptiffIdentity
{
    private readonly string _location;
    private readonly QptiffDescription _description;
    private readonly List<IdentityRecord> _records = [];

    private QptiffIdentity(TiffDirectory directory, QptiffDescription description)
    {
        _location = $"{directory.Location}, {description.Entry.Name}";
        _description = description;
    }

    /// <summary>Finds the records, in the order of the XML; comments and what follows the text last.</summary>
    /// <param name="directory">The page.</param>
    /// <param name="entry">Its tag 270.</param>
    /// <exception cref="SlideFormatException">The value is no text, or not in the file.</exception>
    public static IReadOnlyList<IdentityRecord> Find(TiffDirectory directory, TiffEntry entry)
    {
        if (QptiffDescription.TryRead(directory, entry, out _) is not { } description)
        {
            // Not the scanner's own text: what somebody put there.
            return [.. TiffPageProperties.ReadWhole(directory, entry)];
        }

        var identity = new QptiffIdentity(directory, description);
        identity.Visit(identity._description.Map.Root);
        identity.FindLoose();
        return identity._records;
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

    private void FindLoose()
    {
        var bytes = _description.Bytes;
        foreach (var piece in _description.Map.Loose)
        {
            if (bytes.AsSpan(piece.Start, piece.Length).IndexOfAnyExcept(XmlMap.Blanks) >= 0)
            {
                Add("comment", TiffText.DecodeAll(bytes.AsSpan(piece.Start, piece.Length)), IdentityKind.UnknownKey, piece.Start, piece.Length);
            }
        }

        // What stands behind the first NUL, where readers stop: an older, longer text that was overwritten.
        var textLength = TiffText.LengthToNul(bytes);
        var rest = bytes.AsSpan(textLength);
        var first = rest.IndexOfAnyExcept("\0 \t\r\n"u8);
        if (first >= 0)
        {
            var length = rest.LastIndexOfAnyExcept("\0 \t\r\n"u8) + 1 - first;
            Add("text behind the end", TiffText.DecodeAll(rest.Slice(first, length)), IdentityKind.UnknownKey, textLength + first, length);
        }
    }

    private void Ask(string key, string value, int start, int length)
    {
        if (QptiffKeys.Classify(key, value.Trim()) is { } kind)
        {
            Add(key, value, kind, start, length);
        }
    }

    private void Add(string name, string value, IdentityKind kind, int start, int length) => _records.Add(new IdentityRecord
    {
        Location = _location,
        Name = name,
        Value = value,
        Kind = kind,
        Range = new ByteRange(_description.Entry.Value!.Value.Offset + start, length),
    });
}
