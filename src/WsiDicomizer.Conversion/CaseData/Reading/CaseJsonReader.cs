using System.Text.Json;

namespace WsiDicomizer.Conversion.CaseData.Reading;

/// <summary>Reads JSON (RFC 8259) into nodes with their places; nothing but texts, lists, objects and null.</summary>
/// <param name="limits">What the file may ask for.</param>
/// <param name="mistakes">Where mistakes go that do not stop the reading.</param>
internal sealed class CaseJsonReader(CaseDataLimits limits, CaseDataMistakes mistakes)
{
    private byte[] _text = [];
    private int _depth;
    private int _values;

    // Where the last place was: places only go forward, so a file that is one long line is still read in linear time.
    private int _offset;
    private int _line = 1;
    private int _column = 1;

    /// <summary>Reads a document.</summary>
    /// <param name="text">UTF-8 without byte order mark.</param>
    /// <exception cref="CaseDataException">It is no JSON, or nests too deep.</exception>
    public CaseNode? Read(byte[] text)
    {
        _text = text;
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = limits.MaximumDepth });
        try
        {
            reader.Read();
            var node = ReadNode(ref reader);
            reader.Read();
            return node;
        }
        catch (JsonException exception)
        {
            // The exception's own message may quote the text.
            var opens = reader.BytesConsumed < text.Length && text[reader.BytesConsumed] is (byte)'[' or (byte)'{';
            throw mistakes.Stop(PlaceOf(OffsetOf(exception)), opens && _depth >= limits.MaximumDepth
                ? $"nested deeper than {nameof(CaseDataLimits.MaximumDepth)} = {limits.MaximumDepth}"
                : "this is no JSON from here on; expected JSON as RFC 8259 has it, without comments and trailing commas");
        }
    }

    private CaseNode? ReadNode(ref Utf8JsonReader reader)
    {
        var place = PlaceOf(reader.TokenStartIndex);
        if (++_values > limits.MaximumValues)
        {
            throw mistakes.Stop(place, $"more values than {nameof(CaseDataLimits.MaximumValues)} = {limits.MaximumValues}");
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                _depth++;
                CaseNode node = reader.TokenType == JsonTokenType.StartObject
                    ? ReadObject(ref reader, place)
                    : ReadList(ref reader, place);
                _depth--;
                return node;
            case JsonTokenType.String:
                return ReadText(ref reader, place);
            case JsonTokenType.Null:
                return null;
            default:
                mistakes.Add(place, "expected a text in quotes: numbers lose their leading zeros");
                return null;
        }
    }

    private CaseObject ReadObject(ref Utf8JsonReader reader, TextPlace place)
    {
        var members = new List<CaseMember>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var namePlace = PlaceOf(reader.TokenStartIndex);
            var name = TextOf(ref reader, namePlace) ?? string.Empty;
            if (!names.Add(name))
            {
                mistakes.Add(namePlace, "this key stands in the object twice");
            }

            if (members.Count >= limits.MaximumColumns)
            {
                throw mistakes.Stop(
                    namePlace, $"more keys than {nameof(CaseDataLimits.MaximumColumns)} = {limits.MaximumColumns}");
            }

            reader.Read();
            members.Add(new CaseMember(name, namePlace, ReadNode(ref reader)));
        }

        return new CaseObject(place, members);
    }

    private CaseList ReadList(ref Utf8JsonReader reader, TextPlace place)
    {
        var items = new List<CaseNode>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (items.Count >= limits.MaximumSlides)
            {
                throw mistakes.Stop(
                    PlaceOf(reader.TokenStartIndex),
                    $"more entries than {nameof(CaseDataLimits.MaximumSlides)} = {limits.MaximumSlides}");
            }

            if (reader.TokenType == JsonTokenType.Null)
            {
                mistakes.Add(PlaceOf(reader.TokenStartIndex), "null has no meaning in a list");
            }
            else if (ReadNode(ref reader) is { } node)
            {
                items.Add(node);
            }
        }

        return new CaseList(place, items);
    }

    private CaseText? ReadText(ref Utf8JsonReader reader, TextPlace place)
    {
        var text = TextOf(ref reader, place)?.Trim();
        if (text?.Length > limits.MaximumValueLength)
        {
            mistakes.Add(place, $"a value longer than {nameof(CaseDataLimits.MaximumValueLength)} = {limits.MaximumValueLength}");
            return null;
        }

        return string.IsNullOrEmpty(text) ? null : new CaseText(place, text);
    }

    private string? TextOf(ref Utf8JsonReader reader, TextPlace place)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            // What GetString says of an escape that is half a letter (a lone surrogate).
            mistakes.Add(place, "a \\u escape in this text is half a letter");
            return null;
        }
    }

    private long OffsetOf(JsonException exception)
    {
        var start = 0;
        for (var line = exception.LineNumber ?? 0; line > 0; line--)
        {
            start += _text.AsSpan(start).IndexOf((byte)'\n') + 1;
        }

        return start + (exception.BytePositionInLine ?? 0);
    }

    private TextPlace PlaceOf(long offset)
    {
        var end = (int)Math.Min(offset, _text.Length);
        for (; _offset < end; _offset++)
        {
            var isLineEnd = _text[_offset] == (byte)'\n';
            _line += isLineEnd ? 1 : 0;

            // A letter of several bytes is one character: those that continue it do not count.
            _column = isLineEnd ? 1 : _column + ((_text[_offset] & 0xC0) == 0x80 ? 0 : 1);
        }

        return new TextPlace(_line, _column);
    }
}
