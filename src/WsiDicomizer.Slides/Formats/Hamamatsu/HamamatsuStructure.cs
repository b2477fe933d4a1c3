using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.Hamamatsu;

/// <summary>Which page of an NDPI file is what.</summary>
/// <remarks>
/// Tag 65421 tells: a magnification is a level, -1 the macro, -2 the map. What has neither, or not Hamamatsu's mark, is not a
/// level and counts like a macro. Levels of one value of tag 65424 are a focal plane.
/// </remarks>
internal sealed class HamamatsuStructure
{
    private const int Jpeg = 7;
    private const int JpegXr = 22610;
    private const double Macro = -1;
    private const double Map = -2;

    private HamamatsuStructure(IReadOnlyList<HamamatsuPage> pages)
    {
        Pages = pages;
        Planes = FindPlanes(pages.Where(page => page.Role == HamamatsuPageRole.Level));
    }

    /// <summary>All pages in the order of the chain.</summary>
    public IReadOnlyList<HamamatsuPage> Pages { get; }

    /// <summary>The focal planes, at least one: first that nearest to the middle, then the others in the order of the chain.</summary>
    public IReadOnlyList<HamamatsuPlane> Planes { get; }

    /// <summary>The levels of the first plane, largest first; at least one.</summary>
    public IReadOnlyList<HamamatsuPage> Levels => Planes[0].Levels;

    /// <summary>Tells the pages apart.</summary>
    /// <param name="tiff">A file with Hamamatsu's mark.</param>
    /// <exception cref="SlideFormatException">A page is damaged, or the slide has something that is not supported.</exception>
    public static HamamatsuStructure Read(TiffFile tiff)
    {
        if (tiff.Directories.Count > HamamatsuLimits.MaxPages)
        {
            throw new SlideFormatException(
                SlideProblem.Damaged,
                $"the file has {tiff.Directories.Count} pages; the limit is {HamamatsuLimits.MaxPages}",
                tiff.File.Path);
        }

        var pages = new List<HamamatsuPage>(tiff.Directories.Count);
        PixelSize? baseSize = null;
        foreach (var directory in tiff.Directories)
        {
            var image = TiffImage.Read(directory);
            var role = Classify(directory, image, baseSize);
            if (role == HamamatsuPageRole.Level)
            {
                RequireSupported(image);
                baseSize ??= image.Size;
            }

            pages.Add(new HamamatsuPage(pages.Count, role, image));
        }

        if (baseSize is null)
        {
            throw new SlideFormatException(
                SlideProblem.Unsupported, "no page of the file is a level of a pyramid", tiff.File.Path);
        }

        var structure = new HamamatsuStructure(pages);
        foreach (var plane in structure.Planes)
        {
            RequireSmaller(plane.Levels);
            RequireSameSizes(plane.Levels, structure.Levels);
        }

        return structure;
    }

    private static HamamatsuPageRole Classify(TiffDirectory directory, TiffImage image, PixelSize? baseSize) =>
        !directory.Contains(HamamatsuTags.FormatFlag) ? HamamatsuPageRole.Unknown
        : directory.ReadSigned(HamamatsuTags.SourceLens) switch
        {
            Macro => HamamatsuPageRole.Macro,
            Map => HamamatsuPageRole.Map,

            // A picture with the label on it must not go out as tissue, whatever its tag says.
            > 0 when baseSize is not { } largest || HasSameShape(image.Size, largest) => HamamatsuPageRole.Level,
            _ => HamamatsuPageRole.Unknown,
        };

    private static bool HasSameShape(PixelSize size, PixelSize baseSize)
    {
        var across = (double)baseSize.Width / size.Width;
        var down = (double)baseSize.Height / size.Height;

        // Small levels are rounded: 322 × 167 for 322 × 166.
        var tolerance = 0.02 + (2.0 / Math.Min(size.Width, size.Height));
        return Math.Abs(across - down) <= tolerance * Math.Max(across, down);
    }

    private static void RequireSupported(TiffImage image)
    {
        var directory = image.Directory;
        if (image.Compression == JpegXr)
        {
            throw directory.Unsupported(
                "the level is stored as JPEG XR (compression 22610), for which there is no decoder here and no transfer "
                + "syntax in DICOM; scan or export the slide as JPEG");
        }

        if (image.Compression != Jpeg)
        {
            throw directory.Unsupported($"compression {image.Compression} is not supported; supported is 7 (JPEG)");
        }

        var mode = directory.ReadInteger(HamamatsuTags.CaptureMode, 0);
        if (mode != 0)
        {
            throw directory.Unsupported(
                $"{HamamatsuTags.Describe(HamamatsuTags.CaptureMode)} is {mode}: only bright field is supported, 0");
        }

        if (image.IsTiled || image.SegmentRows != 1)
        {
            throw directory.Unsupported("the level is stored in several tiles or strips; supported is one strip");
        }
    }

    // OpenSlide shows the plane of offset 0; where there is none, the nearest to it stands for the slide.
    private static List<HamamatsuPlane> FindPlanes(IEnumerable<HamamatsuPage> levels)
    {
        var planes = levels.GroupBy(level => level.Directory.ReadSigned(HamamatsuTags.ZOffset) ?? 0)
            .Select((plane, index) => new HamamatsuPlane(index, plane.Key, [.. plane]))
            .ToList();
        var middle = planes.MinBy(plane => Math.Abs(plane.OffsetNanometres))!;
        return [middle, .. planes.Where(plane => plane != middle)];
    }

    private static void RequireSameSizes(IReadOnlyList<HamamatsuPage> levels, IReadOnlyList<HamamatsuPage> first)
    {
        if (!levels.Select(level => level.Image.Size).SequenceEqual(first.Select(level => level.Image.Size)))
        {
            throw levels[0].Directory.Unsupported(
                $"the levels of a focal plane ({HamamatsuTags.Describe(HamamatsuTags.ZOffset)}) have not the sizes of those of another");
        }
    }

    private static void RequireSmaller(IReadOnlyList<HamamatsuPage> levels)
    {
        for (var index = 1; index < levels.Count; index++)
        {
            var (last, size) = (levels[index - 1].Image.Size, levels[index].Image.Size);
            if (size.Width >= last.Width || size.Height >= last.Height)
            {
                throw levels[index].Directory.Unsupported(
                    $"the page is {size} after a level of {last}: expected levels to get smaller");
            }
        }
    }
}

/// <summary>A page of an NDPI file.</summary>
/// <param name="Index">0-based in the chain.</param>
/// <param name="Role">What it is.</param>
/// <param name="Image">How its picture is stored, as the tags say.</param>
internal sealed record HamamatsuPage(int Index, HamamatsuPageRole Role, TiffImage Image)
{
    /// <summary>The page's directory.</summary>
    public TiffDirectory Directory => Image.Directory;
}

/// <summary>A focal plane of an NDPI file.</summary>
/// <param name="Index">0-based, in the order of the chain.</param>
/// <param name="OffsetNanometres">Tag 65424: from the middle plane.</param>
/// <param name="Levels">Largest first; at least one.</param>
internal sealed record HamamatsuPlane(int Index, double OffsetNanometres, IReadOnlyList<HamamatsuPage> Levels);

/// <summary>What a page of an NDPI file is.</summary>
internal enum HamamatsuPageRole
{
    /// <summary>A level of the pyramid.</summary>
    Level,

    /// <summary>The whole glass with its label.</summary>
    Macro,

    /// <summary>Where tissue was found.</summary>
    Map,

    /// <summary>Something else, treated like a macro.</summary>
    Unknown,
}
