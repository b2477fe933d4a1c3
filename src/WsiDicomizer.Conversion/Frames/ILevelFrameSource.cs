namespace WsiDicomizer.Conversion.Frames;

/// <summary>The frames of a level, which can also be read one by one to make something else of them.</summary>
internal interface ILevelFrameSource : IFrameSource
{
    /// <summary>One frame, for decoding.</summary>
    /// <param name="frameIndex">0-based.</param>
    byte[] ReadFrame(int frameIndex);

    /// <summary>The beginnings of the frames' streams, up to their coded data: each different one at least once.</summary>
    IEnumerable<ReadOnlyMemory<byte>> ReadStreamHeaders();
}
