using System.Collections;

namespace WsiDicomizer.Dicom.IO;

/// <summary>The fragments of pixel data in a file: a place each (12 bytes), a source only when it is asked for.</summary>
internal sealed class FragmentList : IReadOnlyList<IByteSource>
{
    private readonly FileWindow _file;
    private readonly long _start;
    private readonly List<long> _offsets = [];
    private readonly List<uint> _lengths = [];

    /// <summary>Creates an empty list.</summary>
    /// <param name="file">The open file; its owner disposes it.</param>
    /// <param name="start">The first byte after the basic offset table's item, from the start of the file.</param>
    public FragmentList(FileWindow file, long start)
    {
        _file = file;
        _start = start;
    }

    /// <inheritdoc/>
    public int Count => _offsets.Count;

    /// <summary>Of each fragment's item tag, from the first byte after the basic offset table's item.</summary>
    public IReadOnlyList<long> Offsets => _offsets;

    /// <inheritdoc/>
    public IByteSource this[int index] =>
        _file.SliceItem(_start + _offsets[index] + EncapsulatedLayout.ItemHeaderBytes, _lengths[index]);

    /// <summary>Adds a fragment.</summary>
    /// <param name="itemOffset">Of its item tag, from the start of the file.</param>
    /// <param name="length">Without the item's header.</param>
    public void Add(long itemOffset, uint length)
    {
        _offsets.Add(itemOffset - _start);
        _lengths.Add(length);
    }

    /// <inheritdoc/>
    public IEnumerator<IByteSource> GetEnumerator()
    {
        for (var index = 0; index < Count; index++)
        {
            yield return this[index];
        }
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
