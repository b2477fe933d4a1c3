using System.Globalization;

namespace WsiDicomizer.Dicom.Json;

/// <summary>A text is not readable as DICOM JSON: says what was expected, and where, never a value.</summary>
public sealed class DicomJsonException : DicomException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What happened and what was expected, without values.</param>
    /// <param name="offset">Bytes from the start of the JSON.</param>
    /// <param name="line">1-based.</param>
    /// <param name="tagPath">The attribute's path; empty at the top.</param>
    public DicomJsonException(string message, long offset, int line, string tagPath)
        : base(Compose(message, offset, line, tagPath))
    {
        Offset = offset;
        Line = line;
        TagPath = tagPath;
    }

    /// <summary>Bytes from the start of the JSON.</summary>
    public long Offset { get; }

    /// <summary>1-based.</summary>
    public int Line { get; }

    /// <summary>The attribute: <c>(0048,0105)[0].(0022,0015)</c>; empty at the top.</summary>
    public string TagPath { get; }

    private static string Compose(string message, long offset, int line, string tagPath) => string.Create(
        CultureInfo.InvariantCulture,
        $"line {line}, byte {offset}{(tagPath.Length == 0 ? string.Empty : ", " + tagPath)}: {message}");
}
