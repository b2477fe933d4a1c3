using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.Leica;

/// <summary>Which page of a Leica SCN is what: the XML names pages by their position in the chain.</summary>
/// <remarks>
/// An image whose view is the whole collection is a macro, of which there may be two; every other one is a scanned area with
/// a pyramid of its own. Areas of fluorescence or with several channels or focal planes are refused: nothing of a slide is
/// left out without a word. A page that no image names is an unknown picture.
/// </remarks>
internal sealed class LeicaStructure
{
    private LeicaStructure(
        LeicaCollection collection, IReadOnlyList<TiffImage> pages, IReadOnlyList<LeicaArea> areas, IReadOnlyList<LeicaPicture> pictures)
    {
        Collection = collection;
        Pages = pages;
        Areas = areas;
        Pictures = pictures;
    }

    /// <summary>The XML of the first page.</summary>
    public LeicaCollection Collection { get; }

    /// <summary>All pages in the order of the chain.</summary>
    public IReadOnlyList<TiffImage> Pages { get; }

    /// <summary>The scanned areas, in the order of the XML; at least one.</summary>
    public IReadOnlyList<LeicaArea> Areas { get; }

    /// <summary>Every page that is no level: all resolutions of the macros, and what no image names.</summary>
    public IReadOnlyList<LeicaPicture> Pictures { get; }

    /// <summary>Tells the pages apart.</summary>
    /// <param name="tiff">A file with Leica's mark.</param>
    /// <exception cref="SlideFormatException">A page or the XML is damaged, or the slide has something that is not supported.</exception>
    public static LeicaStructure Read(TiffFile tiff)
    {
        if (tiff.Directories.Count > LeicaLimits.MaxPages)
        {
            throw new SlideFormatException(
                SlideProblem.Damaged,
                $"the file has {tiff.Directories.Count} pages; the limit is {LeicaLimits.MaxPages}",
                tiff.File.Path);
        }

        var collection = LeicaCollection.Read(tiff.Directories[0]);
        var pages = tiff.Directories.Select(TiffImage.Read).ToList();
        RequireOwnPages(collection, pages);
        var areas = new List<LeicaArea>();
        var pictures = new List<LeicaPicture>();
        var named = new HashSet<int>();
        foreach (var image in collection.Images)
        {
            named.UnionWith(image.Dimensions.Select(dimension => dimension.Page));
            if (collection.IsMacro(image))
            {
                pictures.AddRange(image.Dimensions.Select((dimension, index) =>
                    new LeicaPicture(pages[dimension.Page], image, IsLargest: index == 0)));
            }
            else
            {
                areas.Add(ReadArea(collection, image, pages));
            }
        }

        pictures.AddRange(pages.Where((_, index) => !named.Contains(index)).Select(page => new LeicaPicture(page, null, true)));
        return areas.Count > 0
            ? new LeicaStructure(collection, pages, areas, pictures)
            : throw tiff.Directories[0].Unsupported("the XML lists no scanned area, only pictures of the whole glass");
    }

    private static void RequireOwnPages(LeicaCollection collection, List<TiffImage> pages)
    {
        var directory = pages[0].Directory;
        var seen = new HashSet<int>();
        foreach (var dimension in collection.Images.SelectMany(image => image.Dimensions))
        {
            if (dimension.Page >= pages.Count)
            {
                throw directory.Damaged(
                    collection.Entry, $"names page {dimension.Page} (ifd); the file has {pages.Count} pages (is it cut off?)");
            }

            if (!seen.Add(dimension.Page))
            {
                throw directory.Damaged(collection.Entry, $"names page {dimension.Page} (ifd) twice");
            }

            var page = pages[dimension.Page];
            if (Math.Abs(page.Size.Width - (long)dimension.Width) > page.SegmentSize.Width
                || Math.Abs(page.Size.Height - (long)dimension.Height) > page.SegmentSize.Height)
            {
                throw directory.Damaged(
                    collection.Entry,
                    $"says that page {dimension.Page} is {new PixelSize(dimension.Width, dimension.Height)}; its tags say {page.Size}");
            }
        }
    }

    private static LeicaArea ReadArea(LeicaCollection collection, LeicaImage image, List<TiffImage> pages)
    {
        var levels = image.Dimensions.Select(dimension => pages[dimension.Page]).ToList();
        var directory = levels[0].Directory;
        if (image.Illumination != LeicaNames.Brightfield)
        {
            throw directory.Unsupported(
                $"the page is of a scanned area whose illumination is not {LeicaNames.Brightfield}: fluorescence is not supported");
        }

        if (image.Dimensions.Any(dimension => dimension.Channel != 0))
        {
            throw directory.Unsupported("the page is of a scanned area with several channels (c), which are not supported");
        }

        if (image.Dimensions.Any(dimension => dimension.FocalPlane != 0))
        {
            throw directory.Unsupported(
                "the page is of a scanned area with several focal planes (z): z-stacks are not supported");
        }

        for (var index = 0; index < levels.Count; index++)
        {
            if (!levels[index].IsTiled)
            {
                throw levels[index].Directory.Unsupported("the page is a level, but has no tiles");
            }

            if (index > 0
                && (levels[index].Size.Width >= levels[index - 1].Size.Width || levels[index].Size.Height >= levels[index - 1].Size.Height))
            {
                throw levels[index].Directory.Unsupported(
                    $"the page is {levels[index].Size} after a level of {levels[index - 1].Size}: expected levels to get smaller");
            }
        }

        var largest = image.Dimensions[0];
        return new LeicaArea(
            image,
            levels,
            new PixelSpacing(image.View.Width / largest.Width / 1000, image.View.Height / largest.Height / 1000),
            new GlassPosition(image.View.Left / 1e6, image.View.Top / 1e6, collection.View.Height / 1e6));
    }
}

/// <summary>A scanned area.</summary>
/// <param name="Image">Its image in the XML.</param>
/// <param name="Levels">Its pages, largest first.</param>
/// <param name="Spacing">Of its base level.</param>
/// <param name="Position">Where it lies on the glass.</param>
internal sealed record LeicaArea(LeicaImage Image, IReadOnlyList<TiffImage> Levels, PixelSpacing Spacing, GlassPosition Position);

/// <summary>A page that is no level.</summary>
/// <param name="Page">The page.</param>
/// <param name="Image">The macro that it belongs to; null for a page that no image names.</param>
/// <param name="IsLargest">Whether it is the largest of its image.</param>
internal sealed record LeicaPicture(TiffImage Page, LeicaImage? Image, bool IsLargest);
