using System.Globalization;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Slides.Formats.Dicom;

/// <summary>Turns errors of the DICOM reader into errors of slides; both name places and tags, never values.</summary>
internal static class DicomFaults
{
    /// <summary>The slide's error.</summary>
    /// <param name="exception">What the reader says.</param>
    /// <param name="path">The file.</param>
    public static SlideFormatException ToSlideFault(DicomException exception, string path) => exception switch
    {
        DicomFileException file => new SlideFormatException(SlideProblem.Damaged, WithoutPlace(file), path, file.Offset, file),
        _ => new SlideFormatException(SlideProblem.Damaged, exception.Message, path, innerException: exception),
    };

    // The slide's error has the place beside its message, and who shows it says both.
    private static string WithoutPlace(DicomFileException exception)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"at byte {exception.Offset}: ");
        return exception.Message.StartsWith(place, StringComparison.Ordinal) ? exception.Message[place.Length..] : exception.Message;
    }
}
