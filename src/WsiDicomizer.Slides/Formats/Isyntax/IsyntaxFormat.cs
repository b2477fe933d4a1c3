using WsiDicomizer.Slides.PhilipsXml;

namespace WsiDicomizer.Slides.Formats.Isyntax;

/// <summary>Philips iSyntax: header, metadata, pictures and identity; the pixels of its levels are not read.</summary>
/// <remarks>
/// The mark: the file starts with <c>&lt;</c>, perhaps behind a byte order mark, and names <c>DPUfsImport</c> in its first
/// bytes (formats.md sections 7.1 and 10). The suffix is not asked. There is no public specification.
/// </remarks>
public sealed class IsyntaxFormat : ISlideFormat
{
    /// <summary>The format's name in messages and reports.</summary>
    internal const string FormatName = "isyntax";

    /// <inheritdoc/>
    public string Name => FormatName;

    /// <inheritdoc/>
    public SlideDetection Detect(SlideFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var head = new byte[IsyntaxLimits.MaxMarkBytes];
        var bytes = head.AsSpan(0, file.ReadUpTo(0, head));
        if (bytes.StartsWith("\uFEFF"u8))
        {
            bytes = bytes["\uFEFF"u8.Length..];
        }

        if (!bytes.StartsWith("<"u8))
        {
            return new SlideDetection(
                SlideVerdict.No, file.Length == 0 ? "the file is empty" : "the file does not start with an XML header");
        }

        return bytes.IndexOf("DPUfsImport"u8) < 0
            ? new SlideDetection(SlideVerdict.No, $"it starts as XML, but does not name {PhilipsNames.RootType}")
            : new SlideDetection(SlideVerdict.Yes, $"it starts with an XML header that names {PhilipsNames.RootType}");
    }

    /// <inheritdoc/>
    public Slide Open(SlideFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            return new IsyntaxSlide(file);
        }
        catch (Exception)
        {
            file.Dispose();
            throw;
        }
    }
}
