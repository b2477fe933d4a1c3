using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Dicom;

/// <summary>The basic offset table (PS3.5 A.4).</summary>
internal sealed class BasicFrameTable(IReadOnlyList<uint> table) : IFrameTable
{
    public int FrameCount => table.Count;

    public ulong GetOffset(int frameIndex) => table[frameIndex];

    public IByteSource Trim(IByteSource frame, int fragmentCount, int frameIndex) => frame;
}
