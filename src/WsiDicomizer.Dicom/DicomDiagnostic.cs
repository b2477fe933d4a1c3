namespace WsiDicomizer.Dicom;

/// <summary>A fault in a file that was tolerated.</summary>
/// <param name="Code">Stable, one of <see cref="DicomDiagnosticCodes"/>.</param>
/// <param name="Message">What was found, what was expected and what was done; never a value.</param>
/// <param name="Offset">
/// Bytes from the start of the file, or of the inflated data set where the message says so; null where there is no place.
/// </param>
/// <param name="TagPath">The attribute, items counted from 0: <c>(5200,9230)[3].(0048,021A)</c>; null where there is none.</param>
public sealed record DicomDiagnostic(string Code, string Message, long? Offset = null, string? TagPath = null)
{
    /// <summary>Code, place and text on one line.</summary>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{Code}{(Offset is { } offset ? $" at byte {offset}" : string.Empty)}{(TagPath is null ? string.Empty : " " + TagPath)}: {Message}");
}
