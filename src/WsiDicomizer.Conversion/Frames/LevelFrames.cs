using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Frames;

/// <summary>A level with its frames, for the next smaller level to draw its missing tiles from.</summary>
/// <param name="Level">The level.</param>
/// <param name="Facts">Of its tiles' streams.</param>
/// <param name="Source">Its frames.</param>
internal sealed record LevelFrames(SlideLevel Level, TileStreamFacts Facts, TileFrames Source);
