using System.Globalization;

namespace WsiDicomizer.Dicom;

/// <summary>A file is not readable as DICOM: says what was expected, and where.</summary>
public sealed class DicomFileException : DicomException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What happened, what was expected and what to do, without path and values.</param>
    /// <param name="path">The file, where there is one.</param>
    /// <param name="offset">Bytes from the start of the file, where there is a place.</param>
    /// <param name="innerException">What caused it, if something did.</param>
    public DicomFileException(string message, string? path, long? offset = null, Exception? innerException = null)
        : base(Compose(message, offset), innerException)
    {
        Path = path;
        Offset = offset;
    }

    /// <summary>The file, where there is one.</summary>
    public string? Path { get; }

    /// <summary>Bytes from the start of the file, where there is a place.</summary>
    public long? Offset { get; }

    /// <summary>Whether nothing shows that the file is meant to be DICOM; false where it is DICOM and damaged.</summary>
    public bool IsNotDicom { get; init; }

    private static string Compose(string message, long? offset) =>
        offset is { } place
            ? string.Create(CultureInfo.InvariantCulture, $"at byte {place}: {message}")
            : message;
}
