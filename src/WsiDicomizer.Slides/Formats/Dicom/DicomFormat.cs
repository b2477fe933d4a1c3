using WsiDicomizer.Dicom;

namespace WsiDicomizer.Slides.Formats.Dicom;

/// <summary>DICOM VL Whole Slide Microscopy (PS3.3 A.32.8) of any maker: the files of one folder with one series.</summary>
/// <remarks>The mark is <c>DICM</c> at byte 128, and the SOP class. A file that is a TIFF as well is DICOM here.</remarks>
public sealed class DicomFormat : ISlideFormat
{
    /// <summary>The format's name in messages and reports.</summary>
    internal const string FormatName = "dicom";

    private const int PrefixOffset = 128;

    private static ReadOnlySpan<byte> Prefix => "DICM"u8;

    /// <inheritdoc/>
    public string Name => FormatName;

    /// <inheritdoc/>
    public SlideDetection Detect(SlideFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        Span<byte> prefix = stackalloc byte[Prefix.Length];
        if (file.ReadUpTo(PrefixOffset, prefix) < prefix.Length || !prefix.SequenceEqual(Prefix))
        {
            return No("there is no \"DICM\" at byte 128");
        }

        try
        {
            using var instance = DicomInstance.Open(file.Path);
            if (!instance.IsWholeSlideImage)
            {
                return No("it is a DICOM file, but no VL Whole Slide Microscopy image (by its SOPClassUID)");
            }

        }
        catch (DicomException exception)
        {
            var fault = DicomFaults.ToSlideFault(exception, file.Path);
            fault.SlideFiles = DicomFolder.FindSeriesOfDamaged(file.Path);
            throw fault;
        }

        return new SlideDetection(SlideVerdict.Yes, "it is a VL Whole Slide Microscopy image by its SOPClassUID");
    }

    /// <inheritdoc/>
    /// <remarks>The further instances of the slide are found in the file's folder.</remarks>
    public Slide Open(SlideFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        using (file)
        {
            return DicomSlide.Open(file.Path);
        }
    }

    private static SlideDetection No(string reason) => new(SlideVerdict.No, reason);
}
