namespace WsiDicomizer.Slides;

/// <summary>A folder as a slide: the files in it (not below it) that are one slide, among others that are none.</summary>
internal static class SlideFolder
{
    // As many as the formats of many files look at.
    private const int MaxFiles = 10_000;

    /// <summary>Opens the one slide of a folder.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="formats">The formats to try, in order.</param>
    /// <exception cref="SlideFormatException">There is none, or more than one, or it cannot be opened.</exception>
    public static Slide Open(string path, IReadOnlyList<ISlideFormat> formats)
    {
        Slide? slide = null;
        var isOnly = false;
        try
        {
            foreach (var file in ListFiles(path))
            {
                if (slide?.Files.Contains(file, StringComparer.Ordinal) == true || TryOpen(file, formats) is not { } found)
                {
                    continue;
                }

                if (slide is not null)
                {
                    found.Dispose();
                    throw new SlideFormatException(
                        SlideProblem.Unsupported, "the folder holds several slides: name a file of the one that is meant", path);
                }

                slide = found;
            }

            isOnly = true;
            return slide ?? throw new SlideFormatException(SlideProblem.NotThisFormat, "no file of the folder is a slide", path);
        }
        finally
        {
            if (!isOnly)
            {
                slide?.Dispose();
            }
        }
    }

    private static Slide? TryOpen(string file, IReadOnlyList<ISlideFormat> formats)
    {
        try
        {
            return SlideFormats.OpenFile(file, formats);
        }
        catch (SlideFormatException exception) when (exception.Problem == SlideProblem.NotThisFormat)
        {
            return null;
        }
    }

    private static string[] ListFiles(string path)
    {
        try
        {
            // Pipes and devices have no length: opening one could wait for ever.
            var files = new DirectoryInfo(path).EnumerateFiles().Take(MaxFiles + 1)
                .Where(file => file.Length > 0 || SlideFormats.MayBeEmpty(file.FullName))
                .Select(file => file.FullName).ToArray();
            Array.Sort(files, StringComparer.Ordinal);
            return files.Length <= MaxFiles
                ? files
                : throw new SlideFormatException(
                    SlideProblem.Unsupported, $"the folder has more than {MaxFiles} files: name a file of the slide", path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SlideFormatException(
                SlideProblem.Unreadable, "the folder cannot be listed; check that you may", path, innerException: exception);
        }
    }
}
