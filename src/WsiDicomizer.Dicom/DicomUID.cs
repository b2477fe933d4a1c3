namespace WsiDicomizer.Dicom;

/// <summary>A unique identifier (PS3.5 clause 9). Compared by its digits.</summary>
/// <param name="UID">Digits and dots, 64 characters at most, without padding.</param>
public sealed record DicomUID(string UID)
{
    private const string ContextGroupRoot = "1.2.840.10008.6.1.";

    /// <summary>VL Whole Slide Microscopy Image Storage.</summary>
    public static DicomUID VLWholeSlideMicroscopyImageStorage { get; } = new("1.2.840.10008.5.1.4.1.1.77.1.6");

    /// <summary>Microscopy Bulk Simple Annotations Storage.</summary>
    public static DicomUID MicroscopyBulkSimpleAnnotationsStorage { get; } = new("1.2.840.10008.5.1.4.1.1.91.1");

    /// <summary>Verification SOP Class.</summary>
    public static DicomUID Verification { get; } = new("1.2.840.10008.1.1");

    /// <summary>
    /// Whether the standard itself registers the UID (PS3.6 Annex A: SOP classes, transfer syntaxes, well-known frames of
    /// reference, coding schemes …; PS3.16: context groups) and it so identifies nobody.
    /// </summary>
    /// <remarks>A UID below the standard's root that is not registered is somebody's own, and so does not count.</remarks>
    public bool IsWellKnown => DicomUIDRegistry.Default.TryGet(UID, out _) || IsContextGroup;

    // PS3.16 numbers them 1.2.840.10008.6.1.1 and on; there were fewer than 2,000 in 2026.
    private bool IsContextGroup =>
        UID.StartsWith(ContextGroupRoot, StringComparison.Ordinal)
        && UID.Length - ContextGroupRoot.Length is >= 1 and <= 4
        && UID.AsSpan(ContextGroupRoot.Length).IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>Reads a UID.</summary>
    /// <param name="uid">Digits and dots; trailing padding is dropped.</param>
    /// <exception cref="DicomDataException">It is not a UID of PS3.5 9.1.</exception>
    public static DicomUID Parse(string uid)
    {
        var trimmed = uid.TrimEnd('\0', ' ');
        return IsValidUid(trimmed)
            ? new DicomUID(trimmed)
            : throw new DicomDataException("not a UID: digits and dots, no component with a leading 0, 64 characters at most");
    }

    /// <summary>Whether a text is a UID of PS3.5 9.1.</summary>
    /// <param name="uid">The text without padding.</param>
    public static bool IsValidUid(string uid)
    {
        if (uid.Length is 0 or > 64)
        {
            return false;
        }

        foreach (var component in uid.Split('.'))
        {
            if (component.Length == 0 || !component.All(char.IsAsciiDigit) || (component.Length > 1 && component[0] == '0'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A UID with one more component.</summary>
    /// <param name="component">The number to add.</param>
    /// <exception cref="DicomDataException">The result would be longer than 64 characters.</exception>
    public DicomUID Append(uint component) =>
        Parse(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{UID}.{component}"));

    /// <summary>The digits and dots.</summary>
    public override string ToString() => UID;
}
