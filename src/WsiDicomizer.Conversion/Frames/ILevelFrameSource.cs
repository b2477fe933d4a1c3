namespace WsiDicomizer.Conversion.Frames;

/// <summary>Frames that can also be read one by one: to make something else of them, or to write them as native pixel data.</summary>
internal interface ILevelFrameSource : IFrameSource
{
    /// <summary>One frame, as it is written.</summary>
    /// <param name="frameIndex">0-based.</param>
    byte[] ReadFrame(int frameIndex);

    /// <summary>One frame, as it is written, in memory that is used again as far as the source can.</summary>
    /// <param name="frameIndex">0-based.</param>
    /// <param name="buffers">Of this thread.</param>
    /// <returns>The frame, valid until the buffers are used again.</returns>
    ReadOnlySpan<byte> ReadFrame(int frameIndex, RunBuffers buffers) => ReadFrame(frameIndex);

    /// <summary>The beginnings of the frames' streams, up to their coded data: each different one at least once.</summary>
    IEnumerable<ReadOnlyMemory<byte>> ReadStreamHeaders();
}
