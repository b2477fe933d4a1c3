using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.TiffPages;

namespace WsiDicomizer.Slides.Formats.Trestle;

/// <summary>Trestle MedScan.</summary>
/// <remarks>The mark is OpenSlide's: tag 305 of the first page starts with <c>MedScan</c>, and the page has tiles.</remarks>
public sealed class TrestleFormat : ISlideFormat
{
    /// <summary>The format's name in messages and reports.</summary>
    internal const string FormatName = "trestle";

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

        var first = TiffFile.EnumerateDirectories(file, TiffLimits.Default).First();
        if (!TiffPageTexts.StartsWith(first, TiffTag.Software, "MedScan"u8))
        {
            return No("it is a TIFF file, but tag 305 of page 0 does not start with \"MedScan\"");
        }

        if (!TiffImage.HasTiles(first))
        {
            return No("it looks like a Trestle slide, but page 0 has no tiles");
        }

        try
        {
            var structure = TrestleStructure.Read(TiffFile.Read(file, TiffLimits.Default));
            structure.Levels.ToList().ForEach(level => TiffPageEncoding.RequireSupported(level.Image, isLevel: true));
            structure.Pictures.ToList().ForEach(page => TiffPageEncoding.RequireSupported(page.Image, isLevel: false));
        }
        catch (SlideFormatException exception) when (exception.Problem == SlideProblem.Unsupported)
        {
            return new SlideDetection(SlideVerdict.Unsupported, exception.Message);
        }

        return new SlideDetection(SlideVerdict.Yes, "tag 305 of page 0 starts with \"MedScan\"");
    }

    /// <inheritdoc/>
    public Slide Open(SlideFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        TrestleMacro? macro = null;
        try
        {
            var structure = TrestleStructure.Read(TiffFile.Read(file, TiffLimits.Default));
            macro = TrestleMacro.TryOpen(file.Path);
            return new TrestleSlide(file, structure, macro);
        }
        catch (Exception)
        {
            macro?.Dispose();
            file.Dispose();
            throw;
        }
    }

    private static SlideDetection No(string reason) => new(SlideVerdict.No, reason);
}
