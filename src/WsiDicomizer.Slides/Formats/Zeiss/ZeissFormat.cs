namespace WsiDicomizer.Slides.Formats.Zeiss;

/// <summary>Zeiss CZI, of Axioscan and other microscopes.</summary>
/// <remarks>The mark: the id of the first segment, <c>ZISRAWFILE</c> (formats.md sections 9.6 and 10). The suffix is not asked.</remarks>
public sealed class ZeissFormat : ISlideFormat
{
    /// <summary>The format's name in messages and reports.</summary>
    internal const string FormatName = "zeiss";

    private static ReadOnlySpan<byte> Mark => "ZISRAWFILE\0"u8;

    /// <inheritdoc/>
    public string Name => FormatName;

    /// <inheritdoc/>
    public SlideDetection Detect(SlideFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        Span<byte> head = stackalloc byte[Mark.Length];
        return file.ReadUpTo(0, head) == head.Length && head.SequenceEqual(Mark)
            ? new SlideDetection(SlideVerdict.Yes, "the file starts with a segment ZISRAWFILE")
            : new SlideDetection(
                SlideVerdict.No, file.Length == 0 ? "the file is empty" : "the file does not start with a segment ZISRAWFILE");
    }

    /// <inheritdoc/>
    public Slide Open(SlideFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            return new ZeissSlide(file);
        }
        catch (Exception)
        {
            file.Dispose();
            throw;
        }
    }
}
