using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Slides.Composing;

namespace WsiDicomizer.Slides.Formats.Mirax;

/// <summary>Makes the levels: tiles are copied where pictures are JPEG and lie on a grid on every level, else drawn.</summary>
internal static class MiraxLevels
{
    // The first picture may be damaged while others are sound; more than a few are not worth a read.
    private const int MaxPicturesToTry = 16;

    // A header with its tables.
    private const int HeadBytes = 4 * 1024;

    private static readonly (byte, byte, byte) White = (255, 255, 255);

    /// <summary>Makes the levels.</summary>
    /// <param name="pyramid">What is stored.</param>
    /// <param name="decoder">Decodes pictures.</param>
    /// <exception cref="SlideFormatException">The pictures lie at places that no slide has.</exception>
    public static IReadOnlyList<MiraxLevel> Make(MiraxPyramid pyramid, MiraxDecoder decoder)
    {
        var cache = new DecodedPictureCache<(int Level, int Picture)>(
            MiraxLimits.CachedPictureBytes,
            key =>
            {
                var level = pyramid.Levels.First(level => level.Index == key.Level);
                return decoder.Decode(level.Pictures, key.Picture, level.Section.Format, level.Section.PictureSize);
            });
        if (CanBeCopied(pyramid))
        {
            var picture = pyramid.Levels[0].Section.PictureSize;
            var area = MiraxArea.Find(pyramid, picture.Width, picture.Height);
            var grids = pyramid.Levels.Select(level => MakeGrid(pyramid, level, area)).ToList();
            if (pyramid.Levels.Zip(grids).All(pair => pair.First.Section.Fill == White || !pair.Second.Contains(-1)))
            {
                return Make(pyramid, area, (index, _) => (grids[index], null));
            }
        }

        var painted = MiraxArea.Find(pyramid, 1, 1);
        return Make(pyramid, painted, (index, size) => (null, new MiraxTilePainter(
            pyramid, pyramid.Levels[index], cache, size, OriginOf(pyramid, pyramid.Levels[index], painted))));
    }

    private static List<MiraxLevel> Make(
        MiraxPyramid pyramid, MiraxArea area, Func<int, PixelSize, (int[]? Tiles, ITilePainter? Painter)> makeSource)
    {
        List<MiraxLevel> levels = [];
        var spacing = pyramid.Levels[0].Section.Spacing;
        for (var index = 0; index < pyramid.Levels.Count; index++)
        {
            var level = pyramid.Levels[index];
            var downsample = DownsampleOf(pyramid, level);
            var size = RequireSize(pyramid, area, level, downsample);
            levels.Add(new MiraxLevel(
                level,
                index,
                size,

                // Each level has half the pixels of the one before; its own section says the same, rounded.
                new PixelSpacing(spacing.XMicrometres * downsample, spacing.YMicrometres * downsample),
                level.Section.Format == MiraxPictureFormat.Jpeg ? ResolveColor(level) : TileColor.Rgb,
                makeSource(index, size)));
        }

        return levels;
    }

    private static PixelSize RequireSize(MiraxPyramid pyramid, MiraxArea area, MiraxPyramidLevel level, int downsample)
    {
        try
        {
            var size = area.SizeOf(level, downsample);
            var tiles = (size.Width + (long)MiraxTilePainter.TileSide - 1) / MiraxTilePainter.TileSide
                * ((size.Height + (long)MiraxTilePainter.TileSide - 1) / MiraxTilePainter.TileSide);
            return tiles <= MiraxLimits.MaxTiles
                ? size
                : throw new SlideFormatException(
                    SlideProblem.Damaged,
                    $"level {level.Index} is {size}; the limit is {MiraxLimits.MaxTiles} tiles of 512 × 512",
                    pyramid.Structure.Ini.Path);
        }
        catch (OverflowException exception)
        {
            throw new SlideFormatException(
                SlideProblem.Damaged,
                $"level {level.Index} has more than 2147483647 columns or rows",
                pyramid.Structure.Ini.Path,
                innerException: exception);
        }
    }

    private static int DownsampleOf(MiraxPyramid pyramid, MiraxPyramidLevel level) => level.Concat / pyramid.Levels[0].Concat;

    private static (long X, long Y) OriginOf(MiraxPyramid pyramid, MiraxPyramidLevel level, MiraxArea area) =>
        (area.Left / DownsampleOf(pyramid, level), area.Top / DownsampleOf(pyramid, level));

    private static bool CanBeCopied(MiraxPyramid pyramid) =>
        pyramid.IsGrid && pyramid.Levels.All(level =>
            level.Section.Format == MiraxPictureFormat.Jpeg
            && level.Section.PictureSize == pyramid.Levels[0].Section.PictureSize
            && CountComponents(level) == 3);

    private static int[] MakeGrid(MiraxPyramid pyramid, MiraxPyramidLevel level, MiraxArea area)
    {
        var picture = level.Section.PictureSize;
        var downsample = DownsampleOf(pyramid, level);
        var size = RequireSize(pyramid, area, level, downsample);
        var columns = (size.Width + picture.Width - 1) / picture.Width;
        var rows = (size.Height + picture.Height - 1) / picture.Height;
        if ((long)columns * rows > MiraxLimits.MaxTiles)
        {
            throw new SlideFormatException(
                SlideProblem.Damaged,
                $"level {level.Index} would have {columns} by {rows} tiles; the limit is {MiraxLimits.MaxTiles}",
                pyramid.Structure.Ini.Path);
        }

        var tiles = new int[columns * rows];
        Array.Fill(tiles, -1);
        var left = area.Left / downsample / picture.Width;
        var top = area.Top / downsample / picture.Height;
        foreach (var placement in pyramid.Place(level))
        {
            var column = (placement.Column / level.Concat) - left;
            var row = (placement.Row / level.Concat) - top;
            if (column >= 0 && column < columns && row >= 0 && row < rows)
            {
                tiles[(row * columns) + column] = placement.Picture;
            }
        }

        return tiles;
    }

    private static int CountComponents(MiraxPyramidLevel level)
    {
        for (var picture = 0; picture < Math.Min(level.Pictures.Count, MaxPicturesToTry); picture++)
        {
            if (JpegHeader.TryRead(ReadHead(level, level.Pictures.RangeOf(picture)), JpegLimits.Default, out var header))
            {
                return header.Components.Count;
            }
        }

        return 0;
    }

    private static TileColor ResolveColor(MiraxPyramidLevel level) => JpegStreamColor.Resolve(
        level.Pictures.Count, level.Pictures.RangeOf, range => ReadHead(level, range), samplesPerPixel: 3, TileColor.YCbCr);

    private static byte[] ReadHead(MiraxPyramidLevel level, ByteRange range)
    {
        var head = new byte[Math.Min(range.Length, HeadBytes)];
        level.Pictures.ReadBytes(range.Offset, head);
        return head;
    }
}
