using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.TiffPages;

namespace WsiDicomizer.Slides.Formats.Qptiff;

/// <summary>PerkinElmer and Akoya QPTIFF: Vectra Polaris, PhenoImager.</summary>
/// <remarks>
/// The mark: tag 270 of the first page is an XML whose root is <c>PerkinElmer-QPI-ImageDescription</c>. A file with the mark
/// whose XML is broken is damaged and not passed on: its pages could not be told apart.
/// </remarks>
public sealed class QptiffFormat : ISlideFormat
{
    /// <summary>The format's name in messages and reports.</summary>
    internal const string FormatName = "qptiff";

    private static ReadOnlySpan<byte> Mark => "<PerkinElmer-QPI-ImageDescription"u8;

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
            return No("it is a TIFF file, but tag 270 of page 0 has no PerkinElmer-QPI-ImageDescription");
        }

        try
        {
            var structure = QptiffStructure.Read(TiffFile.Read(file, TiffLimits.Default));
            structure.Levels.ToList().ForEach(level => TiffPageEncoding.RequireSupported(level, isLevel: true));
            structure.Pictures.ToList().ForEach(page => TiffPageEncoding.RequireSupported(page.Image, isLevel: false));
        }
        catch (SlideFormatException exception) when (exception.Problem == SlideProblem.Unsupported)
        {
            return new SlideDetection(SlideVerdict.Unsupported, exception.Message);
        }

        return new SlideDetection(SlideVerdict.Yes, "tag 270 of page 0 is a PerkinElmer-QPI-ImageDescription");
    }

    /// <inheritdoc/>
    public Slide Open(SlideFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            return new QptiffSlide(file, QptiffStructure.Read(TiffFile.Read(file, TiffLimits.Default)));
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
        && directory.ReadRange(value with { Length = Math.Min(value.Length, QptiffLimits.MaxMarkBytes) })
            .AsSpan().IndexOf(Mark) >= 0;
}
