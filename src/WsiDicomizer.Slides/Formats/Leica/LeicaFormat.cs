using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.Leica;

/// <summary>Leica SCN, of the SCN400 and its sisters.</summary>
/// <remarks>
/// The mark is OpenSlide's: the first page has tiles, and its tag 270 is an XML of Leica's namespace. The suffix is not asked.
/// A file with the mark whose XML is broken is damaged and not passed on: its first page is a picture of the whole glass.
/// </remarks>
public sealed class LeicaFormat : ISlideFormat
{
    /// <summary>The format's name in messages and reports.</summary>
    internal const string FormatName = "leica";

    private static ReadOnlySpan<byte> Mark => "http://www.leica-microsystems.com/scn/"u8;

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
            return No("it is a TIFF file, but tag 270 of page 0 does not start with an XML of Leica's namespace");
        }

        if (!TiffImage.HasTiles(first))
        {
            return No("it looks like a Leica SCN, but page 0 has no tiles");
        }

        try
        {
            var structure = LeicaStructure.Read(TiffFile.Read(file, TiffLimits.Default));
            foreach (var page in structure.Areas.SelectMany(area => area.Levels)
                .Concat(structure.Pictures.Where(picture => picture.IsLargest).Select(picture => picture.Page)))
            {
                LeicaEncoding.RequireSupported(page);
            }
        }
        catch (SlideFormatException exception) when (exception.Problem == SlideProblem.Unsupported)
        {
            return new SlideDetection(SlideVerdict.Unsupported, exception.Message);
        }

        return new SlideDetection(SlideVerdict.Yes, "tag 270 of page 0 is an XML of Leica's namespace");
    }

    /// <inheritdoc/>
    public Slide Open(SlideFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            return new LeicaSlide(file);
        }
        catch (Exception)
        {
            file.Dispose();
            throw;
        }
    }

    private static SlideDetection No(string reason) => new(SlideVerdict.No, reason);

    private static bool HasMark(TiffDirectory directory) =>
        directory.Find(TiffTag.ImageDescription) is { Value: { } value }
        && directory.ReadRange(value with { Length = Math.Min(value.Length, LeicaLimits.MaxMarkBytes) })
            .AsSpan().IndexOf(Mark) >= 0;
}
