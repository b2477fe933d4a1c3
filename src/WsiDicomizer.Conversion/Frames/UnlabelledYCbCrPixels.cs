using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Color;
using WsiDicomizer.Imaging.Jpeg2000;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Frames;

/// <summary>The pixels of JPEG 2000 tiles of Y, Cb and Cr whose codestream states no transform: Aperio's 33003.</summary>
internal sealed class UnlabelledYCbCrPixels : ITilePixels
{
    private readonly SlideLevel _level;
    private readonly ConversionLimits _limits;
    private readonly Jpeg2000Codec _decoder = new(Jpeg2000Limits.Default);
    private readonly MissingTileRenderer _renderer;

    /// <summary>Creates it.</summary>
    /// <param name="level">The level.</param>
    /// <param name="larger">The next larger level; null where there is nothing to take from it.</param>
    /// <param name="limits">How long a tile may be.</param>
    public UnlabelledYCbCrPixels(SlideLevel level, LevelFrames? larger, ConversionLimits limits)
    {
        _level = level;
        _limits = limits;
        _renderer = new MissingTileRenderer(level, level.Encoding.SamplesPerPixel, larger);
    }

    /// <summary>Whether the level's tiles are such.</summary>
    /// <param name="level">A level of JPEG 2000.</param>
    public static bool AreIn(SlideLevel level)
    {
        if (level.Encoding is not { Color: TileColor.YCbCr, SamplesPerPixel: 3, BitsPerSample: 8 })
        {
            return false;
        }

        var first = Enumerable.Range(0, level.TileCount).Select(level.GetTileRange).FirstOrDefault(range => range.Length > 0);
        var head = new byte[Math.Min(first.Length, Jpeg2000Limits.Default.MaxHeaderBytes)];
        level.ReadBytes(first.Offset, head);
        return Jpeg2000Header.TryRead(head, Jpeg2000Limits.Default, out var header) && !header.MultipleComponentTransform;
    }

    /// <inheritdoc/>
    public void Read(int tileIndex, Span<byte> pixels)
    {
        if (_level.GetTileRange(tileIndex).Length == 0)
        {
            _renderer.Render(tileIndex).CopyTo(pixels);
            return;
        }

        try
        {
            var image = _decoder.Decode(StoredTile.Read(_level, tileIndex, _limits));
            if (image.Size != _level.TileSize || image.SamplesPerPixel != 3)
            {
                throw new ConversionException(
                    $"{StoredTile.Describe(_level, tileIndex)}: a codestream is {image.Size}, expected {_level.TileSize}");
            }

            if (!image.ColorTransformUndone)
            {
                YCbCrConversion.ToRgb(image.Samples);
            }

            image.Samples.CopyTo(pixels);
        }
        catch (CodecException exception) when (exception.Problem != CodecProblem.LibraryMissing)
        {
            throw new ConversionException(
                $"{StoredTile.Describe(_level, tileIndex)}: it does not decode: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _decoder.Dispose();
        _renderer.Dispose();
    }
}
