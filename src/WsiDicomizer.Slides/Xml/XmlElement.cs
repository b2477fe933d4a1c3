using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Xml;

/// <summary>An element of an <see cref="XmlMap"/>: its name, attributes, children and text, each with its place.</summary>
internal sealed class XmlElement
{
    private readonly byte[] _bytes;
    private List<XmlAttribute>? _attributes;
    private List<XmlElement>? _children;
    private List<XmlTextPiece>? _pieces;

    /// <summary>Starts an element.</summary>
    /// <param name="bytes">The whole text.</param>
    /// <param name="name">The name as written.</param>
    /// <param name="start">Of the opening bracket.</param>
    public XmlElement(byte[] bytes, string name, int start)
    {
        _bytes = bytes;
        Name = name;
        Start = start;
    }

    /// <summary>The name as written, with its prefix.</summary>
    public string Name { get; }

    /// <summary>The name without its prefix.</summary>
    public string LocalName => Name[(Name.IndexOf(':', StringComparison.Ordinal) + 1)..];

    /// <summary>The first byte, from the start of the text.</summary>
    public int Start { get; }

    /// <summary>The bytes from the start tag to the end tag.</summary>
    public int Length { get; set; }

    /// <summary>The attributes, in the order of the text.</summary>
    public IReadOnlyList<XmlAttribute> Attributes => _attributes ?? (IReadOnlyList<XmlAttribute>)[];

    /// <summary>The elements in it, in the order of the text.</summary>
    public IReadOnlyList<XmlElement> Children => _children ?? (IReadOnlyList<XmlElement>)[];

    /// <summary>The text directly in it, between its children.</summary>
    public IReadOnlyList<XmlTextPiece> Pieces => _pieces ?? (IReadOnlyList<XmlTextPiece>)[];

    /// <summary>The value of an attribute, null where it is missing.</summary>
    /// <param name="name">Its name as written.</param>
    public string? Find(string name)
    {
        foreach (var attribute in Attributes)
        {
            if (attribute.Name == name)
            {
                return attribute.Value;
            }
        }

        return null;
    }

    /// <summary>The children of a name, without prefix.</summary>
    /// <param name="localName">The name.</param>
    public IEnumerable<XmlElement> ChildrenNamed(string localName) =>
        Children.Where(child => child.LocalName == localName);

    /// <summary>The text directly in the element, without the blanks around it; empty where there is none.</summary>
    public string ReadText() =>
        string.Concat(Pieces.Select(piece => piece.IsLiteral
            ? TiffText.DecodeAll(Bytes(piece))
            : XmlEntities.Decode(Bytes(piece)))).Trim();

    /// <summary>Where that text is: from its first byte that is not blank to its last, with what stands between.</summary>
    /// <returns>Null where there is none.</returns>
    public (int Start, int Length)? FindText()
    {
        int? start = null;
        var end = 0;
        foreach (var piece in Pieces)
        {
            var bytes = Bytes(piece);
            var first = bytes.IndexOfAnyExcept(XmlMap.Blanks);
            if (first >= 0)
            {
                start ??= piece.Start + first;
                end = piece.Start + bytes.LastIndexOfAnyExcept(XmlMap.Blanks) + 1;
            }
        }

        return start is { } from ? (from, end - from) : null;
    }

    /// <summary>Adds an attribute.</summary>
    public void Add(XmlAttribute attribute) => (_attributes ??= []).Add(attribute);

    /// <summary>Adds a child.</summary>
    public void Add(XmlElement child) => (_children ??= []).Add(child);

    /// <summary>Adds a piece of text.</summary>
    public void Add(XmlTextPiece piece) => (_pieces ??= []).Add(piece);

    private ReadOnlySpan<byte> Bytes(XmlTextPiece piece) => _bytes.AsSpan(piece.Start, piece.Length);
}

/// <summary>An attribute of an element.</summary>
/// <param name="Name">As written, with its prefix.</param>
/// <param name="Value">Decoded.</param>
/// <param name="Start">Of the value's first byte, from the start of the text.</param>
/// <param name="Length">Of the value, in bytes.</param>
internal readonly record struct XmlAttribute(string Name, string Value, int Start, int Length);

/// <summary>A run of characters in an element.</summary>
/// <param name="Start">From the start of the text.</param>
/// <param name="Length">In bytes.</param>
/// <param name="IsLiteral">From a CDATA section, where entities are not entities.</param>
internal readonly record struct XmlTextPiece(int Start, int Length, bool IsLiteral);
