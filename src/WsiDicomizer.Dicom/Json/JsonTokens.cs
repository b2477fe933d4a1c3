using System.Text;
using System.Text.Json;

namespace WsiDicomizer.Dicom.Json;

/// <summary>The tokens of a JSON text, one after the other, with limits and errors that say the place and no value.</summary>
internal ref struct JsonTokens
{
    // Of JSON for each level of sequences: the object of the data set, of the attribute, and the array of the items.
    private const int JsonLevels = 3;

    private readonly ReadOnlySpan<byte> _json;
    private readonly int _start;
    private readonly DicomJsonLimits _limits;
    private Utf8JsonReader _reader;
    private int _itemCount;

    public JsonTokens(ReadOnlySpan<byte> json, DicomJsonLimits limits)
    {
        _json = json;
        _limits = limits;
        _start = json.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;

        // Deep enough that the own limit, which has a name, is met first.
        var options = new JsonReaderOptions { MaxDepth = JsonLevels * (limits.MaximumDepth + 3) };
        _reader = new Utf8JsonReader(json[_start..], options);
    }

    /// <summary>The attribute that the reader is at.</summary>
    public TagPath Path { get; } = new();

    /// <summary>The kind of the token.</summary>
    public readonly JsonTokenType Type => _reader.TokenType;

    /// <summary>The reader, at the token; to be returned to with <see cref="Reader"/>'s setter.</summary>
    public Utf8JsonReader Reader
    {
        readonly get => _reader;
        set => _reader = value;
    }

    /// <summary>The bytes of the token as they stand in the JSON.</summary>
    public readonly ReadOnlySpan<byte> Bytes => _reader.ValueSpan;

    /// <summary>Whether the token is a name or string with this text.</summary>
    public readonly bool IsText(ReadOnlySpan<char> text)
    {
        try
        {
            return _reader.ValueTextEquals(text);
        }
        catch (InvalidOperationException)
        {
            // As in ReadString: an escaped half of a surrogate pair.
            throw Error("a name is no text of Unicode");
        }
    }

    /// <summary>The bytes of a string of base64.</summary>
    public readonly byte[] ReadBase64()
    {
        Expect(JsonTokenType.String, "expected base64 as a string");
        RequireAllowedLength();
        try
        {
            return _reader.TryGetBytesFromBase64(out var bytes) ? bytes : throw Error("InlineBinary is no base64");
        }
        catch (InvalidOperationException)
        {
            // As in ReadString.
            throw Error("a string is no text of Unicode");
        }
    }

    /// <summary>The text of a string.</summary>
    public readonly string ReadString()
    {
        Expect(JsonTokenType.String, "expected a string");
        RequireAllowedLength();
        try
        {
            return _reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // .NET says so for broken UTF-8 and for halves of surrogate pairs.
            throw Error("a string is no text of Unicode");
        }
    }

    /// <summary>Refuses a value that is too long.</summary>
    public readonly void RequireAllowedLength()
    {
        if (_reader.ValueSpan.Length > _limits.MaximumValueBytes)
        {
            throw Error($"a value is longer than {nameof(DicomJsonLimits.MaximumValueBytes)} = {_limits.MaximumValueBytes}");
        }
    }

    /// <summary>Counts an attribute or item, and refuses one too many.</summary>
    public void CountItem()
    {
        if (++_itemCount > _limits.MaximumItems)
        {
            throw Error($"more attributes and items than {nameof(DicomJsonLimits.MaximumItems)} = {_limits.MaximumItems}");
        }
    }

    /// <summary>Refuses another kind of token.</summary>
    public readonly void Expect(JsonTokenType type, string what)
    {
        if (_reader.TokenType != type)
        {
            throw Error(what);
        }
    }

    /// <summary>Goes to the next token, which has to be there.</summary>
    public void Next()
    {
        if (!Advance())
        {
            throw Error("the JSON ends too early");
        }
    }

    /// <summary>Goes to the next token; false at the end.</summary>
    public bool Advance()
    {
        try
        {
            return _reader.Read();
        }
        catch (JsonException)
        {
            // Its message holds a character of the text.
            throw Error("this is no JSON (RFC 8259), or too deep");
        }
    }

    /// <summary>Goes to the last token of the value that begins here.</summary>
    public void Skip()
    {
        try
        {
            _reader.Skip();
        }
        catch (JsonException)
        {
            throw Error("this is no JSON (RFC 8259), or too deep");
        }
    }

    /// <summary>The error at this token.</summary>
    public readonly DicomJsonException Error(string message)
    {
        var offset = _start + (int)_reader.TokenStartIndex;
        return new DicomJsonException(message, offset, _json[..offset].Count((byte)'\n') + 1, Path.ToString());
    }
}
