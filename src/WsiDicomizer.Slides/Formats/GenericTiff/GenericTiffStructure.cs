using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.TiffPages;

namespace WsiDicomizer.Slides.Formats.GenericTiff;

/// <summary>Which page of a generic TIFF is what.</summary>
/// <remarks>
/// The first page is the base level. Levels are further tiled pages, or SubIFDs of the first page, whose
/// size is its size divided by a whole number; every other page is a picture of what nobody knows. Pages as large as a level are refused: they are planes or
/// channels, and nothing tells which.
/// </remarks>
internal sealed class GenericTiffStructure
{
    // 0 full resolution, 1 reduced; pages of a document, masks and a scanner's macros are no levels.
    private const ulong ReducedImage = 1;

    private GenericTiffStructure(TiffFile tiff, IReadOnlyList<TiffImage> levels, IReadOnlyList<TiffPagePicture> pictures)
    {
        Tiff = tiff;
        Levels = levels;
        Pictures = pictures;
    }

    /// <summary>The file.</summary>
    public TiffFile Tiff { get; }

    /// <summary>The levels, largest first; at least one.</summary>
    public IReadOnlyList<TiffImage> Levels { get; }

    /// <summary>The other pages, in the order of the chain, SubIFDs behind them.</summary>
    public IReadOnlyList<TiffPagePicture> Pictures { get; }

    /// <summary>Tells the pages apart.</summary>
    /// <param name="tiff">A file whose first page has tiles.</param>
    /// <exception cref="SlideFormatException">A page is damaged, or the slide has something that is not supported.</exception>
    public static GenericTiffStructure Read(TiffFile tiff)
    {
        var first = tiff.Directories[0];
        var children = tiff.Directories
            .SelectMany(page => tiff.ReadChildren(page, TiffTag.SubIFDs))
            .Where(child => child.Contains(TiffTag.ImageWidth));
        List<TiffDirectory> directories = [.. tiff.Directories.Concat(children).Take(GenericTiffLimits.MaxPages + 1)];
        if (directories.Count > GenericTiffLimits.MaxPages)
        {
            throw new SlideFormatException(
                SlideProblem.Damaged,
                $"the file has more than {GenericTiffLimits.MaxPages} pages and SubIFDs, the limit",
                tiff.File.Path);
        }

        var basePage = TiffImage.Read(first);
        RequireBase(basePage, tiff.Header.IsLittleEndian);
        List<TiffImage> levels = [basePage];
        List<TiffPagePicture> pictures = [];
        foreach (var directory in directories.Skip(1))
        {
            var image = TiffImage.Read(directory);
            if (IsLevel(image, basePage))
            {
                levels.Add(image);
            }
            else
            {
                pictures.Add(new TiffPagePicture(image, TiffPageShape.FindName(directory) ?? AssociatedImageKind.Unknown));
            }
        }

        List<TiffImage> sorted = [basePage, .. levels.Skip(1).OrderByDescending(level => level.Size.Area)];
        RequireSmaller(sorted);
        return new GenericTiffStructure(tiff, sorted, pictures);
    }

    private static bool IsLevel(TiffImage image, TiffImage basePage)
    {
        var directory = image.Directory;
        var isChildOfAnother = directory.Place.Depth > 0
            && !directory.Location.StartsWith($"{basePage.Directory.Location},", StringComparison.Ordinal);
        return image.IsTiled
            && !isChildOfAnother
            && directory.ReadInteger(TiffTag.NewSubfileType, 0) <= ReducedImage
            && IsLevelSize(image.Size, basePage.Size)
            && TiffPageShape.FindName(directory) is null;
    }

    // A page as large as the base level, or nearly so, is not left out without a word: RequireSmaller refuses it.
    private static bool IsLevelSize(PixelSize size, PixelSize baseSize) =>
        TiffPageShape.IsReduced(size, baseSize)
        || (TiffPageShape.IsSame(size, baseSize) && (size.Width >= baseSize.Width || size.Height >= baseSize.Height));

    private static void RequireBase(TiffImage image, bool isLittleEndian)
    {
        if (TiffPageShape.FindName(image.Directory) is not null)
        {
            throw image.Directory.Unsupported(
                "the page names itself a label, macro or other picture beside a pyramid: a scanner's file that is not known");
        }

        if (image.BitsPerSample == 16 && !isLittleEndian)
        {
            throw image.Directory.Unsupported("samples of 16 bits in a big-endian file are not supported");
        }
    }

    private static void RequireSmaller(List<TiffImage> levels)
    {
        for (var index = 1; index < levels.Count; index++)
        {
            var (size, last) = (levels[index].Size, levels[index - 1].Size);
            if (size.Width < last.Width && size.Height < last.Height)
            {
                continue;
            }

            throw levels[index].Directory.Unsupported(
                size == last
                    ? $"the page has the size of another, {size}: several focal planes, channels or slides in one file are not supported"
                    : $"the page is {size} beside a level of {last}: expected the first page to be the largest and levels to get smaller");
        }
    }
}
