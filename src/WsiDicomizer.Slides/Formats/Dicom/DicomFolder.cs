using WsiDicomizer.Dicom;

namespace WsiDicomizer.Slides.Formats.Dicom;

/// <summary>The instances that belong to a slide: the files of one folder with one series on one glass.</summary>
internal static class DicomFolder
{
    private const int PrefixEnd = 132;

    /// <summary>Opens a file's series.</summary>
    /// <param name="path">The full path of a whole slide image.</param>
    /// <returns>All instances with that one, in the order of their file names; the caller disposes them.</returns>
    /// <exception cref="SlideFormatException">The file is damaged, or the folder has more files than are looked at.</exception>
    /// <remarks>
    /// What is no DICOM file, is damaged, or is of another class, series or glass is passed over: it is no part of this
    /// slide as far as anybody can tell, and is told of where it is opened itself.
    /// </remarks>
    public static List<DicomInstance> OpenSeries(string path)
    {
        var instances = new List<DicomInstance>();
        var isComplete = false;
        try
        {
            var named = Open(path);
            instances.Add(named);
            foreach (var file in ListFiles(path))
            {
                if (file != path && TryOpen(file) is { } other)
                {
                    Take(named, other, instances);
                }
            }

            RequireDistinct(instances);
            instances.Sort(static (left, right) => string.CompareOrdinal(left.Path, right.Path));
            isComplete = true;
            return instances;
        }
        finally
        {
            if (!isComplete)
            {
                instances.ForEach(instance => instance.Dispose());
            }
        }
    }

    private static void Take(DicomInstance named, DicomInstance other, List<DicomInstance> instances)
    {
        if (!other.IsWholeSlideImage || !BelongsTo(named, other))
        {
            other.Dispose();
            return;
        }

        instances.Add(other);
        if (instances.Count > DicomFormatLimits.MaxInstances)
        {
            throw new SlideFormatException(
                SlideProblem.Damaged,
                $"the series has more instances in this folder than {nameof(DicomFormatLimits.MaxInstances)} = {DicomFormatLimits.MaxInstances}",
                named.Path);
        }
    }

    private static DicomInstance Open(string path)
    {
        try
        {
            return DicomInstance.Open(path);
        }
        catch (DicomException exception)
        {
            throw DicomFaults.ToSlideFault(exception, path);
        }
    }

    private static string[] ListFiles(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        string[] files;
        try
        {
            files = [.. Directory.EnumerateFiles(folder).Take(DicomFormatLimits.MaxFolderFiles + 1)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SlideFormatException(
                SlideProblem.Unreadable, "the files beside it cannot be listed", path, innerException: exception);
        }

        if (files.Length > DicomFormatLimits.MaxFolderFiles)
        {
            throw new SlideFormatException(
                SlideProblem.Unsupported,
                $"its folder has more than {DicomFormatLimits.MaxFolderFiles} files, in which the other instances of the slide "
                + "would have to be found: put each slide into a folder of its own",
                path);
        }

        return files;
    }

    private static DicomInstance? TryOpen(string path)
    {
        try
        {
            // Pipes and devices have no length: opening one could wait for ever.
            return new FileInfo(path).Length >= PrefixEnd && DicomFile.HasValidHeader(path) ? DicomInstance.Open(path) : null;
        }
        catch (Exception exception) when (exception is DicomException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // A series may hold several slides: they differ in glass and coordinate system, where these are stated.
    private static bool BelongsTo(DicomInstance named, DicomInstance other) =>
        other.SeriesInstanceUID == named.SeriesInstanceUID
        && AgreeWhereStated(other.ContainerIdentifier, named.ContainerIdentifier)
        && AgreeWhereStated(other.FrameOfReferenceUID, named.FrameOfReferenceUID);

    private static bool AgreeWhereStated(string one, string other) => one.Length == 0 || other.Length == 0 || one == other;

    private static void RequireDistinct(List<DicomInstance> instances)
    {
        var twice = instances.GroupBy(instance => instance.SOPInstanceUID, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            throw new SlideFormatException(
                SlideProblem.Unsupported,
                "two files of the folder state the same SOPInstanceUID: which one counts cannot be told; leave one of them",
                twice.Last().Path);
        }
    }
}
