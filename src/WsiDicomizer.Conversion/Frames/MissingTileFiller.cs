using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Frames;

/// <summary>Makes frames for the tiles of a level that the slide does not store, encoded like the level's own.</summary>
internal static class MissingTileFiller
{
    /// <summary>Makes the frames of all missing tiles.</summary>
    /// <param name="level">The level.</param>
    /// <param name="missing">The indices of the tiles that are missing, in order.</param>
    /// <param name="createCodec">Encodes like the level's own tiles.</param>
    /// <param name="larger">The next larger level; null for the base.</param>
    /// <param name="limits">How much may be made.</param>
    /// <param name="cancellationToken">Stops between tiles.</param>
    /// <returns>Whole frames by tile index; empty where nothing is missing.</returns>
    /// <exception cref="ConversionException">They need more memory than is allowed, or the larger level does not decode.</exception>
    public static IReadOnlyDictionary<int, ReadOnlyMemory<byte>> CreateAll(
        SlideLevel level,
        IReadOnlyList<int> missing,
        Func<FrameCodec> createCodec,
        LevelFrames? larger,
        ConversionLimits limits,
        CancellationToken cancellationToken)
    {
        var fillers = new Dictionary<int, ReadOnlyMemory<byte>>(missing.Count);
        if (missing.Count == 0)
        {
            return fillers;
        }

        using var codec = createCodec();
        using var renderer = new MissingTileRenderer(level, codec.SamplesPerPixel, larger);
        byte[]? background = null;
        long bytes = 0;
        foreach (var tile in missing)
        {
            cancellationToken.ThrowIfCancellationRequested();

            // At the base all missing tiles are the same background; below, each is its own.
            var frame = larger is null
                ? background ??= codec.Encode(renderer.Render(tile), level.TileSize)
                : codec.Encode(renderer.Render(tile), level.TileSize);
            bytes += larger is null ? 0 : frame.Length;
            if (bytes > limits.MaximumFillerBytes)
            {
                throw new ConversionException(
                    $"level {level.Index}: more tiles are missing than {nameof(limits.MaximumFillerBytes)} allows to make");
            }

            fillers.Add(tile, frame);
        }

        return fillers;
    }
}
