namespace WsiDicomizer.Conversion.Planning;

/// <summary>Which frames of a split instance one part holds (PS3.3 C.7.6.16.2.2.4).</summary>
/// <param name="Number">InConcatenationNumber, from 1.</param>
/// <param name="Total">InConcatenationTotalNumber, at least 2.</param>
/// <param name="FrameOffset">ConcatenationFrameOffsetNumber: the 0-based index of its first frame in the whole.</param>
/// <param name="FrameCount">NumberOfFrames of the part.</param>
/// <param name="MaximumBytes">The file size by which it was split: another one gives other parts, with other UIDs.</param>
public sealed record ConcatenationPart(int Number, int Total, int FrameOffset, int FrameCount, long MaximumBytes);
