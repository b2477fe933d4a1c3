namespace WsiDicomizer.SyntheticSlides.AnswerKeys;

/// <summary>What kind of identity was planted; the names are those that <c>inspect</c> uses.</summary>
public enum PlantedKind
{
    /// <summary>The name of a file.</summary>
    FileName,

    /// <summary>A picture of the label.</summary>
    LabelImage,

    /// <summary>A picture of the whole glass with the label.</summary>
    MacroImage,

    /// <summary>A person: patient or operator.</summary>
    Person,

    /// <summary>A date.</summary>
    Date,

    /// <summary>A time of day.</summary>
    Time,

    /// <summary>A time zone.</summary>
    TimeZone,

    /// <summary>The serial number or other identity of a device.</summary>
    Serial,

    /// <summary>A decoded barcode.</summary>
    Barcode,

    /// <summary>A number or code of a case, specimen, slide, image or database entry.</summary>
    Identifier,

    /// <summary>Free text that a person or another system entered.</summary>
    Text,

    /// <summary>A key that no reader knows.</summary>
    UnknownKey,
}
