using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Frames;

/// <summary>What is to be encoded: all tiles of a level.</summary>
/// <param name="Level">The level.</param>
/// <param name="Pixels">Of its tiles.</param>
/// <param name="Encoding">How they are encoded.</param>
internal sealed record TileEncodingWork(SlideLevel Level, ITilePixels Pixels, FrameEncoding Encoding)
{
    /// <summary>Tiles that are not stored, in order.</summary>
    public IReadOnlyList<int> FilledFrames { get; init; } = [];

    /// <summary>Takes tiles that are damaged; null where they are an error.</summary>
    public DamageLog? Damage { get; init; }
}
