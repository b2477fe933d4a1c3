using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Frames;

/// <summary>A level with its frames, for the next smaller level to draw its missing tiles from.</summary>
/// <param name="Level">The level.</param>
/// <param name="Header">Of its first tile: what it says of the stream holds for all.</param>
/// <param name="Source">Its frames.</param>
internal sealed record LevelFrames(SlideLevel Level, TileHeader Header, TileFrames Source);
