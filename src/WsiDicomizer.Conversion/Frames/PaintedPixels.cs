using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Frames;

/// <summary>The pixels of a level that draws its tiles.</summary>
/// <param name="painter">Draws them.</param>
internal sealed class PaintedPixels(ITilePainter painter) : ITilePixels
{
    /// <inheritdoc/>
    public void Read(int tileIndex, Span<byte> pixels) => painter.PaintTile(tileIndex, pixels);

    /// <inheritdoc/>
    public void Dispose()
    {
        // The painter is the slide's.
    }
}
