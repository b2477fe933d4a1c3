using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Conversion.Tests.Frames;

/// <summary>Keeps the frames in memory, as items at their planned places.</summary>
internal sealed class MemorySink(IReadOnlyList<long> lengths) : IFrameSink
{
    private readonly EncapsulatedLayout _layout = EncapsulatedLayout.Create(lengths);
    private readonly Lock _lock = new();

    public byte[] Items { get; } = new byte[EncapsulatedLayout.Create(lengths).FramesLength];

    public Dictionary<int, string> Digests { get; } = [];

    public int Runs { get; private set; }

    public long GetItemsLength(int firstFrameIndex, int count) =>
        Enumerable.Range(firstFrameIndex, count).Sum(frame => GetItemLength(frame) + EncapsulatedLayout.ItemHeaderBytes);

    public long GetItemLength(int frameIndex) => _layout.GetItemLength(frameIndex);

    public void WriteItems(int firstFrameIndex, int count, ReadOnlySpan<byte> items)
    {
        items.CopyTo(Items.AsSpan((int)_layout.GetItemOffset(firstFrameIndex)));
        lock (_lock)
        {
            Runs++;
        }
    }

    public void SetDigest(int frameIndex, ReadOnlySpan<byte> sha256)
    {
        lock (_lock)
        {
            Digests.Add(frameIndex, Convert.ToHexString(sha256));
        }
    }

    public byte[] GetFrame(int index) =>
        Items.AsSpan((int)_layout.GetItemOffset(index) + EncapsulatedLayout.ItemHeaderBytes, (int)lengths[index]).ToArray();
}
