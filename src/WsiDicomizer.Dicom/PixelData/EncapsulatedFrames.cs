using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Dicom;

/// <summary>Frames of encapsulated pixel data that an offset table leads to (PS3.5 A.4, PS3.3 C.7.6.3.1.8).</summary>
/// <remarks>
/// What the table says is checked where a frame is read: an item begins there, and the frame's items end exactly where
/// the next frame begins.
/// </remarks>
internal sealed class EncapsulatedFrames(IFragmentIndex index, IFrameTable table, DicomTag tableTag) : IFrameSource
{
    public IByteSource GetFrame(int frameIndex)
    {
        var start = table.GetOffset(frameIndex);
        var isLast = frameIndex + 1 == table.FrameCount;
        var end = isLast ? (ulong)index.End : table.GetOffset(frameIndex + 1);
        if (start >= end || (frameIndex == 0 && start != 0))
        {
            throw new DicomDataException(
                start < end || index.FindAt((long)Math.Min(start, long.MaxValue)) is not null
                    ? $"the offset table does not ascend from 0 at frame {frameIndex + 1}"
                    : NoFragment(frameIndex),
                tableTag);
        }

        var parts = GetFragments((long)start, end, frameIndex);
        return table.Trim(parts.Count == 1 ? parts[0] : new ByteSourceSeries([.. parts]), parts.Count, frameIndex);
    }

    private static string NoFragment(int frameIndex) => $"no fragment begins at the offset of frame {frameIndex + 1}";

    private List<IByteSource> GetFragments(long offset, ulong end, int frameIndex)
    {
        var parts = new List<IByteSource>(1);
        while ((ulong)offset < end)
        {
            var fragment = index.FindAt(offset)
                ?? throw new DicomDataException(
                    parts.Count == 0 || end > (ulong)index.End
                        ? NoFragment(parts.Count == 0 ? frameIndex : frameIndex + 1)
                        : $"the fragments of frame {frameIndex + 1} do not follow each other",
                    tableTag);
            parts.Add(fragment);
            offset += EncapsulatedLayout.ItemHeaderBytes + fragment.Length;
        }

        return (ulong)offset == end ? parts : throw new DicomDataException(NoFragment(frameIndex + 1), tableTag);
    }
}
