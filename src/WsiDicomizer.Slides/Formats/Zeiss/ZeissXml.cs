using WsiDicomizer.Slides.Xml;

namespace WsiDicomizer.Slides.Formats.Zeiss;

/// <summary>The metadata of a CZI.</summary>
/// <remarks>Evidence: formats.md section 9.6. In the payload: u32 bytes of the XML, u32 of an attachment, 248 bytes, the XML.</remarks>
/// <param name="Segment">The segment.</param>
/// <param name="Offset">Where the XML is.</param>
/// <param name="Bytes">The XML.</param>
/// <param name="Map">The same with its places.</param>
/// <param name="Rest">What is allocated behind the XML: an attachment, or what an older, longer XML left.</param>
internal sealed record ZeissXml(ZeissSegment Segment, long Offset, byte[] Bytes, XmlMap Map, ByteRange Rest)
{
    private const string SegmentId = "ZISRAWMETADATA";
    private const int XmlOffset = 256;

    /// <summary>Reads the metadata.</summary>
    /// <param name="bytes">The CZI.</param>
    /// <param name="offset">Where the segment is.</param>
    /// <exception cref="SlideFormatException">It is no XML, or does not fit.</exception>
    public static ZeissXml Read(ZeissBytes bytes, long offset)
    {
        var segment = ZeissSegment.Read(bytes, offset, SegmentId, XmlOffset);
        Span<byte> head = stackalloc byte[sizeof(uint)];
        bytes.Read(segment.Payload.Offset, head);
        long length = ((ReadOnlySpan<byte>)head).UInt32(0);
        if (length > segment.Payload.Length - XmlOffset || length > ZeissLimits.MaxMetadataBytes)
        {
            throw bytes.Damaged(
                $"{SegmentId}: the XML does not fit its segment, or is above the limit of {ZeissLimits.MaxMetadataBytes} bytes",
                segment.Payload.Offset);
        }

        var range = new ByteRange(segment.Payload.Offset + XmlOffset, length);
        var text = bytes.Read(range);
        return XmlMap.TryParse(text.AsSpan().TrimEnd((byte)0).ToArray(), ZeissLimits.Xml, out var map, out var fault)
            ? new ZeissXml(segment, range.Offset, text, map, new ByteRange(range.End, segment.Range.End - range.End))
            : throw bytes.Damaged($"{SegmentId}: the XML cannot be read: {fault.Message}", range.Offset + fault.Offset);
    }

    /// <summary>The first element at the end of a path below the root.</summary>
    /// <param name="names">Local names, outermost first.</param>
    /// <returns>Null where there is none.</returns>
    public XmlElement? Find(params ReadOnlySpan<string> names)
    {
        var element = Map.Root;
        foreach (var name in names)
        {
            if (element.ChildrenNamed(name).FirstOrDefault() is not { } child)
            {
                return null;
            }

            element = child;
        }

        return element;
    }
}
