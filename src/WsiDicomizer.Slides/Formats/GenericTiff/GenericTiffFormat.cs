using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.TiffPages;

namespace WsiDicomizer.Slides.Formats.GenericTiff;

/// <summary>Tiled and pyramidal TIFF of nobody in particular: what libvips, tifffile, Bio-Formats, GDAL and ImageJ write.</summary>
/// <remarks>
/// The last of the TIFF formats to be asked. The mark is OpenSlide's: the first page has tiles. A first page that calls itself
/// a label or macro is refused: it belongs to a scanner's file that no other format knew.
/// </remarks>
public sealed class GenericTiffFormat : ISlideFormat
{
    /// <summary>The format's name in messages and reports.</summary>
    internal const string FormatName = "generic-tiff";

    /// <inheritdoc/>
    public string Name => FormatName;

    /// <inheritdoc/>
    public SlideDetection Detect(SlideFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (!TiffHeader.TryRead(file, out _))
        {
            return No(file.Length == 0 ? "the file is empty" : "the file does not start with a TIFF header");
        }

        if (!TiffImage.HasTiles(TiffFile.EnumerateDirectories(file, TiffLimits.Default).First()))
        {
            return No("it is a TIFF file, but page 0 has no tiles");
        }

        try
        {
            var structure = GenericTiffStructure.Read(TiffFile.Read(file, TiffLimits.Default));
            foreach (var level in structure.Levels)
            {
                TiffPageEncoding.RequireSupported(level, isLevel: true);
            }

            foreach (var picture in structure.Pictures)
            {
                TiffPageEncoding.RequireSupported(picture.Image, isLevel: false);
            }
        }
        catch (SlideFormatException exception) when (exception.Problem == SlideProblem.Unsupported)
        {
            return new SlideDetection(SlideVerdict.Unsupported, exception.Message);
        }

        return new SlideDetection(SlideVerdict.Yes, "it is a TIFF file whose page 0 has tiles");
    }

    /// <inheritdoc/>
    public Slide Open(SlideFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            return GenericTiffSlide.Read(file);
        }
        catch (Exception)
        {
            file.Dispose();
            throw;
        }
    }

    private static SlideDetection No(string reason) => new(SlideVerdict.No, reason);
}
