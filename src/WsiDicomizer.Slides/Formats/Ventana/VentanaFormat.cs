using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.TiffPages;

namespace WsiDicomizer.Slides.Formats.Ventana;

/// <summary>Roche Ventana BIF of both generations, and the TIFF that Ventana's viewer exports.</summary>
/// <remarks>
/// The mark is an element <c>iScan</c> in tag 700 of the first page. A file with the mark whose XML is broken is damaged and
/// not passed on: a reader that knows nothing of Ventana would take the picture of the glass for tissue.
/// </remarks>
public sealed class VentanaFormat : ISlideFormat
{
    /// <summary>The format's name in messages and reports.</summary>
    internal const string FormatName = "ventana";

    private static ReadOnlySpan<byte> Mark => "<iScan"u8;

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
        if (!HasMark(first))
        {
            return No("it is a TIFF file, but tag 700 of page 0 has no iScan element");
        }

        try
        {
            var structure = VentanaStructure.Read(TiffFile.Read(file, TiffLimits.Default));
            foreach (var page in structure.Pages)
            {
                JpegPageEncoding.RequireSupported(page.Image, page.Level is not null);
            }
        }
        catch (SlideFormatException exception) when (exception.Problem == SlideProblem.Unsupported)
        {
            return new SlideDetection(SlideVerdict.Unsupported, exception.Message);
        }

        return new SlideDetection(SlideVerdict.Yes, "tag 700 of page 0 has an iScan element");
    }

    /// <inheritdoc/>
    public Slide Open(SlideFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            return new VentanaSlide(file);
        }
        catch (Exception)
        {
            file.Dispose();
            throw;
        }
    }

    private static SlideDetection No(string reason) => new(SlideVerdict.No, reason);

    private static bool HasMark(TiffDirectory directory) =>
        directory.Find(TiffTag.Xmp) is { Value: { } value } entry && entry.Type.IsBytes()
        && directory.ReadRange(value with { Length = Math.Min(value.Length, VentanaLimits.MaxMarkBytes) })
            .AsSpan().IndexOf(Mark) >= 0;
}
