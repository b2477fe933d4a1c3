using WsiDicomizer.Slides.Formats.Aperio;

namespace WsiDicomizer.Slides;

/// <summary>The one ordered list of formats. The order is meaning: the first that says yes opens the file.</summary>
public static class SlideFormats
{
    /// <summary>All formats, in the order of detection.</summary>
    public static IReadOnlyList<ISlideFormat> All { get; } = [new AperioFormat()];

    /// <summary>Opens a slide of any known format.</summary>
    /// <param name="path">The slide's file.</param>
    /// <returns>The slide; the caller disposes it.</returns>
    /// <exception cref="SlideFormatException">
    /// No format recognises the file, or it is damaged, unsupported or unreadable.
    /// </exception>
    public static Slide Open(string path)
    {
        var file = SlideFile.Open(path);
        try
        {
            var reasons = new List<string>();
            foreach (var format in All)
            {
                var detection = format.Detect(file);
                switch (detection.Verdict)
                {
                    case SlideVerdict.Yes:
                        return format.Open(file);
                    case SlideVerdict.Unsupported:
                        throw new SlideFormatException(
                            SlideProblem.Unsupported, $"{format.Name}: {detection.Reason}", file.Path);
                    default:
                        reasons.Add($"{format.Name}: {detection.Reason}");
                        break;
                }
            }

            throw new SlideFormatException(
                SlideProblem.NotThisFormat,
                $"no slide format recognises this file ({string.Join("; ", reasons)})",
                file.Path);
        }
        catch (Exception)
        {
            file.Dispose();
            throw;
        }
    }
}
