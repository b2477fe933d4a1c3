namespace WsiDicomizer.Conversion;

/// <summary>How far the conversion of one slide is.</summary>
/// <param name="FramesDone">Frames written so far.</param>
/// <param name="FramesTotal">Frames that the slide will have in all instances.</param>
/// <param name="BytesDone">Bytes of frames written so far.</param>
public readonly record struct ConversionProgress(long FramesDone, long FramesTotal, long BytesDone);
