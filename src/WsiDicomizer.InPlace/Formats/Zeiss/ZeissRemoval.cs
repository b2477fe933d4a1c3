using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Formats.Zeiss;

/// <summary>Takes attachments out of the list of a CZI: those behind move up, and from level III on nothing of their segments is left.</summary>
internal sealed class ZeissRemoval
{
    private const int SegmentHeaderGap = 256;
    private const int CopyEnd = 16 + ZeissAttachments.EntryBytes;

    private readonly PlanContext _context;
    private readonly List<ByteRange> _gone = [];

    /// <summary>Prepares a plan.</summary>
    /// <param name="context">The slide and the plan.</param>
    public ZeissRemoval(PlanContext context) => _context = context;

    /// <summary>The contents that go, in the file.</summary>
    public IReadOnlyList<ByteRange> Gone => _gone;

    /// <summary>Plans it.</summary>
    /// <exception cref="AnonymizationException">A macro's label cannot be masked, or a label not be drawn.</exception>
    public void Plan()
    {
        var outer = new ZeissAttachments(_context, 0);
        var kept = outer.Entries.Where(entry => !MustGo(entry)).ToList();
        Write(outer, kept);
        foreach (var entry in kept.Where(entry => entry.IsCzi && IsShown(entry)))
        {
            // What an attachment has attached, nobody looks at.
            Write(new ZeissAttachments(_context, entry.Data.Offset), []);
        }
    }

    private bool MustGo(ZeissEntry entry)
    {
        var record = _context.Records.FirstOrDefault(record => record.Range == entry.Data
            && record.Kind is not IdentityKind.Identifier);
        if (record is null)
        {
            return _context.Reaches(AnonymizationLevel.II)
                && (_context.Rules.Thumbnail == PictureRule.Drop || !IsShown(entry));
        }

        var isPicture = entry.IsPicture || record.Kind is IdentityKind.LabelImage or IdentityKind.MacroImage;
        if (!isPicture)
        {
            return _context.Reaches(AnonymizationLevel.IV) && !_context.Rules.Keeps(record);
        }

        if (!_context.Reaches(AnonymizationLevel.II))
        {
            return false;
        }

        var rule = _context.Rules.ForPicture(record.Kind);
        if (rule == PictureRule.MaskLabel && record.Kind != IdentityKind.LabelImage)
        {
            throw new AnonymizationException(
                $"{record.Location}: the label cannot be masked on a macro in a CZI; '--overview drop' drops the macro");
        }

        if (_context.Rules.DrawLabelText && record.Kind == IdentityKind.LabelImage)
        {
            throw new AnonymizationException(
                $"{record.Location}: no new label can be drawn in a CZI; without --label-text it goes");
        }

        // Of what nobody can read, nobody knows what is in it.
        return rule != PictureRule.Keep || (_context.Reaches(AnonymizationLevel.IV) && !IsShown(entry));
    }

    private bool IsShown(ZeissEntry entry) => _context.Slide.AssociatedImages.Any(image =>
        image.Location == FormattableString.Invariant($"attachment {entry.Index}"));

    private void Write(ZeissAttachments attachments, List<ZeissEntry> kept)
    {
        if (attachments.Directory is { } directory && kept.Count < attachments.Entries.Count)
        {
            var table = new byte[attachments.Entries.Count * ZeissAttachments.EntryBytes];
            foreach (var (place, entry) in kept.Index())
            {
                entry.Bytes.CopyTo(table, place * ZeissAttachments.EntryBytes);
            }

            _context.Write(0, attachments.EntriesStart, table, PatchStage.Pointers);
            _context.Write(0, directory.Offset, BitConverter.GetBytes(kept.Count), PatchStage.Pointers);
            foreach (var entry in attachments.Entries.Except(kept))
            {
                _gone.Add(entry.Data);
                if (_context.Reaches(AnonymizationLevel.III))
                {
                    _context.Zero(0, entry.Segment);
                }
            }
        }

        if (_context.Reaches(AnonymizationLevel.IV))
        {
            foreach (var (place, entry) in kept.Index())
            {
                WriteNeutral(attachments, place, entry);
            }

            ClearSpare(attachments);
        }
    }

    /// <summary>The entry of an attachment that stays, in both of its places, without GUID and without what is behind its name.</summary>
    private void WriteNeutral(ZeissAttachments attachments, int place, ZeissEntry entry)
    {
        var bytes = entry.Bytes.ToArray();
        bytes.AsSpan(ZeissAttachments.GuidOffset, ZeissAttachments.GuidBytes).Clear();
        var name = bytes.AsSpan(ZeissAttachments.NameOffset);
        var end = name.IndexOf((byte)0);
        name[(end < 0 ? name.Length : end)..].Clear();
        _context.Write(0, attachments.EntriesStart + ((long)place * ZeissAttachments.EntryBytes), bytes, PatchStage.Pointers);
        _context.Write(0, entry.CopyOffset, bytes, PatchStage.Pointers);
        Clear(entry.Payload.Offset + sizeof(uint), entry.CopyOffset);
        Clear(entry.Payload.Offset + CopyEnd, entry.Data.Offset);
    }

    /// <summary>Bytes of segments that the format keeps for later.</summary>
    private void ClearSpare(ZeissAttachments attachments)
    {
        var header = attachments.Header;
        Clear(header.Offset + 8, header.Offset + 16);
        Clear(header.Offset + 80, header.End);
        Clear(attachments.Subblocks.Offset + sizeof(int), attachments.Subblocks.Offset + 128);
        if (attachments.Metadata is { } metadata)
        {
            Clear(metadata.Offset + 8, metadata.Offset + SegmentHeaderGap);
        }

        if (attachments.Directory is { } directory)
        {
            Clear(directory.Offset + sizeof(int), attachments.EntriesStart);
            Clear(attachments.EntriesStart + ((long)attachments.Entries.Count * ZeissAttachments.EntryBytes), directory.End);
        }
    }

    private void Clear(long start, long end) => _context.Zero(0, new ByteRange(start, end - start));
}
