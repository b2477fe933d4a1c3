namespace WsiDicomizer.Dicom.IO;

/// <summary>The fragments of encapsulated pixel data, found one by one or all at once. Thread-safe.</summary>
/// <remarks>Offsets count from the first byte after the basic offset table's item.</remarks>
internal interface IFragmentIndex
{
    /// <summary>All fragments. The first use may have to look at each of them.</summary>
    /// <exception cref="DicomFileException">The items are damaged.</exception>
    IReadOnlyList<IByteSource> Fragments { get; }

    /// <summary>Where the item tag of each fragment is.</summary>
    /// <exception cref="DicomFileException">The items are damaged.</exception>
    IReadOnlyList<long> Offsets { get; }

    /// <summary>Where the last fragment ends.</summary>
    long End { get; }

    /// <summary>The fragment whose item begins at a place, without looking at any other.</summary>
    /// <param name="offset">Of its item tag.</param>
    /// <returns>The fragment, or null where there is no item.</returns>
    /// <exception cref="DicomFileException">The file cannot be read any more.</exception>
    IByteSource? FindAt(long offset);
}
