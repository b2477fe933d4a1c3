using System.Runtime.InteropServices;
using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Resampling;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Frames;

/// <summary>
/// Draws tiles that the slide does not store: the same area of the next larger level, reduced, or background where
/// there is none. Aperio's encoder drops tiles of lower levels; viewers show the larger level there, too.
/// </summary>
internal sealed class MissingTileRenderer : IDisposable
{
    // A level 64 times larger than the next would need a whole slide in memory for one tile.
    private const long LargestAreaPixels = 64L << 20;
    private const int LargestAreaSide = 32768;

    private readonly SlideLevel _level;
    private readonly int _samplesPerPixel;
    private readonly int _bytesPerPixel;
    private readonly LevelFrames? _larger;
    private readonly FrameCodec? _codec;

    /// <summary>Creates the renderer of a level.</summary>
    /// <param name="level">The level.</param>
    /// <param name="samplesPerPixel">1 or 3.</param>
    /// <param name="larger">The next larger level; null for the base.</param>
    public MissingTileRenderer(SlideLevel level, int samplesPerPixel, LevelFrames? larger)
    {
        _level = level;
        _samplesPerPixel = samplesPerPixel;
        _bytesPerPixel = samplesPerPixel * (level.Encoding.BitsPerSample / 8);
        _larger = larger?.Facts.SamplesPerPixel == samplesPerPixel && larger.Facts.BitsPerSample == level.Encoding.BitsPerSample
            ? larger
            : null;
        _codec = _larger?.CreateCodec();
    }

    /// <summary>Draws a tile.</summary>
    /// <param name="tileIndex">0-based.</param>
    /// <returns>Rows × columns × samples of the level's tile size and depth.</returns>
    /// <exception cref="ConversionException">The larger level does not decode there.</exception>
    public byte[] Render(int tileIndex)
    {
        if (_larger is null)
        {
            return Background(_level.TileSize);
        }

        var source = _larger.Level;
        var across = (double)source.Size.Width / _level.Size.Width;
        var down = (double)source.Size.Height / _level.Size.Height;
        var size = new PixelSize(
            Math.Max(_level.TileSize.Width, (int)Math.Round(_level.TileSize.Width * across)),
            Math.Max(_level.TileSize.Height, (int)Math.Round(_level.TileSize.Height * down)));
        if (size.Area > LargestAreaPixels || Math.Max(size.Width, size.Height) > LargestAreaSide)
        {
            return Background(_level.TileSize);
        }

        var (row, column) = Math.DivRem(tileIndex, _level.TileColumns);
        var area = new Area(
            (int)Math.Round(column * _level.TileSize.Width * across),
            (int)Math.Round(row * _level.TileSize.Height * down),
            size,
            Background(size));
        Draw(area);
        if (_level.Encoding.BitsPerSample == 8)
        {
            return AreaDownsampler.Downsample(area.Pixels, size, _level.TileSize, _samplesPerPixel);
        }

        var words = MemoryMarshal.Cast<byte, ushort>(area.Pixels.AsSpan());
        return MemoryMarshal.AsBytes(
            AreaDownsampler.Downsample(words, size, _level.TileSize, _samplesPerPixel).AsSpan()).ToArray();
    }

    /// <inheritdoc/>
    public void Dispose() => _codec?.Dispose();

    private byte[] Background(PixelSize size)
    {
        if (size.Area > LargestAreaPixels)
        {
            throw new ConversionException(
                $"level {_level.Index}: a tile of {size} that the slide does not store is too large to be made");
        }

        var pixels = new byte[checked((int)(size.Area * _bytesPerPixel))];
        pixels.AsSpan().Fill(_level.BackgroundShade);
        return pixels;
    }

    private void Draw(Area area)
    {
        var level = _larger!.Level;
        var right = Math.Min(area.Left + area.Size.Width, level.Size.Width);
        var bottom = Math.Min(area.Top + area.Size.Height, level.Size.Height);
        for (var row = area.Top / level.TileSize.Height; row * level.TileSize.Height < bottom; row++)
        {
            for (var column = area.Left / level.TileSize.Width; column * level.TileSize.Width < right; column++)
            {
                DrawTile(area, column, row, right, bottom);
            }
        }
    }

    private void DrawTile(Area area, int column, int row, int right, int bottom)
    {
        var level = _larger!.Level;
        var pixels = DecodeTile(column, row);
        var (x, y) = (column * level.TileSize.Width, row * level.TileSize.Height);
        var from = Math.Max(area.Left, x);
        var to = Math.Min(right, x + level.TileSize.Width);
        for (var line = Math.Max(area.Top, y); line < Math.Min(bottom, y + level.TileSize.Height); line++)
        {
            var source = (((line - y) * level.TileSize.Width) + from - x) * _bytesPerPixel;
            var target = (((line - area.Top) * area.Size.Width) + from - area.Left) * _bytesPerPixel;
            pixels.AsSpan(source, (to - from) * _bytesPerPixel).CopyTo(area.Pixels.AsSpan(target));
        }
    }

    private byte[] DecodeTile(int column, int row)
    {
        var level = _larger!.Level;
        try
        {
            return _codec!.Decode(_larger.Source.ReadFrame((row * level.TileColumns) + column));
        }
        catch (CodecException exception)
        {
            throw new ConversionException(
                $"level {_level.Index} lacks a tile, and the tile of level {level.Index} that it would be made from does not "
                + $"decode: column {column}, row {row}",
                exception);
        }
    }

    /// <summary>A part of the larger level that becomes one tile.</summary>
    private sealed record Area(int Left, int Top, PixelSize Size, byte[] Pixels);
}
