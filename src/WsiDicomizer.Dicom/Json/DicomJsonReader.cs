using System.Buffers.Text;
using System.Text.Json;

namespace WsiDicomizer.Dicom.Json;

/// <summary>Reads data sets from DICOM JSON (PS3.18 F.2) in one pass over its bytes.</summary>
/// <remarks>Strict: what it does not know is an error, since it could hold what nobody looks at.</remarks>
internal ref struct DicomJsonReader
{
    private readonly DicomJsonReaderOptions _options;
    private JsonTokens _tokens;

    public DicomJsonReader(ReadOnlySpan<byte> json, DicomJsonReaderOptions options)
    {
        _options = options;
        _tokens = new JsonTokens(json, options.Limits);
    }

    /// <summary>Reads the whole document: a data set, or an array of data sets.</summary>
    public List<DicomDataset> ReadDocument()
    {
        var datasets = new List<DicomDataset>();
        _tokens.Next();
        if (_tokens.Type == JsonTokenType.StartArray)
        {
            for (_tokens.Next(); _tokens.Type != JsonTokenType.EndArray; _tokens.Next())
            {
                _tokens.CountItem();
                datasets.Add(ReadDataset(depth: 0));
            }
        }
        else
        {
            datasets.Add(ReadDataset(depth: 0));
        }

        return _tokens.Advance() ? throw _tokens.Error("expected the end of the JSON") : datasets;
    }

    private DicomDataset ReadDataset(int depth)
    {
        _tokens.Expect(JsonTokenType.StartObject, "expected a data set as an object");
        var items = new List<DicomItem>();
        for (_tokens.Next(); _tokens.Type != JsonTokenType.EndObject; _tokens.Next())
        {
            var tag = ReadTagName();
            _tokens.CountItem();
            _tokens.Path.Push(tag);
            _tokens.Next();
            if (ReadAttribute(tag, depth) is { } item && !tag.IsGroupLength)
            {
                items.Add(item);
            }

            _tokens.Path.Pop();
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
                throw _tokens.Error($"{item.Tag} is there twice");
            }
        }

        return dataset;
    }

    private readonly DicomTag ReadTagName()
    {
        var name = _tokens.Bytes;
        if (name.Length != 8 || !Utf8Parser.TryParse(name, out uint value, out var consumed, 'X') || consumed != 8)
        {
            throw _tokens.Error("expected a tag of eight hexadecimal digits as the name of a member");
        }

        var tag = DicomTag.FromValue(value);
        return tag.Group is 0x0000 or 0x0002 or 0xFFFE ? throw _tokens.Error($"{tag} is no attribute of a data set") : tag;
    }

    private DicomItem? ReadAttribute(DicomTag tag, int depth)
    {
        _tokens.Expect(JsonTokenType.StartObject, "expected an attribute as an object with vr");
        DicomVR? vr = null;
        DicomItem? item = null;
        var content = JsonMember.None;
        var isRead = false;
        Utf8JsonReader pending = default;
        for (_tokens.Next(); _tokens.Type != JsonTokenType.EndObject; _tokens.Next())
        {
            var member = ReadMemberName();
            if (member == JsonMember.VR ? vr is not null : content != JsonMember.None)
            {
                throw _tokens.Error("expected vr once, and one of Value, InlineBinary and BulkDataURI");
            }

            _tokens.Next();
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
                pending = _tokens.Reader;
                _tokens.Skip();
            }
        }

        vr ??= DicomDictionary.Default.GetImplicitVR(tag);
        if (content == JsonMember.None)
        {
            return vr.Kind == DicomVRKind.Sequence ? new DicomSequence(tag) : DicomItemFactory.Create<string>(tag, vr);
        }

        if (!isRead)
        {
            var end = _tokens.Reader;
            _tokens.Reader = pending;
            item = ReadContent(tag, vr, content, depth);
            _tokens.Reader = end;
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
                ? DicomItemFactory.Create(tag, vr, _tokens.ReadBase64())
                : throw _tokens.Error($"VR {vr} has no InlineBinary");
        }

        if (vr.Kind == DicomVRKind.Bytes)
        {
            throw _tokens.Error($"VR {vr} has InlineBinary or BulkDataURI, no Value");
        }

        _tokens.Expect(JsonTokenType.StartArray, "expected Value to be an array");
        if (vr.Kind == DicomVRKind.Sequence)
        {
            return ReadSequence(tag, depth);
        }

        var values = new JsonValues(_options.Limits, vr);
        for (_tokens.Next(); _tokens.Type != JsonTokenType.EndArray; _tokens.Next())
        {
            _tokens.RequireAllowedLength();
            var problem = vr == DicomVR.PN && _tokens.Type == JsonTokenType.StartObject
                ? values.TryAdd(ReadPersonName())
                : Decode(values);
            if (problem is not null)
            {
                throw _tokens.Error(problem);
            }
        }

        return values.ToElement(tag);
    }

    private DicomSequence ReadSequence(DicomTag tag, int depth)
    {
        if (depth >= _options.Limits.MaximumDepth)
        {
            throw _tokens.Error($"sequences nest deeper than {nameof(DicomJsonLimits.MaximumDepth)} = {_options.Limits.MaximumDepth}");
        }

        var sequence = new DicomSequence(tag);
        for (_tokens.Next(); _tokens.Type != JsonTokenType.EndArray; _tokens.Next())
        {
            _tokens.CountItem();
            _tokens.Path.SetItem(sequence.Items.Count);
            sequence.Items.Add(ReadDataset(depth + 1));
        }

        _tokens.Path.SetItem(-1);
        return sequence;
    }

    private string ReadPersonName()
    {
        var groups = new string?[PersonNameGroups.Names.Length];
        for (_tokens.Next(); _tokens.Type != JsonTokenType.EndObject; _tokens.Next())
        {
            var index = -1;
            for (var candidate = 0; candidate < groups.Length; candidate++)
            {
                index = _tokens.IsText(PersonNameGroups.Names[candidate]) ? candidate : index;
            }

            if (index < 0 || groups[index] is not null)
            {
                throw _tokens.Error("expected Alphabetic, Ideographic and Phonetic, each once at most");
            }

            _tokens.Next();
            _tokens.RequireAllowedLength();
            groups[index] = _tokens.Type == JsonTokenType.Null ? string.Empty : _tokens.ReadString();
        }

        return PersonNameGroups.Join(groups);
    }

    private DicomItem? ReadReference(DicomTag tag, DicomVR vr)
    {
        var reference = new DicomBulkDataReference(_tokens.Path.ToString(), tag, vr, _tokens.ReadString());
        if (_options.BulkData is null)
        {
            throw _tokens.Error($"a value is at a URI: give {nameof(DicomJsonReaderOptions)}.{nameof(_options.BulkData)}");
        }

        var item = _options.BulkData(reference);
        return item is null || item.Tag == tag ? item : throw _tokens.Error("the bulk data given is of another attribute");
    }

    private readonly JsonMember ReadMemberName() =>
        _tokens.IsText("vr") ? JsonMember.VR
        : _tokens.IsText("Value") ? JsonMember.Value
        : _tokens.IsText("InlineBinary") ? JsonMember.InlineBinary
        : _tokens.IsText("BulkDataURI") ? JsonMember.BulkDataUri
        : throw _tokens.Error("expected vr, Value, InlineBinary or BulkDataURI: other members are unknown");

    private readonly DicomVR ReadVR() =>
        _tokens.Type == JsonTokenType.String
        && _tokens.Bytes is [var first, var second]
        && DicomVR.TryParse(first, second, out var vr)
            ? vr
            : throw _tokens.Error("expected vr to be a value representation of PS3.5 6.2");

    private readonly string? Decode(JsonValues values)
    {
        try
        {
            return values.TryAdd(_tokens.Reader);
        }
        catch (InvalidOperationException)
        {
            throw _tokens.Error("a string is no text of Unicode");
        }
    }
}
