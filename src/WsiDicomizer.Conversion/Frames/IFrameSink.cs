namespace WsiDicomizer.Conversion.Frames;

/// <summary>Takes the frames of one instance. Thread-safe: runs of frames may come in any order.</summary>
public interface IFrameSink
{
    /// <summary>The number of bytes that a run of frames takes, item headers and padding included.</summary>
    /// <param name="firstFrameIndex">0-based.</param>
    /// <param name="count">The number of frames.</param>
    long GetItemsLength(int firstFrameIndex, int count);

    /// <summary>The length of a frame's item without its header: the frame's length made even.</summary>
    /// <param name="frameIndex">0-based.</param>
    long GetItemLength(int frameIndex);

    /// <summary>Takes a run of frames.</summary>
    /// <param name="firstFrameIndex">0-based.</param>
    /// <param name="count">The number of frames.</param>
    /// <param name="items">The bytes of their items, headers and padding included.</param>
    void WriteItems(int firstFrameIndex, int count, ReadOnlySpan<byte> items);

    /// <summary>Takes the digest of a frame's coded data: the bytes that are the same in the source's tile.</summary>
    /// <param name="frameIndex">0-based.</param>
    /// <param name="sha256">32 bytes.</param>
    void SetDigest(int frameIndex, ReadOnlySpan<byte> sha256);
}
