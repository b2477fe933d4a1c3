using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Dicom;

/// <summary>Encapsulated pixel data as it was read: the basic offset table and the fragments (PS3.5 A.4).</summary>
/// <remarks>
/// The fragments stay in their file until they are read. Where an offset table leads to the end of the pixel data, they
/// are not even looked for before <see cref="Fragments"/> or <see cref="FragmentOffsets"/> is asked for the first time,
/// which takes some microseconds for each; <see cref="DicomPixelData"/> reads frames without that. Thread-safe.
/// </remarks>
public sealed class DicomFragmentSequence : DicomItem
{
    /// <summary>Creates the entry.</summary>
    /// <param name="tag">PixelData.</param>
    /// <param name="offsetTable">The basic offset table; empty where there is none.</param>
    /// <param name="fragments">The fragments in order.</param>
    /// <param name="fragmentOffsets">Of each fragment's item tag, from the first byte after the offset table's item.</param>
    public DicomFragmentSequence(
        DicomTag tag,
        IReadOnlyList<uint> offsetTable,
        IReadOnlyList<IByteSource> fragments,
        IReadOnlyList<long> fragmentOffsets)
        : this(tag, offsetTable, new FragmentListIndex(fragments, fragmentOffsets))
    {
    }

    internal DicomFragmentSequence(DicomTag tag, IReadOnlyList<uint> offsetTable, IFragmentIndex index)
        : base(tag)
    {
        OffsetTable = offsetTable;
        Index = index;
    }

    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.OB;

    /// <summary>The basic offset table: where each frame's first fragment begins; empty where there is none.</summary>
    public IReadOnlyList<uint> OffsetTable { get; }

    /// <summary>The fragments in order.</summary>
    /// <exception cref="DicomFileException">The fragments do not follow each other up to the end.</exception>
    public IReadOnlyList<IByteSource> Fragments => Index.Fragments;

    /// <summary>Where each fragment's item tag is, from the first byte after the offset table's item.</summary>
    /// <exception cref="DicomFileException">The fragments do not follow each other up to the end.</exception>
    public IReadOnlyList<long> FragmentOffsets => Index.Offsets;

    /// <summary>Finds fragments, all or one.</summary>
    internal IFragmentIndex Index { get; }
}
