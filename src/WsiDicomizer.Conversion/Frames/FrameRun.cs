namespace WsiDicomizer.Conversion.Frames;

/// <summary>Consecutive frames that are read, assembled and written at once.</summary>
/// <param name="First">0-based.</param>
/// <param name="Count">At least 1.</param>
internal readonly record struct FrameRun(int First, int Count);
