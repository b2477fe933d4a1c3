using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.TiffPages;

namespace WsiDicomizer.Slides.Formats.Ome;

/// <summary>The pages of a file and the images that they belong to.</summary>
internal sealed class OmePages
{
    private readonly Dictionary<string, List<TiffDirectory>> _children = new(StringComparer.Ordinal);
    private readonly HashSet<int> _named = [];

    /// <summary>Reads them.</summary>
    /// <param name="tiff">The file.</param>
    /// <param name="document">Its XML.</param>
    /// <exception cref="SlideFormatException">A page is damaged, or belongs to two planes, or is not as the XML says.</exception>
    public OmePages(TiffFile tiff, OmeDocument document)
    {
        var first = tiff.Directories[0];
        var numbers = new OmeNumbers(first, document.Entry);
        Pages = [.. tiff.Directories.Select(TiffImage.Read)];
        All = [.. document.Images.Select(image => new OmePagedImage(
            image, OmePlaneMap.Read(image, numbers, Pages.Count, page => Pages[page].SamplesPerPixel)))];
        foreach (var (image, page) in All.SelectMany(image => image.Map.Pages.Select(page => (image, page))))
        {
            Require(image, page, numbers);
        }

        // The location of a SubIFD begins with that of its page.
        foreach (var child in tiff.ReadAllDirectories().Where(directory => directory.Place.Depth == 1 && directory.Contains(TiffTag.ImageWidth)))
        {
            var parent = child.Location[..child.Location.IndexOf(',', StringComparison.Ordinal)];
            if (!_children.TryGetValue(parent, out var children))
            {
                _children[parent] = children = [];
            }

            children.Add(child);
        }
    }

    /// <summary>The pages in the order of the chain.</summary>
    public IReadOnlyList<TiffImage> Pages { get; }

    /// <summary>The images in the order of the XML.</summary>
    public IReadOnlyList<OmePagedImage> All { get; }

    /// <summary>Whether an image names a page.</summary>
    /// <param name="page">0-based.</param>
    public bool IsNamed(int page) => _named.Contains(page);

    /// <summary>Whether an image is another one at a lower resolution: the same planes, the size divided by a whole number.</summary>
    /// <param name="image">The image that may be a resolution.</param>
    /// <param name="slide">The image that it may be a resolution of.</param>
    public bool IsResolution(OmePagedImage image, OmePagedImage slide) =>
        OmeNames.FindPicture(image.Image.Name) is null
        && image.Image.SizeZ == slide.Image.SizeZ
        && image.Map.ChannelCount == slide.Map.ChannelCount
        && image.Image.Type == slide.Image.Type
        && IsReduced(Pages[image.Map[0, 0]], Pages[slide.Map[0, 0]]);

    /// <summary>The smaller copies of a page in its SubIFDs.</summary>
    /// <param name="page">The page.</param>
    /// <exception cref="SlideFormatException">A SubIFD is damaged.</exception>
    public IEnumerable<TiffImage> ReadSmaller(TiffImage page) =>
        _children.TryGetValue(page.Directory.Location, out var children)
            ? children.Select(TiffImage.Read).Where(child => IsSmaller(child, page))
            : [];

    /// <summary>Whether a page may be a smaller copy of another: the same shape and samples, and as large a difference as pyramids have.</summary>
    /// <param name="page">The page that may be a copy.</param>
    /// <param name="basePage">The page that it may be a copy of.</param>
    public static bool IsSmaller(TiffImage page, TiffImage basePage) =>
        page.SamplesPerPixel == basePage.SamplesPerPixel
        && page.BitsPerSample == basePage.BitsPerSample
        && page.IsTiled == basePage.IsTiled
        && page.Size.Width * 3L <= basePage.Size.Width * 2L
        && TiffPageShape.IsSame(page.Size, basePage.Size);

    /// <summary>
    /// Whether a page that nothing says to be a smaller copy of another is one: a label without a name may have about its shape.
    /// </summary>
    /// <param name="page">The page that may be a copy.</param>
    /// <param name="basePage">The page that it may be a copy of.</param>
    public static bool IsReduced(TiffImage page, TiffImage basePage) =>
        IsSmaller(page, basePage) && TiffPageShape.IsReduced(page.Size, basePage.Size);

    private void Require(OmePagedImage image, int index, OmeNumbers numbers)
    {
        if (!_named.Add(index))
        {
            throw numbers.Damaged($"names page {index} (IFD) for two planes");
        }

        var page = Pages[index];
        if (page.Size != image.Image.Size)
        {
            throw numbers.Damaged($"says that page {index} is {image.Image.Size}; its tags say {page.Size}");
        }

        if (page.SamplesPerPixel != image.Map.SamplesPerPixel)
        {
            throw numbers.Damaged(
                $"has an image whose pages differ in samples per pixel: page {index} has {page.SamplesPerPixel}, the first "
                + $"{image.Map.SamplesPerPixel}");
        }
    }
}

/// <summary>An image of the XML, and its pages.</summary>
/// <param name="Image">What the XML says.</param>
/// <param name="Map">Which page shows which plane.</param>
internal sealed record OmePagedImage(OmeImage Image, OmePlaneMap Map);
