using System.Diagnostics;
using System.Globalization;
using WsiDicomizer.Cli.Terminal;
using WsiDicomizer.Conversion;
using WsiDicomizer.Deidentification;
using WsiDicomizer.Dicom;
using WsiDicomizer.Imaging;
using WsiDicomizer.InPlace;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Cli;

/// <summary>The lines that tell what went wrong.</summary>
internal static class FailureText
{
    /// <summary>A message of the program as a whole.</summary>
    public static string Line(string message) => $"{CommandLine.ProgramName}: {Printable.From(message)}";

    /// <summary>An input that failed: its path, what and where, what was expected, what to do.</summary>
    /// <param name="path">As the user named it.</param>
    /// <param name="exception">What stopped it.</param>
    public static string ForInput(string path, Exception exception) => exception switch
    {
        SlideFormatException slide => $"{Printable.From(PathOf(path, slide))}: {Printable.From(Describe(slide))}",
        // A refusal ends with the rule that would settle it, in lines to paste; they are the program's own words.
        DeidentificationException { Tags.Count: > 0 } =>
            $"{Printable.From(path)}: {string.Join('\n', exception.Message.Split('\n').Select(Printable.From))}",
        ConversionException or AnonymizationException or CodecException or DicomException or DeidentificationException
            or IOException or UnauthorizedAccessException =>
            $"{Printable.From(path)}: {Printable.From(exception.Message)}",
        _ => $"{Printable.From(path)}: {Describe(exception)}",
    };

    /// <summary>What is wrong with a slide, without its path: for lines where no path may stand.</summary>
    public static string Describe(SlideFormatException exception)
    {
        if (exception.Offset is not { } offset)
        {
            return exception.Message;
        }

        // The place belongs to what happened; what to do follows behind the semicolon.
        var place = string.Create(CultureInfo.InvariantCulture, $" (at byte {offset})");
        var end = exception.Message.IndexOf(';', StringComparison.Ordinal);
        return end < 0 ? exception.Message + place : exception.Message.Insert(end, place);
    }

    /// <summary>An error that nobody foresaw, by its kind and place alone.</summary>
    public static string Unforeseen(Exception exception) => Line(Describe(exception));

    private static string Describe(Exception exception)
    {
        var frame = new StackTrace(exception, fNeedFileInfo: false).GetFrame(0);
        var method = frame is null ? null : DiagnosticMethodInfo.Create(frame);
        var place = method is null ? string.Empty : $" in {method.DeclaringTypeName}.{method.Name}";
        return $"an error in the program itself ({exception.GetType().Name}{place}); please report this line";
    }

    // A slide may have several files: the one that is wrong is named.
    private static string PathOf(string path, SlideFormatException exception) =>
        exception.Path == Path.GetFullPath(path) ? path : exception.Path;
}
