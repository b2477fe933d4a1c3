using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace WsiDicomizer.Dicom.Json;

/// <summary>Reads data sets from DICOM JSON (PS3.18 F.2) in one pass over its bytes.</summary>
/// <remarks>Strict: what it does not know is an error, since it could hold what nobody looks at.</remarks>
internal ref struct DicomJsonReader
{
    // Of JSON for each level of sequences: the object of the data set, of the attribute, and the array of the items.
    private const int JsonLevels = 3;

    private readonly ReadOnlySpan<byte> _json;
    private readonly int _start;
    private readonly DicomJsonReaderOptions _options;
    private readonly TagPath _path = new();
    private Utf8JsonReader _reader;
    private int _itemCount;

    public DicomJsonReader(ReadOnlySpan<byte> json, DicomJsonReaderOptions options)
    {
        _json = json;
        _options = options;
        _start = json.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;

        // Deep enough that the own limit, which has a name, is met first.
        _reader = new Utf8JsonReader(json[_start..], new JsonReaderOptions { MaxDepth = JsonLevels * (options.Limits.MaximumDepth + 3) });
    }

    /// <summary>Reads the whole document: a data set, or an array of data sets.</summary>
    public List<DicomDataset> ReadDocument()
    {
        var datasets = new List<DicomDataset>();
        Next();
        if (_reader.TokenType == JsonTokenType.StartArray)
        {
            for (Next(); _reader.TokenType != JsonTokenType.EndArray; Next())
            {
                CountItem();
                datasets.Add(ReadDataset(depth: 0));
            }
        }
        else
        {
            datasets.Add(ReadDataset(depth: 0));
        }

        return Advance() ? throw Error("expected the end of the JSON") : datasets;
    }

    private DicomDataset ReadDataset(int depth)
    {
        Expect(JsonTokenType.StartObject, "expected a data set as an object");
        var items = new List<DicomItem>();
        for (Next(); _reader.TokenType != JsonTokenType.EndObject; Next())
        {
            var tag = ReadTagName();
            CountItem();
            _path.Push(tag);
            Next();
            if (ReadAttribute(tag, depth) is { } item && !tag.IsGroupLength)
            {
                items.Add(item);
            }

            _path.Pop();
        }

        return Assemble(items);
    }

    // In any order, though the standard wants ascending tags. Sorted at once: inserted one by one, many take for ever.
    private readonly DicomDataset Assemble(List<DicomItem> items)
    {
        items.Sort((left, right) => left.Tag.CompareTo(right.Tag));
        var dataset = new DicomDataset();
        foreach (var item in items)
        {
            if (!dataset.TryAppend(item))
            {
                throw Error($"{item.Tag} is there twice");
            }
        }

        return dataset;
    }

    private readonly DicomTag ReadTagName()
    {
        var name = _reader.ValueSpan;
        if (name.Length != 8 || !Utf8Parser.TryParse(name, out uint value, out var consumed, 'X') || consumed != 8)
        {
            throw Error("expected a tag of eight hexadecimal digits as the name of a member");
        }

        var tag = DicomTag.FromValue(value);
        return tag.Group is 0x0000 or 0x0002 or 0xFFFE ? throw Error($"{tag} is no attribute of a data set") : tag;
    }

    private DicomItem? ReadAttribute(DicomTag tag, int depth)
    {
        Expect(JsonTokenType.StartObject, "expected an attribute as an object with vr");
        DicomVR? vr = null;
        DicomItem? item = null;
        var content = JsonMember.None;
        var isRead = false;
        Utf8JsonReader pending = default;
        for (Next(); _reader.TokenType != JsonTokenType.EndObject; Next())
        {
            var member = ReadMemberName();
            if (member == JsonMember.VR ? vr is not null : content != JsonMember.None)
            {
                throw Error("expected vr once, and one of Value, InlineBinary and BulkDataURI");
            }

            Next();
            if (member == JsonMember.VR)
            {
                vr = ReadVR();
                continue;
            }

            content = member;
            isRead = vr is not null;
            if (isRead)
            {
                item = ReadContent(tag, vr!, content, depth);
            }
            else
            {
                // The content comes before its vr: it is read when that is known.
                pending = _reader;
                Skip();
            }
        }

        vr ??= DicomDictionary.Default.GetImplicitVR(tag);
        if (content == JsonMember.None)
        {
            return vr.Kind == DicomVRKind.Sequence ? new DicomSequence(tag) : DicomItemFactory.Create<string>(tag, vr);
        }

        if (!isRead)
        {
            var end = _reader;
            _reader = pending;
            item = ReadContent(tag, vr, content, depth);
            _reader = end;
        }

        return item;
    }

    private DicomItem? ReadContent(DicomTag tag, DicomVR vr, JsonMember content, int depth)
    {
        if (content == JsonMember.BulkDataUri)
        {
            return ReadReference(tag, vr);
        }

        if (content == JsonMember.InlineBinary)
        {
            return vr.Kind == DicomVRKind.Bytes
                ? DicomItemFactory.Create(tag, vr, ReadBase64())
                : throw Error($"VR {vr} has no InlineBinary");
        }

        if (vr.Kind == DicomVRKind.Bytes)
        {
            throw Error($"VR {vr} has InlineBinary or BulkDataURI, no Value");
        }

        Expect(JsonTokenType.StartArray, "expected Value to be an array");
        if (vr.Kind == DicomVRKind.Sequence)
        {
            return ReadSequence(tag, depth);
        }

        var values = new JsonValues(_options.Limits, vr);
        for (Next(); _reader.TokenType != JsonTokenType.EndArray; Next())
        {
            RequireAllowedLength();
            var problem = vr == DicomVR.PN && _reader.TokenType == JsonTokenType.StartObject
                ? values.TryAdd(ReadPersonName())
                : Decode(values);
            if (problem is not null)
            {
                throw Error(problem);
            }
        }

        return values.ToElement(tag);
    }

    private DicomSequence ReadSequence(DicomTag tag, int depth)
    {
        if (depth >= _options.Limits.MaximumDepth)
        {
            throw Error($"sequences nest deeper than {nameof(DicomJsonLimits.MaximumDepth)} = {_options.Limits.MaximumDepth}");
        }

        var sequence = new DicomSequence(tag);
        for (Next(); _reader.TokenType != JsonTokenType.EndArray; Next())
        {
            CountItem();
            _path.SetItem(sequence.Items.Count);
            sequence.Items.Add(ReadDataset(depth + 1));
        }

        _path.SetItem(-1);
        return sequence;
    }

    private string ReadPersonName()
    {
        var groups = new string?[PersonNameGroups.Names.Length];
        for (Next(); _reader.TokenType != JsonTokenType.EndObject; Next())
        {
            var index = -1;
            for (var candidate = 0; candidate < groups.Length; candidate++)
            {
                index = IsName(Encoding.UTF8.GetBytes(PersonNameGroups.Names[candidate])) ? candidate : index;
            }

            if (index < 0 || groups[index] is not null)
            {
                throw Error("expected Alphabetic, Ideographic and Phonetic, each once at most");
            }

            Next();
            RequireAllowedLength();
            groups[index] = _reader.TokenType == JsonTokenType.Null ? string.Empty : ReadString();
        }

        return PersonNameGroups.Join(groups);
    }

    private DicomItem? ReadReference(DicomTag tag, DicomVR vr)
    {
        var reference = new DicomBulkDataReference(_path.ToString(), tag, vr, ReadString());
        if (_options.BulkData is null)
        {
            throw Error($"a value is at a URI: give {nameof(DicomJsonReaderOptions)}.{nameof(_options.BulkData)}");
        }

        var item = _options.BulkData(reference);
        return item is null || item.Tag == tag ? item : throw Error("the bulk data given is of another attribute");
    }

    private readonly JsonMember ReadMemberName() =>
        IsName("vr"u8) ? JsonMember.VR
        : IsName("Value"u8) ? JsonMember.Value
        : IsName("InlineBinary"u8) ? JsonMember.InlineBinary
        : IsName("BulkDataURI"u8) ? JsonMember.BulkDataUri
        : throw Error("expected vr, Value, InlineBinary or BulkDataURI: other members are unknown");

    private readonly bool IsName(ReadOnlySpan<byte> name)
    {
        try
        {
            return _reader.ValueTextEquals(name);
        }
        catch (InvalidOperationException)
        {
            // As in ReadString: an escaped half of a surrogate pair.
            throw Error("a name is no text of Unicode");
        }
    }

    private readonly DicomVR ReadVR() =>
        _reader.TokenType == JsonTokenType.String
        && _reader.ValueSpan is [var first, var second]
        && DicomVR.TryParse(first, second, out var vr)
            ? vr
            : throw Error("expected vr to be a value representation of PS3.5 6.2");

    private readonly byte[] ReadBase64()
    {
        Expect(JsonTokenType.String, "expected base64 as a string");
        RequireAllowedLength();
        return _reader.TryGetBytesFromBase64(out var bytes) ? bytes : throw Error("InlineBinary is no base64");
    }

    private readonly string ReadString()
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

    private readonly string? Decode(JsonValues values)
    {
        try
        {
            return values.TryAdd(in _reader);
        }
        catch (InvalidOperationException)
        {
            throw Error("a string is no text of Unicode");
        }
    }

    private readonly void RequireAllowedLength()
    {
        if (_reader.ValueSpan.Length > _options.Limits.MaximumValueBytes)
        {
            throw Error($"a value is longer than {nameof(DicomJsonLimits.MaximumValueBytes)} = {_options.Limits.MaximumValueBytes}");
        }
    }

    private void CountItem()
    {
        if (++_itemCount > _options.Limits.MaximumItems)
        {
            throw Error($"more attributes and items than {nameof(DicomJsonLimits.MaximumItems)} = {_options.Limits.MaximumItems}");
        }
    }

    private readonly void Expect(JsonTokenType type, string what)
    {
        if (_reader.TokenType != type)
        {
            throw Error(what);
        }
    }

    private void Next()
    {
        if (!Advance())
        {
            throw Error("the JSON ends too early");
        }
    }

    private bool Advance()
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

    private void Skip()
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

    private readonly DicomJsonException Error(string message)
    {
        var offset = _start + (int)_reader.TokenStartIndex;
        return new DicomJsonException(message, offset, _json[..offset].Count((byte)'\n') + 1, _path.ToString());
    }
}
