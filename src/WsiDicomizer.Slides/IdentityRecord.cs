namespace WsiDicomizer.Slides;

/// <summary>One place where a slide's files hold identity: declared once by the format, used by every feature.</summary>
/// <remarks>
/// <see cref="Value"/> is the original value: it may be shown by <c>inspect</c> and searched for by <c>verify</c>, and
/// must not appear in any message, log, report or exception.
/// </remarks>
public sealed record IdentityRecord
{
    /// <summary>Which of <see cref="Slide.Files"/> it is in, 0-based.</summary>
    public int FileIndex { get; init; }

    /// <summary>The place within the file, e.g. <c>page 0, tag 270 ImageDescription</c>, or <c>file name</c>.</summary>
    public required string Location { get; init; }

    /// <summary>The vendor's key or the tag's name, e.g. <c>ScanScope ID</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The text as stored; null for pictures.</summary>
    public string? Value { get; init; }

    /// <summary>What kind of identity it is.</summary>
    public required IdentityKind Kind { get; init; }

    /// <summary>
    /// The bytes of the value (or of the picture's IFD entry) in the file; null for the file's name, and where the place
    /// in words says it all.
    /// </summary>
    public ByteRange? Range { get; init; }
}

/// <summary>Kinds of identity in slide files.</summary>
public enum IdentityKind
{
    /// <summary>The name of a file or folder.</summary>
    FileName,

    /// <summary>A picture of the label.</summary>
    LabelImage,

    /// <summary>A picture of the whole glass, usually with the label.</summary>
    MacroImage,

    /// <summary>A person: patient, physician, operator.</summary>
    Person,

    /// <summary>A date.</summary>
    Date,

    /// <summary>A time of day.</summary>
    Time,

    /// <summary>A time zone or UTC offset.</summary>
    TimeZone,

    /// <summary>The serial number or other identity of a device.</summary>
    Serial,

    /// <summary>A decoded barcode.</summary>
    Barcode,

    /// <summary>A number or code of a case, specimen, slide, image or database entry.</summary>
    Identifier,

    /// <summary>Free text that a person or another system entered.</summary>
    Text,

    /// <summary>A key that no rule knows: counts as identity.</summary>
    UnknownKey,
}
