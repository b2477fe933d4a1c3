namespace WsiDicomizer.Slides.Formats.Zeiss;

/// <summary>All structures of one CZI: of the slide's file, or of an attachment that is a CZI itself.</summary>
internal sealed class ZeissDocument
{
    private ZeissDocument(ZeissBytes bytes, ZeissFileHeader header) => (Bytes, Header) = (bytes, header);

    /// <summary>Its bytes.</summary>
    public ZeissBytes Bytes { get; }

    /// <summary>The first segment.</summary>
    public ZeissFileHeader Header { get; }

    /// <summary>The subblocks, in the order of the directory.</summary>
    public IReadOnlyList<ZeissSubblock> Subblocks { get; private init; } = [];

    /// <summary>The metadata; null where there is none.</summary>
    public ZeissXml? Metadata { get; private init; }

    /// <summary>The attachments, in the order of their directory.</summary>
    public IReadOnlyList<ZeissAttachment> Attachments { get; private init; } = [];

    /// <summary>Runs of bytes that no directory leads to: deleted segments, and whatever else lies there.</summary>
    public IReadOnlyList<ByteRange> Gaps { get; private init; } = [];

    /// <summary>Reads all structures.</summary>
    /// <param name="bytes">The CZI.</param>
    /// <exception cref="SlideFormatException">Something is damaged, overlaps, or is in another file.</exception>
    public static ZeissDocument Read(ZeissBytes bytes)
    {
        var header = ZeissFileHeader.Read(bytes);
        if (header.DirectoryOffset == 0)
        {
            throw bytes.Damaged($"{ZeissFileHeader.SegmentId}: there is no directory of subblocks", header.Segment.Payload.Offset);
        }

        List<ZeissSegment> segments = [header.Segment];
        var entries = ZeissDirectory.Read(bytes, header.DirectoryOffset, out var directory);
        segments.Add(directory);
        var subblocks = entries.Select(entry => ZeissSubblock.Read(bytes, entry)).ToList();
        segments.AddRange(subblocks.Select(subblock => subblock.Segment));
        ZeissXml? metadata = null;
        if (header.MetadataOffset != 0)
        {
            metadata = ZeissXml.Read(bytes, header.MetadataOffset);
            segments.Add(metadata.Segment);
        }

        IReadOnlyList<ZeissAttachment> attachments = [];
        if (header.AttachmentsOffset != 0)
        {
            attachments = ZeissAttachment.ReadAll(bytes, header.AttachmentsOffset, out var attachmentDirectory);
            segments.Add(attachmentDirectory);
            segments.AddRange(attachments.Select(attachment => attachment.Segment));
        }

        return new ZeissDocument(bytes, header)
        {
            Subblocks = subblocks,
            Metadata = metadata,
            Attachments = attachments,
            Gaps = FindGaps(bytes, segments),
        };
    }

    /// <summary>Segments lie one behind the other: where two overlap, one of them is not what its directory says.</summary>
    private static List<ByteRange> FindGaps(ZeissBytes bytes, List<ZeissSegment> segments)
    {
        segments.Sort((left, right) => left.Offset.CompareTo(right.Offset));
        var gaps = new List<ByteRange>();
        long end = 0;
        foreach (var range in segments.Select(segment => segment.Range).Append(new ByteRange(bytes.Length, 0)))
        {
            if (range.Offset < end)
            {
                throw bytes.Damaged("two segments overlap, or one is listed twice", range.Offset);
            }

            if (range.Offset > end && !IsPadding(bytes, new ByteRange(end, range.Offset - end)))
            {
                gaps.Add(new ByteRange(end, range.Offset - end));
            }

            end = range.End;
        }

        return gaps.Count <= ZeissLimits.MaxGaps
            ? gaps
            : throw bytes.Damaged($"there are more than {ZeissLimits.MaxGaps} runs of bytes that no directory leads to", gaps[0].Offset);
    }

    // Zeros, however many: what was there was overwritten.
    private static bool IsPadding(ZeissBytes bytes, ByteRange gap)
    {
        for (var offset = gap.Offset; offset < gap.End; offset += ZeissLimits.PaddingPieceBytes)
        {
            var piece = new ByteRange(offset, Math.Min(ZeissLimits.PaddingPieceBytes, gap.End - offset));
            if (bytes.Read(piece).AsSpan().ContainsAnyExcept((byte)0))
            {
                return false;
            }
        }

        return true;
    }
}
