using WsiDicomizer.Slides.Jpeg;

namespace WsiDicomizer.Slides.Hidden;

/// <summary>Records of bytes whose structure nobody knows: each run as a whole, and the texts that can be seen in it.</summary>
/// <param name="reader">The file.</param>
/// <param name="fileIndex">Which of <see cref="Slide.Files"/> it is, 0-based.</param>
/// <param name="limits">How much is read.</param>
internal sealed class HiddenBytes(WindowedReader reader, int fileIndex, HiddenIdentityLimits limits)
{
    /// <summary>What bytes are called that no directory leads to; the same for every format.</summary>
    public const string UnreferencedName = "bytes that no directory leads to";

    /// <summary>What bytes are called that follow the end of a picture inside its range.</summary>
    public const string BehindName = "bytes behind the picture";

    /// <summary>What a text is called that stands in bytes of an unknown structure.</summary>
    public const string TextName = "text in it";

    /// <summary>Which of <see cref="Slide.Files"/> it is, 0-based.</summary>
    public int FileIndex => fileIndex;

    /// <summary>Finds the runs of bytes other than zero in a range that should be empty.</summary>
    /// <param name="location">Where it is, in words.</param>
    /// <param name="range">The range.</param>
    /// <param name="found">Where the records go.</param>
    public void FindRuns(string location, ByteRange range, List<IdentityRecord> found)
    {
        foreach (var run in ReadRuns(range))
        {
            Tell(location, UnreferencedName, run, found);
        }
    }

    /// <summary>Tells what follows the end of a picture, if any of it is neither zero nor blank.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="end">The first byte behind its last marker.</param>
    /// <param name="found">Where the records go.</param>
    public void FindBehind(StoredStream stream, long end, List<IdentityRecord> found)
    {
        var rest = new ByteRange(end, stream.Range.End - end);
        if (rest.Length > 0)
        {
            Tell($"{stream.Location}, bytes after the end", BehindName, rest, found);
        }
    }

    /// <summary>
    /// Tells a run: as its text where it is one, else as a whole and by the texts in it; nothing where it was cleared, with
    /// zeros or blanks.
    /// </summary>
    /// <param name="location">Where it is, in words.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="run">Its bytes; none of it is needed for decoding.</param>
    /// <param name="found">Where the records go.</param>
    public void Tell(string location, string name, ByteRange run, List<IdentityRecord> found)
    {
        if (IsCleared(run))
        {
            return;
        }

        if (run.Length <= limits.ChunkBytes)
        {
            var bytes = reader.Look(run.Offset, (int)run.Length);
            var whole = HiddenText.TryRead(bytes);
            found.Add(Record(location, name, whole, run));
            if (whole is null)
            {
                AddTexts(location, run.Offset, bytes, found);
            }

            return;
        }

        found.Add(Record(location, name, null, run));
        var end = run.Offset + Math.Min(run.Length, limits.MaxTextBytes);
        for (var at = run.Offset; at < end; at += limits.ChunkBytes)
        {
            AddTexts(location, at, reader.Look(at, (int)Math.Min(limits.ChunkBytes, end - at)), found);
        }
    }

    /// <summary>Tells a segment's content by what it is known to be.</summary>
    /// <param name="location">The stream, in words.</param>
    /// <param name="name">COM, or APP0 to APP15.</param>
    /// <param name="content">Its bytes, not more than <see cref="HiddenIdentityLimits.ChunkBytes"/>.</param>
    /// <param name="found">Where the records go.</param>
    public void TellJpegSegment(string location, string name, ByteRange content, List<IdentityRecord> found)
    {
        if (IsCleared(content))
        {
            return;
        }

        var segment = new JpegFileSegment(name, content.Offset, reader.Look(content.Offset, (int)content.Length).ToArray());
        var place = new SegmentPlace(fileIndex, $"{location}, JPEG {name}", content.Offset);
        var records = JpegIdentity.FindInSegment(segment, place).ToList();
        if (JpegIdentity.IsExif(segment))
        {
            // What stands between the values that the directory leads to is identity too.
            found.Add(place.Record("Exif", null, IdentityKind.UnknownKey, 0, segment.Payload.Length));
        }
        else if (records is [{ Value: null }])
        {
            AddTexts(place.Location, content.Offset, segment.Payload, found);
        }

        found.AddRange(records.Where(record => record.Range is { } range && !IsCleared(range)));
    }

    private IdentityRecord Record(string location, string name, string? value, ByteRange range) => new()
    {
        FileIndex = fileIndex,
        Location = location,
        Name = name,
        Value = value,
        Kind = IdentityKind.UnknownKey,
        Range = range,
    };

    private void AddTexts(string location, long offset, ReadOnlySpan<byte> bytes, List<IdentityRecord> found)
    {
        foreach (var run in HiddenText.FindRuns(bytes))
        {
            found.Add(Record(location, TextName, run.Text, new ByteRange(offset + run.Start, run.Length)));
        }
    }

    private List<ByteRange> ReadRuns(ByteRange range)
    {
        List<ByteRange> runs = [];
        for (var at = FindNonZero(range); at >= 0; at = FindNonZero(new ByteRange(at, range.End - at)))
        {
            var end = FindEndOfRun(at, range.End);
            if (runs.Count == limits.MaxRunsPerGap)
            {
                runs[^1] = runs[^1] with { Length = end - runs[^1].Offset };
            }
            else
            {
                runs.Add(new ByteRange(at, end - at));
            }

            at = end;
        }

        return runs;
    }

    private long FindEndOfRun(long start, long limit)
    {
        var end = start;
        for (var at = start; at < limit && at - end < limits.ZerosBetweenRuns;)
        {
            var bytes = reader.LookOn(at, (int)Math.Min(limits.ChunkBytes, limit - at));
            for (var index = 0; index < bytes.Length && at + index - end < limits.ZerosBetweenRuns; index++)
            {
                end = bytes[index] == 0 ? end : at + index + 1;
            }

            at += bytes.Length;
        }

        return end;
    }

    private bool IsCleared(ByteRange range) => Find(range, static bytes => bytes.IndexOfAnyExcept((byte)0, (byte)' ')) < 0;

    private long FindNonZero(ByteRange range) => Find(range, static bytes => bytes.IndexOfAnyExcept((byte)0));

    private long Find(ByteRange range, Func<ReadOnlySpan<byte>, int> find)
    {
        for (var at = range.Offset; at < range.End;)
        {
            var bytes = reader.LookOn(at, (int)Math.Min(limits.ChunkBytes, range.End - at));
            var first = find(bytes);
            if (first >= 0)
            {
                return at + first;
            }

            at += bytes.Length;
        }

        return -1;
    }
}
