namespace WsiDicomizer.Slides.Formats.Mirax;

/// <summary>The files of a slide: its own, and what else lies in its folder.</summary>
/// <param name="Own">The slide, Slidedat.ini, the index and the data files.</param>
/// <param name="InFolder">All files of the folder, by path.</param>
internal sealed record MiraxFiles(IReadOnlyList<SlideFile> Own, IReadOnlyList<string> InFolder)
{
    /// <summary>The file with the suffix.</summary>
    public SlideFile Slide => Own[0];

    /// <summary>The files of the folder that Slidedat.ini does not name.</summary>
    public IEnumerable<string> Foreign =>
        InFolder.Where(path => !Own.Any(file => file.Path == path));
}
