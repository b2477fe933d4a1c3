using WsiDicomizer.Dicom;

namespace WsiDicomizer.Slides.Formats.Dicom;

/// <summary>The instances that belong to a slide: the files of one folder with one series on one glass.</summary>
internal static class DicomFolder
{
    /// <summary>Opens a file's series.</summary>
    /// <param name="path">The full path of a whole slide image.</param>
    /// <returns>All instances with that one, in the order of their file names; the caller disposes them.</returns>
    /// <exception cref="SlideFormatException">
    /// The file, or another of its series, is damaged, or the folder has more files than are looked at.
    /// </exception>
    /// <remarks>
    /// What is no DICOM file, or of another class, series or glass, is passed over. A DICOM file that cannot be read and is,
    /// or may be, of this series is never passed over in silence: a level may be in it.
    /// </remarks>
    public static DicomSeries OpenSeries(string path)
    {
        var series = new DicomSeries();
        var isComplete = false;
        try
        {
            var named = Open(path);
            series.Add(named);
            SlideFormatException? fault = null;
            foreach (var file in ListFiles(path).Where(file => file != path))
            {
                // The others of the series are still to be found: the failure is theirs too.
                fault = Look(file, named, series) ?? fault;
            }

            if (fault is not null)
            {
                throw series.Name(fault);
            }

            RequireDistinct(series);
            series.Sort();
            isComplete = true;
            return series;
        }
        finally
        {
            if (!isComplete)
            {
                series.Dispose();
            }
        }
    }

    /// <summary>The files of a slide, found from one of them that is damaged.</summary>
    /// <param name="path">The full path of the damaged file.</param>
    /// <returns>The full paths, the damaged file among them.</returns>
    public static IReadOnlyList<string> FindSeriesOfDamaged(string path)
    {
        if (DicomSibling.TryOpenDamaged(path) is not { } damaged)
        {
            return [path];
        }

        using (damaged)
        {
            try
            {
                return [path, .. ListFiles(path).Where(file => file != path && IsOfOneSlide(damaged, file))];
            }
            catch (SlideFormatException)
            {
                // That the folder is too full is no news beside a damaged file.
                return [path];
            }
        }
    }

    private static bool IsOfOneSlide(DicomInstance damaged, string file)
    {
        using var sibling = DicomSibling.Open(file);
        using var remains = sibling.Fault is null ? null : DicomSibling.TryOpenDamaged(file);
        return (sibling.Instance ?? remains) is { } other && DicomSibling.IsOfOneSlide(damaged, other);
    }

    private static SlideFormatException? Look(string file, DicomInstance named, DicomSeries series)
    {
        using var sibling = DicomSibling.Open(file);
        if (sibling.Instance is { } instance && DicomSibling.IsOfOneSlide(named, instance))
        {
            series.Add(sibling.TakeInstance());
            RequireFewInstances(series, named.Path);
        }

        if (sibling.IsUnreadable)
        {
            switch (sibling.BelongsTo(named))
            {
                case true:
                    return sibling.ToFault();
                case null:
                    series.AddUnreadable(file);
                    break;
            }
        }

        return null;
    }

    private static void RequireFewInstances(DicomSeries series, string path)
    {
        if (series.Instances.Count > DicomFormatLimits.MaxInstances)
        {
            throw new SlideFormatException(
                SlideProblem.Damaged,
                $"the series has more instances in this folder than {nameof(DicomFormatLimits.MaxInstances)} = {DicomFormatLimits.MaxInstances}",
                path);
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

        Array.Sort(files, StringComparer.Ordinal);
        return files;
    }

    private static void RequireDistinct(DicomSeries series)
    {
        var twice = series.Instances.GroupBy(instance => instance.SOPInstanceUID, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            throw series.Name(new SlideFormatException(
                SlideProblem.Unsupported,
                "two files of the folder state the same SOPInstanceUID: which one counts cannot be told; leave one of them",
                twice.Last().Path));
        }
    }
}
