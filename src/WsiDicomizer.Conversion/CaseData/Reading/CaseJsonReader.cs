using System.Text;
using System.Text.Json;

namespace WsiDicomizer.Conversion.CaseData.Reading;

/// <summary>Reads JSON (RFC 8259) into nodes with their places; nothing but texts, lists, objects and null.</summary>
/// <param name="limits">What the file may ask for.</param>
/// <param name="mistakes">Where mistakes go that do not stop the reading.</param>
internal sealed class CaseJsonReader(CaseDataLimits limits, CaseDataMistakes mistakes)
{
    private byte[] _text = [];
    private int[] _lineStarts = [];

    /// <summary>Reads a document.</summary>
    /// <param name="text">UTF-8 without byte order mark.</param>
    /// <exception cref="CaseDataException">It is no JSON, or nests too deep.</exception>
    public CaseNode? Read(byte[] text)
    {
        _text = text;
        _lineStarts = [0, .. Enumerable.Range(0, text.Length).Where(index => text[index] == '\n').Select(index => index + 1)];
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
            throw mistakes.Stop(PlaceOf(exception), reader.CurrentDepth >= limits.MaximumDepth
                ? $"nested deeper than {nameof(CaseDataLimits.MaximumDepth)} = {limits.MaximumDepth}"
                : "this is no JSON from here on; expected JSON as RFC 8259 has it, without comments and trailing commas");
        }
    }

    private CaseNode? ReadNode(ref Utf8JsonReader reader)
    {
        var place = PlaceOf(reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return ReadObject(ref reader, place);
            case JsonTokenType.StartArray:
                return ReadList(ref reader, place);
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

    private TextPlace PlaceOf(JsonException exception)
    {
        var line = (int)Math.Clamp(exception.LineNumber ?? 0, 0, _lineStarts.Length - 1);
        return PlaceOf(_lineStarts[line] + (exception.BytePositionInLine ?? 0));
    }

    private TextPlace PlaceOf(long offset)
    {
        var end = (int)Math.Min(offset, _text.Length);
        var found = Array.BinarySearch(_lineStarts, end);
        var line = found >= 0 ? found : ~found - 1;
        return new TextPlace(line + 1, Encoding.UTF8.GetCharCount(_text.AsSpan(_lineStarts[line]..end)) + 1);
    }
}
