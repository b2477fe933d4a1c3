using WsiDicomizer.Slides;

namespace WsiDicomizer.Cli.Converting;

/// <summary>Opens what may be a slide.</summary>
internal static class SlideSource
{
    /// <summary>Opens a slide.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="open">Opens a file that is not empty.</param>
    /// <exception cref="SlideFormatException">It is no slide, or is damaged, unsupported or unreadable.</exception>
    public static Slide Open(string path, Func<string, Slide> open)
    {
        // Pipes and devices have no length: opening one could wait for ever.
        var file = new FileInfo(path);
        return file is { Exists: true, Length: 0 }
            ? throw new SlideFormatException(
                SlideProblem.NotThisFormat,
                "the file is empty or no regular file; a slide was expected",
                file.FullName)
            : open(path);
    }
}
