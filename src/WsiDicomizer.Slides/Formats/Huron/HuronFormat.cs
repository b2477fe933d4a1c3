using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.TiffPages;

namespace WsiDicomizer.Slides.Formats.Huron;

/// <summary>Huron TissueScope.</summary>
/// <remarks>The mark is OpenSlide's (from 4.1 on): the first page has tiles, and its tag 271 starts with <c>Huron</c>.</remarks>
public sealed class HuronFormat : ISlideFormat
{
    /// <summary>The format's name in messages and reports.</summary>
    internal const string FormatName = "huron";

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
        if (!TiffPageTexts.StartsWith(first, TiffTag.Make, "Huron"u8))
        {
            return No("it is a TIFF file, but tag 271 of page 0 does not start with \"Huron\"");
        }

        if (!TiffImage.HasTiles(first))
        {
            return No("it looks like a Huron slide, but page 0 has no tiles");
        }

        try
        {
            var structure = HuronStructure.Read(TiffFile.Read(file, TiffLimits.Default));
            structure.Levels.ToList().ForEach(level => TiffPageEncoding.RequireSupported(level, isLevel: true));
            structure.Pictures.ToList().ForEach(page => TiffPageEncoding.RequireSupported(page.Image, isLevel: false));
        }
        catch (SlideFormatException exception) when (exception.Problem == SlideProblem.Unsupported)
        {
            return new SlideDetection(SlideVerdict.Unsupported, exception.Message);
        }

        return new SlideDetection(SlideVerdict.Yes, "tag 271 of page 0 starts with \"Huron\"");
    }

    /// <inheritdoc/>
    public Slide Open(SlideFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            return new HuronSlide(file, HuronStructure.Read(TiffFile.Read(file, TiffLimits.Default)));
        }
        catch (Exception)
        {
            file.Dispose();
            throw;
        }
    }

    private static SlideDetection No(string reason) => new(SlideVerdict.No, reason);
}
