using System.Globalization;
using WsiDicomizer.Slides.Hidden;
using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.Xml;

namespace WsiDicomizer.Slides.Formats.Zeiss;

/// <summary>Every place where a CZI holds identity, or may; of attachments that are CZI themselves, too.</summary>
internal sealed class ZeissIdentity
{
    private readonly ZeissDocument _document;
    private readonly string _prefix;
    private readonly List<IdentityRecord> _records = [];

    private ZeissIdentity(ZeissDocument document, string prefix)
    {
        _document = document;
        _prefix = prefix;
    }

    /// <summary>
    /// Finds the records: file name; then of the file, and of each attachment that is a CZI: GUIDs, metadata, attachments, XML of
    /// subblocks, bytes that no directory leads to.
    /// </summary>
    /// <param name="document">The slide.</param>
    /// <param name="attached">The attachments that are CZI, by their number.</param>
    /// <exception cref="SlideFormatException">The XML of a subblock is too long in all.</exception>
    public static IReadOnlyList<IdentityRecord> FindRecords(
        ZeissDocument document, IReadOnlyDictionary<int, ZeissDocument> attached)
    {
        List<IdentityRecord> records =
        [
            new()
            {
                Location = "file name",
                Name = "file name",
                Value = Path.GetFileNameWithoutExtension(document.Bytes.File.Path),
                Kind = IdentityKind.FileName,
            },
            .. new ZeissIdentity(document, string.Empty).Find(),
        ];
        foreach (var (index, inner) in attached.OrderBy(pair => pair.Key))
        {
            records.AddRange(new ZeissIdentity(
                inner, string.Create(CultureInfo.InvariantCulture, $"attachment {index}, ")).Find());
        }

        return records;
    }

    private List<IdentityRecord> Find()
    {
        AddGuid("header", "primary file GUID", _document.Header.Primary);
        AddGuid("header", "file GUID", _document.Header.Own);
        FindInMetadata();
        foreach (var attachment in _document.Attachments)
        {
            FindInAttachment(attachment);
        }

        FindInSubblocks();
        foreach (var gap in _document.Gaps)
        {
            Add("between segments", HiddenBytes.UnreferencedName, null, IdentityKind.UnknownKey, gap);
            FindTexts("between segments", gap);
        }

        return _records;
    }

    private void FindInMetadata()
    {
        if (_document.Metadata is not { } metadata)
        {
            return;
        }

        _records.AddRange(new ZeissXmlIdentity(
            $"{_prefix}metadata", _document.Bytes.Start + metadata.Offset, metadata.Bytes, metadata.Map).Find());
        var looked = metadata.Rest with { Length = Math.Min(metadata.Rest.Length, ZeissLimits.MaxMetadataBytes) };
        var rest = _document.Bytes.Read(looked);
        var first = rest.AsSpan().IndexOfAnyExcept("\0 \t\r\n"u8);
        if (first >= 0)
        {
            var length = rest.AsSpan().LastIndexOfAnyExcept("\0 \t\r\n"u8) + 1 - first;
            Add(
                "metadata",
                "bytes behind the XML",
                TiffText.DecodeAll(rest.AsSpan(first, length)),
                IdentityKind.UnknownKey,
                new ByteRange(looked.Offset + first, length));
        }

        if (metadata.Rest.Length > looked.Length)
        {
            Add(
                "metadata",
                "bytes behind the XML",
                null,
                IdentityKind.UnknownKey,
                metadata.Rest with { Offset = looked.End, Length = metadata.Rest.Length - looked.Length });
        }
    }

    private void FindInAttachment(ZeissAttachment attachment)
    {
        var location = string.Create(CultureInfo.InvariantCulture, $"attachment {attachment.Index}");
        AddGuid(location, "content GUID", attachment.Guid);
        if (ZeissAttachmentNames.KindOf(attachment.Name) is { } kind)
        {
            Add(location, ZeissAttachmentNames.TitleOf(attachment.Name), null, kind, attachment.Data);
            if (ZeissAttachmentNames.PictureOf(attachment.Name) is null)
            {
                FindTexts(location, attachment.Data);
            }
        }

        if (!ZeissAttachmentNames.IsKnown(attachment.Name))
        {
            Add(
                location,
                "attachment name",
                attachment.Name,
                IdentityKind.UnknownKey,
                new ByteRange(attachment.NameFieldOffset, attachment.NameField.Length));
        }

        var (start, length) = ZeissText.FindResidue(attachment.NameField);
        if (length > 0)
        {
            Add(
                location,
                "text behind the name",
                TiffText.DecodeAll(attachment.NameField.Slice(start, length)),
                IdentityKind.UnknownKey,
                new ByteRange(attachment.NameFieldOffset + start, length));
        }
    }

    private void FindInSubblocks()
    {
        long searched = 0;
        foreach (var subblock in _document.Subblocks)
        {
            var location = string.Create(CultureInfo.InvariantCulture, $"subblock {subblock.Entry.Index}");
            if (subblock.Attachment.Length > 0)
            {
                Add(location, "attachment", null, IdentityKind.UnknownKey, subblock.Attachment);
            }

            if (subblock.Metadata.Length == 0)
            {
                continue;
            }

            searched += subblock.Metadata.Length;
            if (searched > ZeissLimits.MaxSearchedBytes)
            {
                throw _document.Bytes.Damaged(
                    $"the XML of all subblocks is longer than {ZeissLimits.MaxSearchedBytes} bytes, the limit", subblock.Segment.Offset);
            }

            var bytes = _document.Bytes.Read(subblock.Metadata);
            if (XmlMap.TryParse(bytes.AsSpan().TrimEnd((byte)0).ToArray(), ZeissLimits.Xml, out var map, out _))
            {
                _records.AddRange(new ZeissXmlIdentity(
                    _prefix + location, _document.Bytes.InFile(subblock.Metadata).Offset, bytes, map).Find());
            }
            else if (bytes.AsSpan().IndexOfAnyExcept("\0 \t\r\n"u8) >= 0)
            {
                Add(location, "text", TiffText.DecodeAll(bytes.AsSpan().TrimEnd((byte)0)), IdentityKind.UnknownKey, subblock.Metadata);
            }
        }
    }

    /// <summary>Bytes of an unknown structure are one record as a whole; texts in them are told as far as they can be seen.</summary>
    private void FindTexts(string location, ByteRange range)
    {
        var bytes = _document.Bytes.Read(range with { Length = Math.Min(range.Length, ZeissLimits.MaxTextBytes) });
        foreach (var (start, text) in ZeissTextRuns.Find(bytes))
        {
            Add(location, HiddenBytes.TextName, text, IdentityKind.UnknownKey, new ByteRange(range.Offset + start, text.Length));
        }
    }

    private void AddGuid(string location, string name, ZeissGuid guid)
    {
        if (guid.Value != Guid.Empty)
        {
            Add(location, name, guid.Value.ToString("D", CultureInfo.InvariantCulture), IdentityKind.Identifier, guid.Range);
        }
    }

    private void Add(string location, string name, string? value, IdentityKind kind, ByteRange range) => _records.Add(new IdentityRecord
    {
        Location = _prefix + location,
        Name = name,
        Value = value,
        Kind = kind,
        Range = _document.Bytes.InFile(range),
    });
}
