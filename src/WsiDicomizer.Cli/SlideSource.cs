using WsiDicomizer.Cli.Converting;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Cli;

/// <summary>Opens what may be a slide.</summary>
internal static class SlideSource
{
    /// <summary>Opens a slide that a command line names, or a folder of it holds.</summary>
    /// <param name="source">The file.</param>
    /// <param name="environment">Opens files that are not empty.</param>
    /// <exception cref="SlideFormatException">It is no slide, or is damaged, unsupported or unreadable.</exception>
    public static Slide Open(Source source, CommandEnvironment environment) =>
        Open(source.Path, source.IsExplicit ? environment.OpenSlide : environment.OpenFoundSlide);

    /// <summary>Opens a slide.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="open">Opens a file that is not empty.</param>
    /// <exception cref="SlideFormatException">It is no slide, or is damaged, unsupported or unreadable.</exception>
    public static Slide Open(string path, Func<string, Slide> open)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new SlideFormatException(
                SlideProblem.Unreadable,
                Directory.Exists(path)
                    ? "this is a folder; a slide was expected"
                    : "there is no such file; check the path, or whether the disk is still there",
                file.FullName);
        }

        // Pipes and devices have no length: opening one could wait for ever.
        return file.Length == 0 && !SlideFormats.MayBeEmpty(file.FullName)
            ? throw new SlideFormatException(
                SlideProblem.NotThisFormat,
                "the file is empty or no regular file; a slide was expected",
                file.FullName)
            : open(path);
    }
}
