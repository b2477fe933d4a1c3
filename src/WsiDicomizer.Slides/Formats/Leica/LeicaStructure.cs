using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.Leica;

/// <summary>Which page of a Leica SCN is what: the XML names pages by their position in the chain.</summary>
/// <remarks>
/// An image whose view is the whole collection is a macro, of which there may be two; every other one is a scanned area with
/// a pyramid of its own, or one for each channel and focal plane. A page that no image names is an unknown picture.
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

    /// <summary>The scanned areas in the order of the XML, each by focal planes, then channels; at least one.</summary>
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
                areas.AddRange(ReadAreas(collection, image, pages));
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

    private static IEnumerable<LeicaArea> ReadAreas(LeicaCollection collection, LeicaImage image, List<TiffImage> pages)
    {
        var directory = pages[image.Dimensions[0].Page].Directory;
        if (image.Illumination is not (LeicaNames.Brightfield or LeicaNames.Fluorescence))
        {
            throw directory.Unsupported(
                $"the page is of a scanned area whose illumination is neither {LeicaNames.Brightfield} nor {LeicaNames.Fluorescence}");
        }

        var planes = image.Dimensions.Select(dimension => dimension.FocalPlane).Distinct().Order().ToList();
        var channels = image.Dimensions.Select(dimension => dimension.Channel).Distinct().Order().ToList();
        var resolutions = image.Dimensions.Count / (planes.Count * channels.Count);
        LeicaArea? first = null;
        foreach (var plane in planes)
        {
            foreach (var channel in channels)
            {
                var dimensions = image.Dimensions
                    .Where(dimension => dimension.FocalPlane == plane && dimension.Channel == channel).ToList();
                if (dimensions.Count != resolutions || resolutions * planes.Count * channels.Count != image.Dimensions.Count)
                {
                    throw directory.Damaged(
                        collection.Entry,
                        $"has an image of {planes.Count} focal planes (z) and {channels.Count} channels (c), of which not all "
                        + "have the same number of resolutions (r)");
                }

                var area = ReadArea(collection, image, dimensions, pages) with
                {
                    FocalPlane = planes.Count == 1 ? null : new FocalPlane(plane, image.GetPlaneOffset(plane)),
                    OpticalPath = image.GetOpticalPath(channel, channels.Count),
                };
                first ??= area;
                if (!area.Levels.Select(level => level.Size).SequenceEqual(first.Levels.Select(level => level.Size)))
                {
                    throw area.Levels[0].Directory.Unsupported(
                        "the page is of a focal plane (z) or channel (c) whose levels have not the sizes of those of another");
                }

                yield return area;
            }
        }
    }

    private static LeicaArea ReadArea(
        LeicaCollection collection, LeicaImage image, List<LeicaDimension> dimensions, List<TiffImage> pages)
    {
        var levels = dimensions.ConvertAll(dimension => pages[dimension.Page]);
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

        var largest = dimensions[0];
        return new LeicaArea(
            image,
            levels,
            new PixelSpacing(image.View.Width / largest.Width / 1000, image.View.Height / largest.Height / 1000),
            new GlassPosition(
                image.View.Left / 1e6, image.View.Top / 1e6, collection.View.Width / 1e6, collection.View.Height / 1e6));
    }
}

/// <summary>A scanned area, of one focal plane and one channel.</summary>
/// <param name="Image">Its image in the XML.</param>
/// <param name="Levels">Its pages, largest first.</param>
/// <param name="Spacing">Of its base level.</param>
/// <param name="Position">Where it lies on the glass.</param>
internal sealed record LeicaArea(LeicaImage Image, IReadOnlyList<TiffImage> Levels, PixelSpacing Spacing, GlassPosition Position)
{
    /// <summary>Which of several focal planes; null where the area has one.</summary>
    public FocalPlane? FocalPlane { get; init; }

    /// <summary>Which channel; null for white light.</summary>
    public OpticalPath? OpticalPath { get; init; }
}

/// <summary>A page that is no level.</summary>
/// <param name="Page">The page.</param>
/// <param name="Image">The macro that it belongs to; null for a page that no image names.</param>
/// <param name="IsLargest">Whether it is the largest of its image.</param>
internal sealed record LeicaPicture(TiffImage Page, LeicaImage? Image, bool IsLargest);
