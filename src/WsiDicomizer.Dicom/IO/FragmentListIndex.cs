namespace WsiDicomizer.Dicom.IO;

/// <summary>Fragments that are known already.</summary>
internal sealed class FragmentListIndex(IReadOnlyList<IByteSource> fragments, IReadOnlyList<long> offsets) : IFragmentIndex
{
    /// <inheritdoc/>
    public IReadOnlyList<IByteSource> Fragments => fragments;

    /// <inheritdoc/>
    public IReadOnlyList<long> Offsets => offsets;

    /// <inheritdoc/>
    public long End => fragments.Count == 0 ? 0 : offsets[^1] + EncapsulatedLayout.ItemHeaderBytes + fragments[^1].Length;

    /// <inheritdoc/>
    public IByteSource? FindAt(long offset)
    {
        var low = 0;
        var high = offsets.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            if (offsets[middle] == offset)
            {
                return fragments[middle];
            }

            (low, high) = offsets[middle] < offset ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }
}
