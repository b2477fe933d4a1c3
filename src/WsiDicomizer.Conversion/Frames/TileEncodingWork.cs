using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Frames;

/// <summary>What is to be encoded: all tiles of a level.</summary>
/// <param name="Level">The level.</param>
/// <param name="Pixels">Of its tiles.</param>
/// <param name="Codec">Encodes them.</param>
/// <param name="Encoding">What the codec makes.</param>
internal sealed record TileEncodingWork(SlideLevel Level, ITilePixels Pixels, FrameCodec Codec, FrameEncoding Encoding)
{
    /// <summary>Tiles that are not stored, in order.</summary>
    public IReadOnlyList<int> FilledFrames { get; init; } = [];
}
