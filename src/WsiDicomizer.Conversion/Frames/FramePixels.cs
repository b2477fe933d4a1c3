using WsiDicomizer.Imaging;

namespace WsiDicomizer.Conversion.Frames;

/// <summary>The pixels of tiles that could be copied, decoded; those that are not stored are drawn.</summary>
internal sealed class FramePixels : ITilePixels
{
    private readonly LevelFrames _frames;
    private readonly FrameCodec _codec;
    private readonly MissingTileRenderer _renderer;
    private readonly ThreadLocal<RunBuffers> _buffers = new(() => new RunBuffers());

    /// <summary>Creates it.</summary>
    /// <param name="frames">The frames as they would be copied; without frames for missing tiles.</param>
    /// <param name="larger">The next larger level; null where there is nothing to take from it.</param>
    public FramePixels(LevelFrames frames, LevelFrames? larger)
    {
        _frames = frames;
        _codec = frames.CreateCodec();
        _renderer = new MissingTileRenderer(frames.Level, frames.Facts.SamplesPerPixel, larger);
    }

    /// <inheritdoc/>
    public void Read(int tileIndex, Span<byte> pixels)
    {
        var level = _frames.Level;
        if (level.TileMaker is null && level.GetTileRange(tileIndex).Length == 0)
        {
            _renderer.Render(tileIndex).CopyTo(pixels);
            return;
        }

        try
        {
            _codec.Decode(_frames.Source.ReadFrame(tileIndex, _buffers.Value!), level.TileSize, pixels);
        }
        catch (CodecException exception) when (exception.Problem != CodecProblem.LibraryMissing)
        {
            throw new ConversionException(
                $"{StoredTile.Describe(level, tileIndex)}: it does not decode: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _buffers.Dispose();
        _codec.Dispose();
        _renderer.Dispose();
    }
}
