namespace WsiDicomizer.Slides.Formats.Mirax;

/// <summary>Where the parts of a MIRAX slide are: <c>name.mrxs</c> and the folder <c>name</c> beside it.</summary>
internal static class MiraxFolder
{
    /// <summary>The suffix, in any case of letters.</summary>
    public const string Suffix = ".mrxs";

    /// <summary>The file in the folder that describes the slide.</summary>
    public const string SlidedatName = "Slidedat.ini";

    /// <summary>Whether a file is named like a slide.</summary>
    /// <param name="path">Its path.</param>
    public static bool HasSuffix(string path) => path.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase);

    /// <summary>The folder of a slide.</summary>
    /// <param name="slidePath">The path of the file with the suffix.</param>
    public static string Of(string slidePath) => slidePath[..^Suffix.Length];

    /// <summary>The path of a slide's Slidedat.ini, whether it exists or not.</summary>
    /// <param name="slidePath">The path of the file with the suffix.</param>
    public static string SlidedatOf(string slidePath) => Path.Combine(Of(slidePath), SlidedatName);

    /// <summary>All files directly in the folder, in ordinal order; none where it cannot be listed.</summary>
    /// <param name="slidePath">The path of the file with the suffix.</param>
    public static IReadOnlyList<string> ListFiles(string slidePath)
    {
        try
        {
            var files = new DirectoryInfo(Of(slidePath)).EnumerateFiles().Take(MiraxLimits.MaxFolderFiles)
                .Select(file => file.FullName).ToArray();
            Array.Sort(files, StringComparer.Ordinal);
            return files;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The error that follows says what is missing; this list only spares repeating it for each file.
            return [];
        }
    }

    /// <summary>Opens a file of the folder that Slidedat.ini names.</summary>
    /// <param name="slidePath">The path of the file with the suffix.</param>
    /// <param name="entry">The name, and the key that it stands under.</param>
    /// <exception cref="SlideFormatException">It is missing or cannot be read, or the name leads out of the folder.</exception>
    public static SlideFile Open(string slidePath, MiraxIniEntry entry)
    {
        var name = entry.Value;
        if (name.Length == 0 || name is "." or ".." || name.IndexOfAny(['/', '\\', ':', '\0']) >= 0)
        {
            throw new SlideFormatException(
                SlideProblem.Damaged,
                $"[{entry.Section}] {entry.Key} is not the name of a file in the slide's folder",
                SlidedatOf(slidePath),
                entry.Range.Offset);
        }

        var path = Path.Combine(Of(slidePath), name);
        return File.Exists(path)
            ? SlideFile.Open(path)
            : throw new SlideFormatException(
                SlideProblem.Damaged,
                $"the file that [{entry.Section}] {entry.Key} names is missing from the slide's folder; copy the whole folder",
                SlidedatOf(slidePath),
                entry.Range.Offset);
    }
}
