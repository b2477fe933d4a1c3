namespace WsiDicomizer.Dicom.IO;

/// <summary>Fragments in a file whose end is known from an offset table; they are looked at one by one as they are needed.</summary>
internal sealed class FileFragmentIndex : IFragmentIndex
{
    private readonly FileWindow _file;
    private readonly FragmentWalk _walk;
    private readonly long _start;
    private readonly int _maximum;
    private readonly Lazy<FragmentList> _all;

    /// <summary>Creates the index.</summary>
    /// <param name="file">The open file.</param>
    /// <param name="walk">Steps through its items.</param>
    /// <param name="start">The first byte after the offset table's item.</param>
    /// <param name="end">Of the sequence delimiter, both from the start of the file.</param>
    /// <param name="maximum">The most fragments that may be.</param>
    public FileFragmentIndex(FileWindow file, FragmentWalk walk, long start, long end, int maximum)
    {
        _file = file;
        _walk = walk;
        _start = start;
        _maximum = maximum;
        End = end - start;
        _all = new Lazy<FragmentList>(WalkAll);
    }

    /// <inheritdoc/>
    public IReadOnlyList<IByteSource> Fragments => _all.Value;

    /// <inheritdoc/>
    public IReadOnlyList<long> Offsets => _all.Value.Offsets;

    /// <inheritdoc/>
    public long End { get; }

    /// <inheritdoc/>
    public IByteSource? FindAt(long offset)
    {
        const int HeaderBytes = EncapsulatedLayout.ItemHeaderBytes;
        if (offset < 0 || offset > End - HeaderBytes || !_walk.IsItem(_start + offset, out var length))
        {
            return null;
        }

        return length <= End - offset - HeaderBytes ? _file.SliceItem(_start + offset + HeaderBytes, length) : null;
    }

    private FragmentList WalkAll()
    {
        var list = new FragmentList(_file, _start);
        var end = _start + End;
        var offset = _start;
        while (offset < end)
        {
            var (tag, length) = _walk.ReadItemHeader(offset);
            if (tag != DicomTag.Item)
            {
                throw _walk.Damaged("the pixel data ends before the place that its offset table leads to", offset);
            }

            if (list.Count >= _maximum)
            {
                throw _walk.Damaged($"more fragments than {nameof(DicomReaderLimits.MaximumItems)} = {_maximum}", offset);
            }

            list.Add(offset, length);
            offset += EncapsulatedLayout.ItemHeaderBytes + length;
        }

        return offset == end
            ? list
            : throw _walk.Damaged("a fragment reaches over the place that the offset table leads to", offset);
    }
}
