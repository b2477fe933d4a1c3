using System.Globalization;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Frames;

/// <summary>Single tiles of a level, as they are stored.</summary>
internal static class StoredTile
{
    /// <summary>Reads a tile.</summary>
    /// <param name="level">The level.</param>
    /// <param name="tileIndex">0-based.</param>
    /// <param name="limits">How long it may be.</param>
    /// <exception cref="ConversionException">It is longer.</exception>
    /// <exception cref="SlideFormatException">The file ends before.</exception>
    public static byte[] Read(SlideLevel level, int tileIndex, ConversionLimits limits)
    {
        var range = level.GetTileRange(tileIndex);
        if (range.Length > limits.MaximumTileBytes)
        {
            throw new ConversionException(
                $"{Describe(level, tileIndex)}: longer than {nameof(limits.MaximumTileBytes)} = {limits.MaximumTileBytes}");
        }

        var tile = new byte[range.Length];
        level.ReadBytes(range.Offset, tile);
        return tile;
    }

    /// <summary>Says which tile of which level something is about.</summary>
    /// <param name="level">The level.</param>
    /// <param name="tileIndex">0-based.</param>
    public static string Describe(SlideLevel level, int tileIndex) => string.Create(
        CultureInfo.InvariantCulture,
        $"level {level.Index} ({level.Location}), tile column {tileIndex % level.TileColumns}, row {tileIndex / level.TileColumns}, {level.DescribeTile(tileIndex)}");
}
