namespace WsiDicomizer.Conversion.Frames;

/// <summary>A tile does not end where the quick index assumed. The level is indexed again, from its whole bytes.</summary>
internal sealed class FrameIndexMismatchException() : Exception("a tile does not end with an end marker alone");
