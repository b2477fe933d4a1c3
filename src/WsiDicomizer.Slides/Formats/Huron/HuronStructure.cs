using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.TiffPages;

namespace WsiDicomizer.Slides.Formats.Huron;

/// <summary>Which page of a Huron slide is what.</summary>
/// <remarks>
/// Observed order as Aperio's: level 0, thumbnail in strips, further levels, label (NewSubfileType 1) and macro (9). What cannot
/// be told apart for sure is neither a level nor a thumbnail.
/// </remarks>
internal sealed class HuronStructure
{
    private HuronStructure(
        TiffFile tiff, TiffPageProperties? description, IReadOnlyList<TiffImage> levels, IReadOnlyList<TiffPagePicture> pictures)
    {
        Tiff = tiff;
        Description = description;
        Levels = levels;
        Pictures = pictures;
    }

    /// <summary>The file.</summary>
    public TiffFile Tiff { get; }

    /// <summary>The text of the first page, or null.</summary>
    public TiffPageProperties? Description { get; }

    /// <summary>The levels, largest first; at least one.</summary>
    public IReadOnlyList<TiffImage> Levels { get; }

    /// <summary>The other pages, in the order of the chain.</summary>
    public IReadOnlyList<TiffPagePicture> Pictures { get; }

    /// <summary>Tells the pages apart.</summary>
    /// <param name="tiff">A file with Huron's mark.</param>
    /// <exception cref="SlideFormatException">A page is damaged, or the slide has something that is not supported.</exception>
    public static HuronStructure Read(TiffFile tiff)
    {
        if (tiff.Directories.Count > HuronLimits.MaxPages)
        {
            throw new SlideFormatException(
                SlideProblem.Damaged,
                $"the file has {tiff.Directories.Count} pages; the limit is {HuronLimits.MaxPages}",
                tiff.File.Path);
        }

        List<TiffImage> levels = [TiffImage.Read(tiff.Directories[0])];
        List<TiffPagePicture> pictures = [];
        for (var index = 1; index < tiff.Directories.Count; index++)
        {
            var image = TiffImage.Read(tiff.Directories[index]);
            if (!IsLevel(image, levels[0].Size))
            {
                pictures.Add(new TiffPagePicture(image, KindOf(image, index, levels[0].Size)));
                continue;
            }

            var (size, last) = (image.Size, levels[^1].Size);
            if (size.Width >= last.Width || size.Height >= last.Height)
            {
                throw image.Directory.Unsupported($"the page is {size} after a level of {last}: expected levels to get smaller");
            }

            levels.Add(image);
        }

        var first = tiff.Directories[0];
        var description = first.Find(TiffTag.ImageDescription) is { } entry ? ReadDescription(first, entry) : null;
        return new HuronStructure(tiff, description, levels, pictures);
    }

    /// <summary>Reads a tag 270: a key and its value on each line.</summary>
    /// <param name="directory">The page.</param>
    /// <param name="entry">The tag.</param>
    /// <exception cref="SlideFormatException">It is no text, or too long.</exception>
    public static TiffPageProperties ReadDescription(TiffDirectory directory, TiffEntry entry) =>
        TiffPageProperties.Read(directory, entry, "\r\n"u8);

    // 1 means reduced in general, and labels have it, too: a level then has the size of a pyramid to the pixel.
    private static bool IsLevel(TiffImage image, PixelSize baseSize) =>
        image.IsTiled
        && TiffPageShape.IsSame(image.Size, baseSize)
        && image.Directory.ReadInteger(TiffTag.NewSubfileType, 0) switch
        {
            0 => true,
            1 => TiffPageShape.IsHalved(image.Size, baseSize),
            _ => false,
        };

    private static AssociatedImageKind KindOf(TiffImage image, int index, PixelSize baseSize) =>
        image.Directory.ReadInteger(TiffTag.NewSubfileType, 0) switch
        {
            1 => AssociatedImageKind.Label,
            9 => AssociatedImageKind.Macro,
            0 when index == 1 && !image.IsTiled && TiffPageShape.IsSame(image.Size, baseSize) => AssociatedImageKind.Thumbnail,
            _ => AssociatedImageKind.Unknown,
        };
}
