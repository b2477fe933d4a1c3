namespace WsiDicomizer.Slides.Formats.Dicom;

/// <summary>The opened instances of a slide, closed with it unless somebody takes them over.</summary>
internal sealed class DicomSeries : IDisposable
{
    private readonly List<DicomInstance> _instances = [];
    private readonly List<string> _unreadable = [];
    private bool _isHandedOver;

    /// <summary>Of one series and one glass.</summary>
    public IReadOnlyList<DicomInstance> Instances => _instances;

    /// <summary>Files of the folder that may belong to it: nothing tells.</summary>
    public IReadOnlyList<string> UnreadableFiles => _unreadable;

    /// <summary>Adds an instance, which is closed with the others.</summary>
    public void Add(DicomInstance instance) => _instances.Add(instance);

    /// <summary>Adds a file that cannot be read.</summary>
    public void AddUnreadable(string path) => _unreadable.Add(path);

    /// <summary>Puts instances and files into the order of their names.</summary>
    public void Sort()
    {
        _instances.Sort(static (left, right) => string.CompareOrdinal(left.Path, right.Path));
        _unreadable.Sort(StringComparer.Ordinal);
    }

    /// <summary>Says in an error which files it is about.</summary>
    /// <returns>The same error.</returns>
    public SlideFormatException Name(SlideFormatException exception)
    {
        exception.SlideFiles = [.. _instances.Select(instance => instance.Path).Append(exception.Path).Distinct(StringComparer.Ordinal)];
        return exception;
    }

    /// <summary>The instances are somebody else's to close from now on.</summary>
    public void HandOver() => _isHandedOver = true;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_isHandedOver)
        {
            _instances.ForEach(instance => instance.Dispose());
        }
    }
}
