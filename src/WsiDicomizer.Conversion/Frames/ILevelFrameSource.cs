namespace WsiDicomizer.Conversion.Frames;

/// <summary>Frames that can also be read one by one: to make something else of them, or to write them as native pixel data.</summary>
internal interface ILevelFrameSource : IFrameSource
{
    /// <summary>One frame, as it is written.</summary>
    /// <param name="frameIndex">0-based.</param>
    byte[] ReadFrame(int frameIndex);

    /// <summary>The beginnings of the frames' streams, up to their coded data: each different one at least once.</summary>
    IEnumerable<ReadOnlyMemory<byte>> ReadStreamHeaders();
}
