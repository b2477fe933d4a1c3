using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.TiffPages;

namespace WsiDicomizer.Slides.Formats.Philips;

/// <summary>Philips TIFF, as exported by the Image Management System.</summary>
/// <remarks>
/// The mark is OpenSlide's: the first page has tiles, its tag 305 starts with <c>Philips</c>, and its tag 270 is an XML
/// whose root is a <c>DataObject</c> of type <c>DPUfsImport</c>. A file with the mark whose XML is broken is damaged and not
/// passed on: a reader that knows nothing of Philips would take its label for tissue.
/// </remarks>
public sealed class PhilipsFormat : ISlideFormat
{
    /// <summary>The format's name in messages and reports.</summary>
    internal const string FormatName = "philips";

    private static ReadOnlySpan<byte> Mark => "Philips"u8;

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
        if (Head(first, TiffTag.Software, Mark.Length) is not { } software || !software.AsSpan().SequenceEqual(Mark))
        {
            return No("it is a TIFF file, but tag 305 of page 0 does not start with \"Philips\"");
        }

        if (Head(first, TiffTag.ImageDescription, PhilipsLimits.MaxMarkBytes) is not { } description
            || description.AsSpan().IndexOf("DPUfsImport"u8) < 0)
        {
            return No("tag 305 of page 0 starts with \"Philips\", but its tag 270 does not start with a DPUfsImport object");
        }

        if (!TiffImage.HasTiles(first))
        {
            return No("it looks like a Philips TIFF, but page 0 has no tiles");
        }

        try
        {
            var structure = PhilipsStructure.Read(TiffFile.Read(file, TiffLimits.Default));
            foreach (var page in structure.Pages)
            {
                JpegPageEncoding.RequireSupported(page.Image, page.Role == PhilipsPageRole.Level);
            }
        }
        catch (SlideFormatException exception) when (exception.Problem == SlideProblem.Unsupported)
        {
            return new SlideDetection(SlideVerdict.Unsupported, exception.Message);
        }

        return new SlideDetection(
            SlideVerdict.Yes, "tag 305 of page 0 starts with \"Philips\", and its tag 270 is a DPUfsImport object");
    }

    /// <inheritdoc/>
    public Slide Open(SlideFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            return new PhilipsSlide(file);
        }
        catch (Exception)
        {
            file.Dispose();
            throw;
        }
    }

    private static SlideDetection No(string reason) => new(SlideVerdict.No, reason);

    private static byte[]? Head(TiffDirectory directory, TiffTag tag, int maxBytes) =>
        directory.Find(tag) is { Value: { } value }
            ? directory.ReadRange(value with { Length = Math.Min(value.Length, maxBytes) })
            : null;
}
