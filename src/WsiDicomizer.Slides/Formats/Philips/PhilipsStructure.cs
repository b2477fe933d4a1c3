using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.PhilipsXml;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.Philips;

/// <summary>Which page of a Philips TIFF is what, and how large the levels truly are.</summary>
/// <remarks>
/// The first page is level 0; further levels have tiles and bit 0 of tag 254. Label and macro are pages in strips whose
/// tag 270 starts with the word; they may be missing, with the pictures in the XML only. Tags 256 and 257 of a level are
/// rounded up to whole tiles: the true size is that of level 0 divided by the rounded ratio of the spacings in the XML, as
/// OpenSlide has it; level 0 keeps its padding, which is white.
/// </remarks>
internal sealed class PhilipsStructure
{
    private PhilipsStructure(
        PhilipsImport import, IReadOnlyList<PhilipsPage> pages, IReadOnlyList<PhilipsPage> levels, IReadOnlyList<PixelSize> sizes)
    {
        Import = import;
        Pages = pages;
        Levels = levels;
        LevelSizes = sizes;
    }

    /// <summary>The XML of the first page.</summary>
    public PhilipsImport Import { get; }

    /// <summary>All pages in the order of the chain.</summary>
    public IReadOnlyList<PhilipsPage> Pages { get; }

    /// <summary>The levels, largest first; at least one.</summary>
    public IReadOnlyList<PhilipsPage> Levels { get; }

    /// <summary>The true size of each level, without padding.</summary>
    public IReadOnlyList<PixelSize> LevelSizes { get; }

    /// <summary>Tells the pages apart.</summary>
    /// <param name="tiff">A file with Philips' mark.</param>
    /// <exception cref="SlideFormatException">A page or the XML is damaged, or the slide has something that is not supported.</exception>
    public static PhilipsStructure Read(TiffFile tiff)
    {
        if (tiff.Directories.Count > PhilipsLimits.MaxPages)
        {
            throw new SlideFormatException(
                SlideProblem.Damaged,
                $"the file has {tiff.Directories.Count} pages; the limit is {PhilipsLimits.MaxPages}",
                tiff.File.Path);
        }

        var import = PhilipsImport.Read(tiff.Directories[0]);
        var pages = tiff.Directories.Select(ReadPage).ToList();
        var levels = pages.Where(page => page.Role == PhilipsPageRole.Level).ToList();
        return new PhilipsStructure(import, pages, levels, ReadSizes(import, levels));
    }

    private static PhilipsPage ReadPage(TiffDirectory directory, int index)
    {
        var image = TiffImage.Read(directory);
        var hasText = directory.Find(TiffTag.ImageDescription) is { } entry && entry.Type.IsBytes();
        var description = index > 0 && hasText ? directory.ReadText(TiffTag.ImageDescription)! : string.Empty;
        var isReduced = (directory.ReadInteger(TiffTag.NewSubfileType, 0) & 1) == 1;
        var role = description.StartsWith("Label", StringComparison.Ordinal) ? PhilipsPageRole.Label
            : description.StartsWith("Macro", StringComparison.Ordinal) ? PhilipsPageRole.Macro
            : image.IsTiled && (index == 0 || isReduced) ? PhilipsPageRole.Level
            : PhilipsPageRole.Unknown;
        return new PhilipsPage(role, image);
    }

    private static List<PixelSize> ReadSizes(PhilipsImport import, List<PhilipsPage> levels)
    {
        var baseImage = levels[0].Image;
        var representations = import.Representations;
        if (representations.Count != levels.Count)
        {
            throw baseImage.Directory.Damaged(
                import.Entry,
                $"lists {representations.Count} {PhilipsNames.RepresentationType} objects; the file has {levels.Count} levels");
        }

        var spacings = representations.Select(item => ReadSpacing(baseImage.Directory, import.Entry, item)).ToList();
        var sizes = new List<PixelSize>();
        for (var level = 0; level < levels.Count; level++)
        {
            var ratio = ((spacings[level].Rows / spacings[0].Rows) + (spacings[level].Columns / spacings[0].Columns)) / 2;
            var downsample = Math.Clamp(Math.Round(ratio), 1, int.MaxValue);
            var size = new PixelSize(
                Math.Max(1, (int)(baseImage.Size.Width / downsample)), Math.Max(1, (int)(baseImage.Size.Height / downsample)));
            RequireFitting(levels[level].Image, size, sizes.Count > 0 ? sizes[^1] : null);
            sizes.Add(size);
        }

        return sizes;
    }

    /// <summary>The page holds the level and at most one tile of padding each way; levels get smaller.</summary>
    private static void RequireFitting(TiffImage image, PixelSize size, PixelSize? last)
    {
        if (last is { } larger && (size.Width >= larger.Width || size.Height >= larger.Height))
        {
            throw image.Directory.Unsupported(
                $"the page is a level of {size} after one of {larger}: expected levels to get smaller");
        }

        if (image.SegmentColumns < Tiles(size.Width, image.SegmentSize.Width)
            || image.SegmentColumns > Tiles(size.Width, image.SegmentSize.Width) + 1
            || image.SegmentRows < Tiles(size.Height, image.SegmentSize.Height)
            || image.SegmentRows > Tiles(size.Height, image.SegmentSize.Height) + 1)
        {
            throw image.Directory.Unsupported(
                $"the page is {image.Size}, while the spacings in the XML make it a level of {size}: expected that, "
                + "rounded up to whole tiles");
        }
    }

    private static long Tiles(int pixels, int tile) => ((long)pixels + tile - 1) / tile;

    private static (double Rows, double Columns) ReadSpacing(
        TiffDirectory directory, TiffEntry entry, PhilipsObject representation) =>
        representation.FindNumbers(PhilipsNames.PixelSpacing) is [> 0 and var rows, > 0 and var columns]
            ? (rows, columns)
            : throw directory.Damaged(
                entry,
                $"has a {PhilipsNames.RepresentationType} whose {PhilipsNames.PixelSpacing} is missing or not two numbers above 0");
}

/// <summary>A page of a Philips TIFF.</summary>
/// <param name="Role">What it is.</param>
/// <param name="Image">How its picture is stored.</param>
internal sealed record PhilipsPage(PhilipsPageRole Role, TiffImage Image)
{
    /// <summary>The page's directory.</summary>
    public TiffDirectory Directory => Image.Directory;
}

/// <summary>What a page of a Philips TIFF is.</summary>
internal enum PhilipsPageRole
{
    /// <summary>A level of the pyramid.</summary>
    Level,

    /// <summary>The label.</summary>
    Label,

    /// <summary>The whole glass.</summary>
    Macro,

    /// <summary>Something else, treated like a macro.</summary>
    Unknown,
}
