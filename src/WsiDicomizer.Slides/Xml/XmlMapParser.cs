using System.Buffers;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Xml;

/// <summary>Reads one XML text front to back; each method returns false after it has noted the fault.</summary>
internal sealed class XmlMapParser
{
    private static readonly SearchValues<byte> NameEnds = SearchValues.Create(" \t\r\n=/><"u8);

    private readonly byte[] _bytes;
    private readonly XmlMapLimits _limits;
    private readonly Stack<XmlElement> _open = new();
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly List<XmlTextPiece> _loose = [];
    private int _at;
    private int _nodes;

    /// <summary>Prepares to read.</summary>
    public XmlMapParser(byte[] bytes, XmlMapLimits limits)
    {
        _bytes = bytes;
        _limits = limits;
    }

    /// <summary>The root, once it is complete.</summary>
    public XmlElement? Root { get; private set; }

    /// <summary>What is outside of elements' texts.</summary>
    public IReadOnlyList<XmlTextPiece> Loose => _loose;

    /// <summary>What is wrong, after a method returned false.</summary>
    public XmlFault Fault { get; private set; }

    private ReadOnlySpan<byte> Rest => _bytes.AsSpan(_at);

    /// <summary>Reads everything.</summary>
    public bool TryParse()
    {
        if (_bytes.Length > _limits.MaxBytes)
        {
            return Fail($"it has {_bytes.Length} bytes; the limit is {_limits.MaxBytes}");
        }

        _at = Rest.StartsWith("\uFEFF"u8) ? "\uFEFF"u8.Length : 0;
        while (_at < _bytes.Length)
        {
            if (!(_bytes[_at] == '<' ? TryReadMarkup() : TryReadText()))
            {
                return false;
            }
        }

        return _open.Count > 0 ? Fail("it ends inside an element (is it cut off?)")
            : Root is null ? Fail("it has no element")
            : true;
    }

    private bool TryReadMarkup()
    {
        if (Rest.StartsWith("<!--"u8))
        {
            return TryReadLoose("<!--"u8.Length, "-->"u8, "a comment");
        }

        if (Rest.StartsWith("<![CDATA["u8))
        {
            return TryReadLiteral();
        }

        if (Rest.StartsWith("<?"u8))
        {
            var isDeclaration = Root is null && _open.Count == 0 && _loose.Count == 0 && Rest.StartsWith("<?xml "u8);
            return isDeclaration ? TrySkip("?>"u8, "the XML declaration") : TryReadLoose(2, "?>"u8, "an instruction");
        }

        if (Rest.StartsWith("<!"u8))
        {
            return Fail("it has a document type, which is not supported");
        }

        return Rest.StartsWith("</"u8) ? TryClose() : TryOpen();
    }

    private bool TryReadText()
    {
        var length = Rest.IndexOf((byte)'<');
        length = length < 0 ? Rest.Length : length;
        var isBlank = Rest[..length].IndexOfAnyExcept(XmlMap.Blanks) < 0;
        var start = _at;
        _at += length;
        return isBlank || TryAddPiece(new XmlTextPiece(start, length, IsLiteral: false));
    }

    private bool TryReadLiteral()
    {
        var start = _at + "<![CDATA["u8.Length;
        return TrySkip("]]>"u8, "a CDATA section")
            && TryAddPiece(new XmlTextPiece(start, _at - "]]>"u8.Length - start, IsLiteral: true));
    }

    private bool TryAddPiece(XmlTextPiece piece)
    {
        if (_open.TryPeek(out var element))
        {
            element.Add(piece);
        }
        else
        {
            _loose.Add(piece);
        }

        return TryCount();
    }

    private bool TryReadLoose(int opening, ReadOnlySpan<byte> closing, string what)
    {
        var start = _at + opening;
        if (!TrySkip(closing, what))
        {
            return false;
        }

        _loose.Add(new XmlTextPiece(start, Math.Max(0, _at - closing.Length - start), IsLiteral: true));
        return TryCount();
    }

    private bool TryOpen()
    {
        var start = _at++;
        if (!TryReadName(out var name) || !TryCount())
        {
            return false;
        }

        var element = new XmlElement(_bytes, name, start);
        if (!TryReadAttributes(element))
        {
            return false;
        }

        if (_open.TryPeek(out var parent))
        {
            parent.Add(element);
        }
        else if (Root is null)
        {
            Root = element;
        }
        else
        {
            _at = start;
            return Fail("it has more than one outermost element");
        }

        if (Rest.StartsWith("/>"u8))
        {
            _at += 2;
            element.Length = _at - start;
            return true;
        }

        _at++;
        _open.Push(element);
        return _open.Count <= _limits.MaxDepth || Fail($"its elements nest deeper than the limit of {_limits.MaxDepth}");
    }

    /// <summary>Reads up to the <c>&gt;</c> or <c>/&gt;</c> of a start tag.</summary>
    private bool TryReadAttributes(XmlElement element)
    {
        while (true)
        {
            SkipBlanks();
            if (Rest.StartsWith("/>"u8) || Rest.StartsWith(">"u8))
            {
                return true;
            }

            if (!TryReadName(out var name) || !TryReadValue(out var start, out var length) || !TryCount())
            {
                return false;
            }

            element.Add(new XmlAttribute(name, XmlEntities.Decode(_bytes.AsSpan(start, length)), start, length));
        }
    }

    private bool TryReadValue(out int start, out int length)
    {
        (start, length) = (0, 0);
        SkipBlanks();
        if (!Rest.StartsWith("="u8))
        {
            return Fail("expected = and a value behind an attribute's name");
        }

        _at++;
        SkipBlanks();
        if (!Rest.StartsWith("\""u8) && !Rest.StartsWith("'"u8))
        {
            return Fail("expected an attribute's value in quotes");
        }

        var quote = _bytes[_at++];
        start = _at;
        length = Rest.IndexOf(quote);
        if (length < 0)
        {
            return Fail("an attribute's value has no end (is it cut off?)");
        }

        _at += length + 1;
        return true;
    }

    private bool TryClose()
    {
        var start = _at;
        _at += 2;
        if (!TryReadName(out var name))
        {
            return false;
        }

        SkipBlanks();
        if (!Rest.StartsWith(">"u8) || !_open.TryPop(out var element) || element.Name != name)
        {
            _at = start;
            return Fail("an end tag does not close the element that is open");
        }

        _at++;
        element.Length = _at - element.Start;
        return true;
    }

    private bool TryReadName(out string name)
    {
        name = string.Empty;
        var length = Rest.IndexOfAny(NameEnds);
        if (length <= 0 || length > _limits.MaxNameBytes)
        {
            return Fail($"expected a name of 1 to {_limits.MaxNameBytes} bytes");
        }

        // The same names come again and again: one string each.
        var decoded = TiffText.DecodeAll(Rest[..length]);
        _at += length;
        if (!_names.TryGetValue(decoded, out name!))
        {
            _names.Add(decoded, decoded);
            name = decoded;
        }

        return true;
    }

    private bool TrySkip(ReadOnlySpan<byte> closing, string what)
    {
        var length = Rest.IndexOf(closing);
        if (length < 0)
        {
            return Fail($"{what} has no end (is it cut off?)");
        }

        _at += length + closing.Length;
        return true;
    }

    private void SkipBlanks()
    {
        var count = Rest.IndexOfAnyExcept(XmlMap.Blanks);
        _at += count < 0 ? Rest.Length : count;
    }

    private bool TryCount() =>
        ++_nodes <= _limits.MaxNodes || Fail($"it has more nodes than the limit of {_limits.MaxNodes}");

    private bool Fail(string message)
    {
        Fault = new XmlFault(Math.Min(_at, _bytes.Length), message);
        return false;
    }
}
