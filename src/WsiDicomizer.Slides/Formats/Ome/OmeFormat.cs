using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.Ome;

/// <summary>OME-TIFF, of any microscope and program.</summary>
/// <remarks>
/// The mark is an OME-XML in tag 270 of the first page; the suffix (<c>.ome.tif</c>) is not asked. A file with the mark whose XML is
/// broken is damaged and not passed on: a reader of plain TIFF would take what it finds first for the slide.
/// </remarks>
public sealed class OmeFormat : ISlideFormat
{
    /// <summary>The format's name in messages and reports.</summary>
    internal const string FormatName = "ome-tiff";

    /// <inheritdoc/>
    public string Name => FormatName;

    /// <inheritdoc/>
    public SlideDetection Detect(SlideFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (!TiffHeader.TryRead(file, out _))
        {
            return new SlideDetection(
                SlideVerdict.No, file.Length == 0 ? "the file is empty" : "the file does not start with a TIFF header");
        }

        return HasMark(TiffFile.EnumerateDirectories(file, TiffLimits.Default).First())
            ? new SlideDetection(SlideVerdict.Yes, "tag 270 of page 0 is an OME-XML")
            : new SlideDetection(SlideVerdict.No, "it is a TIFF file, but tag 270 of page 0 does not start with an OME-XML");
    }

    /// <inheritdoc/>
    public Slide Open(SlideFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            return new OmeSlide(file);
        }
        catch (Exception)
        {
            file.Dispose();
            throw;
        }
    }

    // The element may have a prefix, and other attributes before the namespace.
    private static bool HasMark(TiffDirectory directory)
    {
        if (directory.Find(TiffTag.ImageDescription) is not { Value: { } value } entry || !entry.Type.IsBytes())
        {
            return false;
        }

        var head = directory.ReadRange(value with { Length = Math.Min(value.Length, OmeLimits.MaxMarkBytes) }).AsSpan();
        return head.IndexOf("openmicroscopy.org/"u8) >= 0
            && (head.IndexOf("<OME "u8) >= 0 || head.IndexOf(":OME "u8) >= 0 || head.IndexOf("<OME>"u8) >= 0)
            && head.TrimStart("\uFEFF \t\r\n"u8).StartsWith("<"u8);
    }
}
