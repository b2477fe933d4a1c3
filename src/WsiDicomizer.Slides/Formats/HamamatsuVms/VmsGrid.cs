using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Slides.Formats.HamamatsuVms;

/// <summary>The JPEGs of a level, side by side, and the size of tiles that no JPEG's edge cuts.</summary>
internal sealed class VmsGrid
{
    // What viewers ask for at once.
    private const int UsualTileSide = 512;
    private const int LeastTileSide = 64;
    private const int MostTileSide = 4096;

    private readonly IReadOnlyList<VmsImage> _images;
    private readonly int _columns;
    private readonly int[] _lefts;
    private readonly int[] _tops;

    /// <summary>Lays the images side by side.</summary>
    /// <param name="images">Row by row.</param>
    /// <param name="columns">How many there are across.</param>
    /// <param name="files">Of the images, for errors.</param>
    /// <param name="wanted">The tiles of the largest level, which readers want everywhere; null to choose.</param>
    /// <exception cref="SlideFormatException">They do not fit beside each other, or no tile fits them.</exception>
    public VmsGrid(IReadOnlyList<VmsImage> images, int columns, IReadOnlyList<SlideFile> files, PixelSize? wanted)
    {
        _images = images;
        _columns = columns;
        RequireEqual(files);
        _lefts = Accumulate([.. images.Take(columns).Select(image => image.Size.Width)]);
        _tops = Accumulate([.. images.Where((_, index) => index % columns == 0).Select(image => image.Size.Height)]);
        Size = new PixelSize(_lefts[^1], _tops[^1]);
        var header = images[0].Header;
        TileSize = FindSide(images[0].Size.Width, columns, header.McuWidth, wanted?.Width) is { } width
            && FindSide(images[0].Size.Height, images.Count / columns, header.McuHeight, wanted?.Height) is { } height
                ? new PixelSize(width, height)
                : throw new SlideFormatException(
                    SlideProblem.Unsupported,
                    $"the JPEGs of the grid are {images[0].Size}, which no tile of {LeastTileSide} to {MostTileSide} pixels divides",
                    files[0].Path);
        foreach (var image in images)
        {
            image.Prepare(TileSize);
        }
    }

    /// <summary>The size of all together.</summary>
    public PixelSize Size { get; }

    /// <summary>The size of the tiles.</summary>
    public PixelSize TileSize { get; }

    /// <summary>How many tiles of a row are best made at once.</summary>
    public int TilesPerRun => _images[0].ColumnsPerBlock;

    /// <summary>Makes tiles that lie side by side, of as many images as it takes.</summary>
    /// <param name="column">Of the first, 0-based.</param>
    /// <param name="count">At least 1.</param>
    /// <param name="row">0-based.</param>
    /// <exception cref="SlideFormatException">An image is damaged there.</exception>
    public IReadOnlyList<byte[]> Cut(int column, int count, int row)
    {
        var tiles = new List<byte[]>(count);
        var down = Find(_tops, row * TileSize.Height);
        while (tiles.Count < count)
        {
            var next = column + tiles.Count;
            var across = Find(_lefts, next * TileSize.Width);
            var image = _images[(down * _columns) + across];
            var inImage = next - (_lefts[across] / TileSize.Width);
            var last = (image.Size.Width + TileSize.Width - 1) / TileSize.Width;
            tiles.AddRange(image.Cut(
                inImage, Math.Min(count - tiles.Count, last - inImage), row - (_tops[down] / TileSize.Height)));
        }

        return tiles;
    }

    // All but the last have the first one's size, as OpenSlide wants it.
    private void RequireEqual(IReadOnlyList<SlideFile> files)
    {
        var rows = _images.Count / _columns;
        for (var index = 0; index < _images.Count; index++)
        {
            var (row, column) = Math.DivRem(index, _columns);
            var size = _images[index].Size;
            var (width, height) = (_images[column].Size.Width, _images[row * _columns].Size.Height);
            if (size.Width != width || size.Height != height
                || (column < _columns - 1 && width != _images[0].Size.Width)
                || (row < rows - 1 && height != _images[0].Size.Height))
            {
                throw new SlideFormatException(
                    SlideProblem.Damaged,
                    $"the JPEG of column {column}, row {row} of the grid is {size}; it does not fit its neighbours",
                    files[index].Path);
            }

            var (header, first) = (_images[index].Header, _images[0].Header);
            if (header.Subsampling != first.Subsampling || header.Components.Count != first.Components.Count
                || header.ImpliedColor != first.ImpliedColor)
            {
                throw new SlideFormatException(
                    SlideProblem.Unsupported,
                    $"the JPEG of column {column}, row {row} of the grid is subsampled or coloured unlike the first",
                    files[index].Path);
            }
        }
    }

    // The divisor of the images' side that is nearest to the usual; any, where only one image lies that way.
    private static int? FindSide(int side, int count, int mcu, int? wanted)
    {
        if (count == 1)
        {
            return ((wanted ?? UsualTileSide) + mcu - 1) / mcu * mcu;
        }

        int? best = null;
        for (var candidate = (LeastTileSide + mcu - 1) / mcu * mcu; candidate <= Math.Min(side, MostTileSide); candidate += mcu)
        {
            if (side % candidate == 0
                && (best is not { } known || Math.Abs(candidate - UsualTileSide) < Math.Abs(known - UsualTileSide)))
            {
                best = candidate;
            }
        }

        return best;
    }

    private static int[] Accumulate(int[] lengths)
    {
        var sums = new int[lengths.Length + 1];
        for (var index = 0; index < lengths.Length; index++)
        {
            sums[index + 1] = checked(sums[index] + lengths[index]);
        }

        return sums;
    }

    private static int Find(int[] edges, int position)
    {
        var index = Array.BinarySearch(edges, position);
        return index >= 0 ? index : ~index - 1;
    }
}
