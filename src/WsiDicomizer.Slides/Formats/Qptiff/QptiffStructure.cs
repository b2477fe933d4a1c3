using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.TiffPages;

namespace WsiDicomizer.Slides.Formats.Qptiff;

/// <summary>Which page of a QPTIFF is what: each page's XML names it.</summary>
/// <remarks>
/// A level also has to have tiles and the shape of the base level; what is of no known type is a picture of what nobody knows.
/// Several pages of full resolution are the channels of fluorescence, which are refused.
/// </remarks>
internal sealed class QptiffStructure
{
    private QptiffStructure(
        TiffFile tiff, QptiffDescription description, IReadOnlyList<TiffImage> levels, IReadOnlyList<TiffPagePicture> pictures)
    {
        Tiff = tiff;
        Description = description;
        Levels = levels;
        Pictures = pictures;
    }

    /// <summary>The file.</summary>
    public TiffFile Tiff { get; }

    /// <summary>The XML of the first page.</summary>
    public QptiffDescription Description { get; }

    /// <summary>The levels, largest first; at least one.</summary>
    public IReadOnlyList<TiffImage> Levels { get; }

    /// <summary>The other pages, in the order of the chain.</summary>
    public IReadOnlyList<TiffPagePicture> Pictures { get; }

    /// <summary>Tells the pages apart.</summary>
    /// <param name="tiff">A file with the mark.</param>
    /// <exception cref="SlideFormatException">A page or XML is damaged, or the slide has something that is not supported.</exception>
    public static QptiffStructure Read(TiffFile tiff)
    {
        if (tiff.Directories.Count > QptiffLimits.MaxPages)
        {
            throw new SlideFormatException(
                SlideProblem.Damaged,
                $"the file has {tiff.Directories.Count} pages; the limit is {QptiffLimits.MaxPages}",
                tiff.File.Path);
        }

        var first = tiff.Directories[0];
        var description = QptiffDescription.Read(first, first.Find(TiffTag.ImageDescription)!.Value);
        RequireFullResolution(first, description);
        List<TiffImage> levels = [TiffImage.Read(first)];
        if (!levels[0].IsTiled)
        {
            throw first.Unsupported("the page is of full resolution, but has no tiles");
        }

        if (levels[0].SamplesPerPixel != 3)
        {
            throw first.Unsupported("the page is grey: a channel of fluorescence, which is not supported");
        }

        List<TiffPagePicture> pictures = [];
        foreach (var directory in tiff.Directories.Skip(1))
        {
            var image = TiffImage.Read(directory);
            var type = directory.Find(TiffTag.ImageDescription) is { } entry
                ? QptiffDescription.TryRead(directory, entry, out _)?.ImageType ?? string.Empty
                : string.Empty;
            if (type == "FullResolution")
            {
                throw directory.Unsupported("the page is another one of full resolution: channels are not supported");
            }

            if (type == "ReducedResolution" && image.IsTiled && TiffPageShape.IsSame(image.Size, levels[0].Size))
            {
                RequireSmaller(image, levels[^1]);
                levels.Add(image);
            }
            else
            {
                pictures.Add(new TiffPagePicture(image, KindOf(type, TiffPageShape.IsSame(image.Size, levels[0].Size))));
            }
        }

        return new QptiffStructure(tiff, description, levels, pictures);
    }

    // A thumbnail of another shape does not show the scanned area alone.
    private static AssociatedImageKind KindOf(string type, bool hasShapeOfBase) => type switch
    {
        "Thumbnail" when hasShapeOfBase => AssociatedImageKind.Thumbnail,
        "Overview" => AssociatedImageKind.Macro,
        "Label" => AssociatedImageKind.Label,
        _ => AssociatedImageKind.Unknown,
    };

    private static void RequireFullResolution(TiffDirectory first, QptiffDescription description)
    {
        if (description.Map.Root.LocalName != "PerkinElmer-QPI-ImageDescription")
        {
            throw first.Damaged(description.Entry, "has a root of another name; expected PerkinElmer-QPI-ImageDescription");
        }

        if (description.ImageType != "FullResolution")
        {
            throw first.Unsupported("the XML does not say that the page is of full resolution (ImageType)");
        }
    }

    private static void RequireSmaller(TiffImage image, TiffImage last)
    {
        if (image.Size.Width >= last.Size.Width || image.Size.Height >= last.Size.Height)
        {
            throw image.Directory.Unsupported(
                $"the page is {image.Size} after a level of {last.Size}: expected levels to get smaller; channels are not supported");
        }
    }
}
