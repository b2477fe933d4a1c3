using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Dicom;

/// <summary>An offset table: where the first item of each frame begins, from the first byte after the basic table's item.</summary>
internal interface IFrameTable
{
    /// <summary>The number of entries.</summary>
    int FrameCount { get; }

    /// <summary>The entry of a frame, as it stands in the file.</summary>
    /// <param name="frameIndex">0-based.</param>
    ulong GetOffset(int frameIndex);

    /// <summary>The bytes of a frame without padding, where the table has lengths.</summary>
    /// <param name="frame">The frame's fragments.</param>
    /// <param name="fragmentCount">How many they are.</param>
    /// <param name="frameIndex">0-based.</param>
    /// <exception cref="DicomDataException">The length is not that of the fragment.</exception>
    IByteSource Trim(IByteSource frame, int fragmentCount, int frameIndex);
}
