namespace WsiDicomizer.Slides.Formats.Zeiss;

/// <summary>The attachments that are known by name: formats.md section 9.6.</summary>
internal static class ZeissAttachmentNames
{
    /// <summary>A picture of the label; a CZI.</summary>
    public const string Label = "Label";

    /// <summary>A picture of the whole glass; a CZI.</summary>
    public const string SlidePreview = "SlidePreview";

    /// <summary>The scanned area, small; JPEG.</summary>
    public const string Thumbnail = "Thumbnail";

    /// <summary>The type of an attachment that is a CZI.</summary>
    public const string Czi = "CZI";

    /// <summary>The type of an attachment that is JPEG.</summary>
    public const string Jpg = "JPG";

    /// <summary>Whether a name is one that programs of Zeiss give.</summary>
    /// <param name="name">The name.</param>
    public static bool IsKnown(string name) => name is Label or SlidePreview or Thumbnail or "EventList" or "TimeStamps" or "FocusPositions"
        or "LookupTables" or "Profile" or "Prescan" or "Experiment" or "HardwareSetting";

    /// <summary>What kind of identity the content is; null for the thumbnail, which shows tissue.</summary>
    /// <param name="name">The name.</param>
    public static IdentityKind? KindOf(string name) => name switch
    {
        Thumbnail => null,
        Label => IdentityKind.LabelImage,
        SlidePreview or "Prescan" => IdentityKind.MacroImage,
        "TimeStamps" => IdentityKind.Time,
        _ => IdentityKind.UnknownKey,
    };

    /// <summary>The name of the record of the content; a name that nobody knows is a record of its own.</summary>
    /// <param name="name">The name.</param>
    public static string TitleOf(string name) => name switch
    {
        Label => "label image",
        SlidePreview or "Prescan" => "macro image",
        _ => IsKnown(name) ? name : "unknown attachment",
    };

    /// <summary>What a picture shows.</summary>
    /// <param name="name">The name.</param>
    /// <returns>Null for what is no picture.</returns>
    public static AssociatedImageKind? PictureOf(string name) => name switch
    {
        Label => AssociatedImageKind.Label,
        SlidePreview => AssociatedImageKind.Macro,
        Thumbnail => AssociatedImageKind.Thumbnail,
        _ => null,
    };
}
