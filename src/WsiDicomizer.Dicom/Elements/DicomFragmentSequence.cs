using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Dicom;

/// <summary>Encapsulated pixel data as it was read: the basic offset table and the fragments (PS3.5 A.4).</summary>
/// <remarks>The fragments stay in their file until they are read.</remarks>
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
        : base(tag)
    {
        OffsetTable = offsetTable;
        Fragments = fragments;
        FragmentOffsets = fragmentOffsets;
    }

    /// <inheritdoc/>
    public override DicomVR ValueRepresentation => DicomVR.OB;

    /// <summary>The basic offset table: where each frame's first fragment begins; empty where there is none.</summary>
    public IReadOnlyList<uint> OffsetTable { get; }

    /// <summary>The fragments in order.</summary>
    public IReadOnlyList<IByteSource> Fragments { get; }

    /// <summary>Where each fragment's item tag is, from the first byte after the offset table's item.</summary>
    public IReadOnlyList<long> FragmentOffsets { get; }
}
