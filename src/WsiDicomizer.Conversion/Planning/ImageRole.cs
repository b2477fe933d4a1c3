namespace WsiDicomizer.Conversion.Planning;

/// <summary>What an instance shows: value 3 of ImageType (PS3.3 C.8.12.4.1.1).</summary>
public enum ImageRole
{
    /// <summary>A level of the pyramid.</summary>
    Volume,

    /// <summary>The scanned area in one small picture.</summary>
    Thumbnail,

    /// <summary>The whole glass, macro.</summary>
    Overview,

    /// <summary>The label.</summary>
    Label,
}

/// <summary>The terms of roles.</summary>
public static class ImageRoles
{
    /// <summary>The Defined Term: <c>VOLUME</c>, <c>THUMBNAIL</c>, <c>OVERVIEW</c>, <c>LABEL</c>.</summary>
    /// <param name="role">The role.</param>
    public static string ToTerm(this ImageRole role) => role switch
    {
        ImageRole.Volume => "VOLUME",
        ImageRole.Thumbnail => "THUMBNAIL",
        ImageRole.Overview => "OVERVIEW",
        ImageRole.Label => "LABEL",
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    /// <summary>Whether the picture shows the slide's label, and with it identity that no attribute removes.</summary>
    /// <param name="role">The role.</param>
    public static bool ShowsLabel(this ImageRole role) => role is ImageRole.Overview or ImageRole.Label;
}
