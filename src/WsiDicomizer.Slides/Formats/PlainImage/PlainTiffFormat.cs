using WsiDicomizer.Slides.Hidden;
using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.TiffPages;

namespace WsiDicomizer.Slides.Formats.PlainImage;

/// <summary>A TIFF of one page in strips as a slide of one level.</summary>
/// <remarks>
/// Scanners keep labels and pictures of the glass in strips: a file with more than one page, or a page that calls itself such,
/// is not taken.
/// </remarks>
public sealed class PlainTiffFormat : ISlideFormat
{
    /// <summary>The format's name in messages and reports.</summary>
    internal const string FormatName = "striped-tiff";

    private const TiffTag HamamatsuMark = (TiffTag)65420;

    /// <inheritdoc/>
    public string Name => FormatName;

    /// <inheritdoc/>
    public bool IsTakenOnlyByName => true;

    /// <inheritdoc/>
    public SlideDetection Detect(SlideFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (!TiffHeader.TryRead(file, out _))
        {
            return No("the file does not start with a TIFF header");
        }

        var pages = TiffFile.EnumerateDirectories(file, TiffLimits.Default).Take(2).ToList();
        if (pages.Count > 1)
        {
            return No("it is a TIFF file, but has several pages; expected one");
        }

        if (TiffImage.HasTiles(pages[0]) || pages[0].Contains(HamamatsuMark))
        {
            return No("it is a TIFF file, but its page is not in strips, or of a scanner's own kind");
        }

        if (TiffPageShape.FindName(pages[0]) is not null)
        {
            return new SlideDetection(
                SlideVerdict.Unsupported, "page 0 names itself a label, macro or other picture beside a slide");
        }

        try
        {
            TiffPageEncoding.RequireSupported(TiffImage.Read(pages[0]), isLevel: false);
        }
        catch (SlideFormatException exception) when (exception.Problem == SlideProblem.Unsupported)
        {
            return new SlideDetection(SlideVerdict.Unsupported, exception.Message);
        }

        return new SlideDetection(SlideVerdict.Yes, "it is a TIFF file of one page in strips");
    }

    /// <inheritdoc/>
    public Slide Open(SlideFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            var tiff = TiffFile.Read(file, TiffLimits.Default);
            var image = TiffImage.Read(tiff.Directories[0]);
            var level = new PlainTiffLevel(file, image);
            return new PlainImageSlide(file, level)
            {
                Format = FormatName,
                Identity = TiffPageIdentity.FindRecords(tiff, [image], [], findInDescription: null),
                Profile = image.Directory.ReadBytes(TiffTag.IccProfile),
                Digest = TiffFingerprint.Compute([(image, level.Segments)]),
                Map = limits => TiffFileMap.Read(tiff, 0, limits),
            };
        }
        catch (Exception)
        {
            file.Dispose();
            throw;
        }
    }

    private static SlideDetection No(string reason) => new(SlideVerdict.No, reason);
}
