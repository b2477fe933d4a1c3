namespace WsiDicomizer.Conversion;

/// <summary>A frame that is background because its tile cannot be read or decoded.</summary>
/// <param name="FrameIndex">0-based, of the instance.</param>
/// <param name="Reason">Which tile it was, where it is, and what is wrong; no value of the slide.</param>
public readonly record struct DamagedFrame(int FrameIndex, string Reason);
