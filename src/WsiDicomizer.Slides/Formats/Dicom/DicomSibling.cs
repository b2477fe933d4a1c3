using System.Text;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Slides.Formats.Dicom;

/// <summary>A file in the folder of a slide: an instance, something that cannot be read, or no DICOM file.</summary>
internal sealed class DicomSibling : IDisposable
{
    private const int PrefixEnd = 132;

    // The series stands in group 0020, before everything that grows with the slide.
    private const int SearchedBytes = 1 << 20;

    private readonly string _path;

    private DicomSibling(string path) => _path = path;

    /// <summary>The instance, of whatever class; null where there is none.</summary>
    public DicomInstance? Instance { get; private set; }

    /// <summary>Why a DICOM file cannot be read; null where it can, or where not even its first bytes can.</summary>
    public DicomException? Fault { get; private set; }

    /// <summary>Whether it is, or may be, a DICOM file, and cannot be read.</summary>
    public bool IsUnreadable { get; private set; }

    /// <summary>Looks at a file.</summary>
    /// <param name="path">Its full path.</param>
    public static DicomSibling Open(string path)
    {
        var sibling = new DicomSibling(path);
        try
        {
            // Pipes and devices have no length: opening one could wait for ever.
            if (new FileInfo(path).Length >= PrefixEnd && DicomFile.HasValidHeader(path))
            {
                sibling.Instance = DicomInstance.Open(path);
            }
        }
        catch (DicomException exception)
        {
            sibling.Fault = exception;
            sibling.IsUnreadable = true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            sibling.IsUnreadable = true;
        }

        return sibling;
    }

    /// <summary>What a file holds before it is cut off; null where that cannot be read either.</summary>
    /// <param name="path">Its full path.</param>
    public static DicomInstance? TryOpenDamaged(string path)
    {
        try
        {
            return DicomInstance.OpenDamaged(path);
        }
        catch (DicomException)
        {
            // Its faults have been told already.
            return null;
        }
    }

    /// <summary>Whether two instances are of one slide. A series may hold several: they differ in glass and coordinate
    /// system, where these are stated.</summary>
    public static bool IsOfOneSlide(DicomInstance named, DicomInstance other) =>
        other.IsWholeSlideImage
        && other.SeriesInstanceUID == named.SeriesInstanceUID
        && AgreeWhereStated(other.ContainerIdentifier, named.ContainerIdentifier)
        && AgreeWhereStated(other.FrameOfReferenceUID, named.FrameOfReferenceUID);

    /// <summary>Whether a file that cannot be read is of a slide; null where nothing tells.</summary>
    /// <param name="named">An instance of the slide.</param>
    public bool? BelongsTo(DicomInstance named)
    {
        if (Fault is null)
        {
            return null;
        }

        using var remains = TryOpenDamaged(_path);
        if (remains is { SeriesInstanceUID.Length: > 0 })
        {
            return IsOfOneSlide(named, remains);
        }

        return named.SeriesInstanceUID.Length > 0 && Mentions(named.SeriesInstanceUID) ? true : null;
    }

    /// <summary>The error of a slide that this file is part of.</summary>
    /// <exception cref="InvalidOperationException">The file can be read, or nobody knows why it cannot.</exception>
    public SlideFormatException ToFault()
    {
        var fault = DicomFaults.ToSlideFault(Fault ?? throw new InvalidOperationException("there is no fault"), _path);
        return new SlideFormatException(
            SlideProblem.Damaged,
            $"{fault.Message}; the file is of the same series as others of its folder, so the slide would lose a level or "
            + "picture without it: mend it, or take it out of the folder",
            _path,
            fault.Offset,
            fault.InnerException);
    }

    /// <summary>Gives the instance away: it is not closed with this any more.</summary>
    public DicomInstance TakeInstance()
    {
        var instance = Instance!;
        Instance = null;
        return instance;
    }

    /// <inheritdoc/>
    public void Dispose() => Instance?.Dispose();

    private static bool AgreeWhereStated(string one, string other) => one.Length == 0 || other.Length == 0 || one == other;

    // As a whole value: UIDs may begin alike.
    private bool Mentions(string uid)
    {
        byte[] head;
        try
        {
            using var file = SlideFile.Open(_path);
            head = new byte[Math.Min(file.Length, SearchedBytes)];
            file.ReadExactly(0, head);
        }
        catch (SlideFormatException)
        {
            // It cannot be read any more: then nothing tells, and the file is named as such.
            return false;
        }

        var wanted = Encoding.ASCII.GetBytes(uid);
        var rest = head.AsSpan();
        for (var at = rest.IndexOf(wanted); at >= 0; at = rest.IndexOf(wanted))
        {
            rest = rest[(at + wanted.Length)..];
            if (rest.IsEmpty || (rest[0] != (byte)'.' && !char.IsAsciiDigit((char)rest[0])))
            {
                return true;
            }
        }

        return false;
    }
}
