using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.TiffPages;

namespace WsiDicomizer.Slides.Formats.Ome;

/// <summary>Which page of an OME-TIFF is what.</summary>
/// <remarks>
/// <para>The largest image that is not called a label, macro or thumbnail is the slide. Each of its planes and channels is a
/// pyramid: its page, with smaller copies in SubIFDs (tag 330), in further images whose size
/// is its size divided by a whole number (Bio-Formats before version
/// 6), or, for one plane, in further pages that no image names and that say of themselves that they are reduced.</para>
/// <para>Every other image, and every page that no image names, is a picture beside the pyramid: what it shows is told by its
/// name alone, else unknown.</para>
/// </remarks>
internal sealed class OmeStructure
{
    private const ulong ReducedImage = 1;

    private OmeStructure(TiffFile tiff, OmeDocument document, IReadOnlyList<OmeArea> areas, IReadOnlyList<TiffPagePicture> pictures)
    {
        Tiff = tiff;
        Document = document;
        Areas = areas;
        Pictures = pictures;
    }

    /// <summary>The file.</summary>
    public TiffFile Tiff { get; }

    /// <summary>Its XML.</summary>
    public OmeDocument Document { get; }

    /// <summary>The pyramids of the slide, by focal planes, then channels; at least one.</summary>
    public IReadOnlyList<OmeArea> Areas { get; }

    /// <summary>The first page of every picture beside them, then further pages that nobody names.</summary>
    public IReadOnlyList<TiffPagePicture> Pictures { get; }

    /// <summary>Tells the pages apart.</summary>
    /// <param name="tiff">A file with the mark of OME.</param>
    /// <exception cref="SlideFormatException">A page or the XML is damaged, or the slide has something that is not supported.</exception>
    public static OmeStructure Read(TiffFile tiff)
    {
        var first = tiff.Directories[0];
        var document = OmeDocument.Read(first);
        OmeFiles.RequireOne(document, first);
        if (document.Images.FirstOrDefault(image => image.SizeT > 1) is { } series)
        {
            throw first.Unsupported($"the slide has {series.SizeT} points in time (SizeT); supported is one");
        }

        var images = new OmePages(tiff, document);
        var slide = images.All.Where(image => OmeNames.FindPicture(image.Image.Name) is null).MaxBy(image => image.Image.Size.Area)
            ?? throw first.Unsupported("every image is called a label, macro or other picture beside a pyramid");
        var resolutions = images.All.Where(image => image != slide && images.IsResolution(image, slide)).ToList();
        var areas = ReadAreas(images, slide, resolutions);
        var named = images.All.SelectMany(image => image.Map.Pages).ToHashSet();
        var levels = areas.SelectMany(area => area.Levels).Select(level => level.Directory.Place.Range.Offset).ToHashSet();
        List<TiffPagePicture> pictures =
        [
            .. images.All.Where(image => image != slide && !resolutions.Contains(image))
                .Select(image => new TiffPagePicture(
                    images.Pages[image.Map[0, 0]], OmeNames.FindPicture(image.Image.Name) ?? AssociatedImageKind.Unknown)),
            .. images.Pages.Where((page, index) => !named.Contains(index) && !levels.Contains(page.Directory.Place.Range.Offset))
                .Select(page => new TiffPagePicture(page, TiffPageShape.FindName(page.Directory) ?? AssociatedImageKind.Unknown)),
        ];
        return new OmeStructure(tiff, document, areas, pictures);
    }

    private static List<OmeArea> ReadAreas(OmePages images, OmePagedImage slide, List<OmePagedImage> resolutions)
    {
        List<OmeArea> areas = [];
        for (var plane = 0; plane < slide.Image.SizeZ; plane++)
        {
            for (var channel = 0; channel < slide.Map.ChannelCount; channel++)
            {
                var basePage = images.Pages[slide.Map[plane, channel]];
                List<TiffImage> smaller =
                [
                    .. resolutions.Select(image => images.Pages[image.Map[plane, channel]]),
                    .. images.ReadSmaller(basePage),
                ];
                if (smaller.Count == 0 && slide.Map.Pages.Count == 1)
                {
                    smaller.AddRange(images.Pages.Where((page, index) => !images.IsNamed(index)
                        && page.Directory.ReadInteger(TiffTag.NewSubfileType, 0) == ReducedImage
                        && TiffPageShape.FindName(page.Directory) is null
                        && OmePages.IsReduced(page, basePage)));
                }

                areas.Add(new OmeArea(
                    slide.Image,
                    [basePage, .. smaller.OrderByDescending(page => page.Size.Area)],
                    slide.Image.GetFocalPlane(plane),
                    slide.Image.GetOpticalPath(channel, slide.Map.ChannelCount, slide.Map.SamplesPerPixel)));
                RequireSmaller(areas[^1].Levels);
            }
        }

        RequireSamePyramids(areas);
        return areas;
    }

    private static void RequireSmaller(IReadOnlyList<TiffImage> levels)
    {
        for (var index = 1; index < levels.Count; index++)
        {
            var (size, last) = (levels[index].Size, levels[index - 1].Size);
            if (size.Width >= last.Width || size.Height >= last.Height)
            {
                throw levels[index].Directory.Unsupported(
                    $"the page is {size} after a level of {last}: expected levels to get smaller");
            }
        }
    }

    private static void RequireSamePyramids(List<OmeArea> areas)
    {
        foreach (var area in areas)
        {
            if (!area.Levels.Select(level => level.Size).SequenceEqual(areas[0].Levels.Select(level => level.Size)))
            {
                throw area.Levels[0].Directory.Unsupported(
                    "the plane has other resolutions than the first: supported are planes and channels of the same pyramid");
            }
        }
    }
}

/// <summary>A pyramid of the slide: one focal plane and channel.</summary>
/// <param name="Image">Its image in the XML.</param>
/// <param name="Levels">Its pages, largest first; at least one.</param>
/// <param name="FocalPlane">Which of several; null where there is one.</param>
/// <param name="OpticalPath">Which channel; null for white light.</param>
internal sealed record OmeArea(OmeImage Image, IReadOnlyList<TiffImage> Levels, FocalPlane? FocalPlane, OpticalPath? OpticalPath);
