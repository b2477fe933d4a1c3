namespace WsiDicomizer.Slides;

/// <summary>A fault of a slide's file that was tolerated when it was read.</summary>
/// <param name="FileIndex">Which of <see cref="Slide.Files"/> it is in, 0-based.</param>
/// <param name="Code">What kind it is; stable, e.g. one of <see cref="Dicom.DicomDiagnosticCodes"/>.</param>
/// <param name="Message">What was found and what was expected, for people; never a value.</param>
/// <param name="Offset">Bytes from the start of the file, if there is a place.</param>
public sealed record SlideFault(int FileIndex, string Code, string Message, long? Offset);
