using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Resampling;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Frames;

/// <summary>
/// Makes frames for tiles that the slide does not store: the same area of the next larger level, reduced, or white where
/// there is none. Aperio's encoder drops tiles of lower levels; viewers show the larger level there, too.
/// </summary>
internal sealed class MissingTileFiller
{
    // A level 64 times larger than the next would need a whole slide in memory for one tile.
    private const long LargestAreaPixels = 64L << 20;

    private readonly SlideLevel _level;
    private readonly TileFrameIndex _index;
    private readonly LevelFrames? _larger;
    private readonly ConversionLimits _limits;

    /// <summary>Creates the filler of a level.</summary>
    /// <param name="level">The level.</param>
    /// <param name="index">Of its tiles.</param>
    /// <param name="larger">The next larger level; null for the base.</param>
    /// <param name="limits">How much may be made.</param>
    public MissingTileFiller(SlideLevel level, TileFrameIndex index, LevelFrames? larger, ConversionLimits limits)
    {
        _level = level;
        _index = index;
        _larger = larger;
        _limits = limits;
    }

    /// <summary>Makes the frames of all missing tiles.</summary>
    /// <param name="cancellationToken">Stops between tiles.</param>
    /// <returns>Whole frames by tile index; empty where nothing is missing.</returns>
    /// <exception cref="ConversionException">They need more memory than is allowed, or the larger level does not decode.</exception>
    public IReadOnlyDictionary<int, ReadOnlyMemory<byte>> CreateAll(CancellationToken cancellationToken)
    {
        var fillers = new Dictionary<int, ReadOnlyMemory<byte>>();
        FrameCodec? codec = null;
        byte[]? white = null;
        long bytes = 0;
        for (var tile = 0; tile < _index.Count; tile++)
        {
            if (!_index.IsMissing(tile))
            {
                continue;
            }

            cancellationToken.ThrowIfCancellationRequested();
            codec ??= new FrameCodec(_level, _index.Headers[0]);
            byte[] frame;
            if (_larger is null)
            {
                frame = white ??= codec.Encode(White(_level.TileSize, codec.SamplesPerPixel));
                bytes += white.Length == 0 ? 0 : 1;
            }
            else
            {
                frame = codec.Encode(Render(tile, codec));
                bytes += frame.Length;
            }

            if (bytes > _limits.MaximumFillerBytes)
            {
                throw new ConversionException(
                    $"level {_level.Index}: more tiles are missing than {nameof(_limits.MaximumFillerBytes)} allows to make");
            }

            fillers.Add(tile, frame);
        }

        return fillers;
    }

    private static byte[] White(PixelSize size, int samplesPerPixel)
    {
        var pixels = new byte[checked((int)(size.Area * samplesPerPixel))];
        pixels.AsSpan().Fill(byte.MaxValue);
        return pixels;
    }

    private byte[] Render(int tile, FrameCodec codec)
    {
        var source = _larger!.Level;
        var across = (double)source.Size.Width / _level.Size.Width;
        var down = (double)source.Size.Height / _level.Size.Height;
        var area = new PixelSize(
            (int)Math.Round(_level.TileSize.Width * across), (int)Math.Round(_level.TileSize.Height * down));
        if (area.Area > LargestAreaPixels)
        {
            return White(_level.TileSize, codec.SamplesPerPixel);
        }

        var column = tile % _level.TileColumns;
        var row = tile / _level.TileColumns;
        var left = (int)Math.Round(column * _level.TileSize.Width * across);
        var top = (int)Math.Round(row * _level.TileSize.Height * down);
        var pixels = White(area, codec.SamplesPerPixel);
        CopyArea(left, top, area, pixels, codec.SamplesPerPixel);
        return AreaDownsampler.Downsample(pixels, area, _level.TileSize, codec.SamplesPerPixel);
    }

    private void CopyArea(int left, int top, PixelSize area, byte[] pixels, int samplesPerPixel)
    {
        var source = _larger!.Level;
        using var codec = new FrameCodec(source, _larger.Header);
        var right = Math.Min(left + area.Width, source.Size.Width);
        var bottom = Math.Min(top + area.Height, source.Size.Height);
        for (var row = top / source.TileSize.Height; row * source.TileSize.Height < bottom; row++)
        {
            for (var column = left / source.TileSize.Width; column * source.TileSize.Width < right; column++)
            {
                var frame = (row * source.TileColumns) + column;
                byte[] tile;
                try
                {
                    tile = codec.Decode(_larger.Source.ReadFrame(frame));
                }
                catch (CodecException exception)
                {
                    throw new ConversionException(
                        $"level {_level.Index} lacks a tile, and the tile of level {source.Index} that it would be made from "
                        + $"does not decode: column {column}, row {row}",
                        exception);
                }

                var (x, y) = (column * source.TileSize.Width, row * source.TileSize.Height);
                var (fromX, toX) = (Math.Max(left, x), Math.Min(right, x + source.TileSize.Width));
                for (var line = Math.Max(top, y); line < Math.Min(bottom, y + source.TileSize.Height); line++)
                {
                    tile.AsSpan((((line - y) * source.TileSize.Width) + fromX - x) * samplesPerPixel, (toX - fromX) * samplesPerPixel)
                        .CopyTo(pixels.AsSpan((((line - top) * area.Width) + fromX - left) * samplesPerPixel));
                }
            }
        }
    }
}
