using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.OpenSlide;

namespace WsiDicomizer.Slides.Formats.OpenSlide;

/// <summary>Whatever the installed OpenSlide opens and no format of ours knows: the last of the list.</summary>
/// <remarks>
/// A format of ours that knows a file and refuses it is not overruled. What comes in this way is marked: pixels are the
/// library's rendering, and identity is known as far as the library tells of it, no further.
/// </remarks>
public sealed class OpenSlideFormat : ISlideFormat
{
    /// <summary>The format's name in messages and reports.</summary>
    internal const string FormatName = "openslide";

    /// <inheritdoc/>
    public string Name => FormatName;

    /// <inheritdoc/>
    public SlideDetection Detect(SlideFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            return OpenSlideFile.DetectVendor(file.Path) is { } vendor
                ? new SlideDetection(SlideVerdict.Yes, $"the installed OpenSlide knows it, as {vendor}")
                : new SlideDetection(SlideVerdict.No, "the installed OpenSlide does not know it");
        }
        catch (NativeLibraryMissingException)
        {
            return new SlideDetection(SlideVerdict.No, "OpenSlide, which may know it, is not on this machine");
        }
    }

    /// <inheritdoc/>
    public Slide Open(SlideFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            return new OpenSlideSlide(file);
        }
        catch (CodecException exception)
        {
            file.Dispose();
            throw OpenSlideErrors.ToSlideError(exception, file.Path);
        }
        catch (Exception)
        {
            file.Dispose();
            throw;
        }
    }
}
