using WsiDicomizer.Dicom;

namespace WsiDicomizer.Slides.Formats.Dicom;

/// <summary>Which instances of a series are levels, and which are pictures beside them.</summary>
internal sealed class DicomStructure
{
    private DicomStructure(IReadOnlyList<DicomImage> levels, IReadOnlyList<DicomImage> pictures)
    {
        Levels = levels;
        Pictures = pictures;
    }

    /// <summary>VOLUME images, largest first; at least one.</summary>
    public IReadOnlyList<DicomImage> Levels { get; }

    /// <summary>All others, by their role.</summary>
    public IReadOnlyList<DicomImage> Pictures { get; }

    /// <summary>Sorts instances.</summary>
    /// <param name="instances">Of one series and one glass.</param>
    /// <exception cref="SlideFormatException">Something is damaged, missing or not supported.</exception>
    public static DicomStructure Read(IReadOnlyList<DicomInstance> instances)
    {
        foreach (var instance in instances)
        {
            Guard(instance, static one =>
            {
                one.ReadGeometry();
                DicomTileEncoding.RequireSupported(one);
            });
        }

        // Parts of a concatenation share its UID; everything else stands alone.
        var images = instances
            .GroupBy(instance => instance.ConcatenationUID.Length > 0 ? "C" + instance.ConcatenationUID : "I" + instance.SOPInstanceUID, StringComparer.Ordinal)
            .Select(group => Join([.. group]))
            .ToList();
        var levels = images.Where(image => image.Role == DicomRole.Level)
            .OrderByDescending(image => image.Size.Area)
            .ThenByDescending(image => image.Size.Width)
            .ToList();
        if (levels.Count == 0)
        {
            throw new SlideFormatException(
                SlideProblem.Unsupported,
                "the series has no VOLUME image: label, overview and thumbnail alone are no slide",
                instances[0].Path);
        }

        for (var index = 1; index < levels.Count; index++)
        {
            if (levels[index].Size == levels[index - 1].Size)
            {
                throw new SlideFormatException(
                    SlideProblem.Unsupported,
                    "two VOLUME instances of the series have one size and are no concatenation: several focal planes, "
                    + "optical paths or scans in one series are not supported",
                    levels[index].First.Path);
            }
        }

        return new DicomStructure(
            levels,
            [
                .. images.Where(image => image.Role != DicomRole.Level)
                    .OrderBy(image => image.Role)
                    .ThenByDescending(image => image.Size.Area)
                    .ThenBy(image => image.First.SOPInstanceUID, StringComparer.Ordinal),
            ]);
    }

    /// <summary>Does something with an instance; what DICOM's reader finds wrong becomes the slide's error.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="action">What to do.</param>
    /// <exception cref="SlideFormatException">It is damaged.</exception>
    public static void Guard(DicomInstance instance, Action<DicomInstance> action)
    {
        try
        {
            action(instance);
        }
        catch (DicomException exception)
        {
            throw DicomFaults.ToSlideFault(exception, instance.Path);
        }
    }

    private static DicomImage Join(IReadOnlyList<DicomInstance> parts)
    {
        try
        {
            return DicomImage.Join(parts);
        }
        catch (DicomException exception)
        {
            throw DicomFaults.ToSlideFault(exception, parts[0].Path);
        }
    }
}
