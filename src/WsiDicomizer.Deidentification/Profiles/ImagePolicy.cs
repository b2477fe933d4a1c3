namespace WsiDicomizer.Deidentification.Profiles;

/// <summary>What becomes of an associated image.</summary>
public enum ImageDisposition
{
    /// <summary>No instance is written.</summary>
    Drop,

    /// <summary>The image becomes an instance.</summary>
    Keep,
}

/// <summary>What becomes of the images beside the pyramid.</summary>
/// <param name="Label">The photo of the label.</param>
/// <param name="Overview">The photo of the whole slide, which often shows the label.</param>
/// <param name="Thumbnail">The small image of the scanned area.</param>
public sealed record ImagePolicy(ImageDisposition Label, ImageDisposition Overview, ImageDisposition Thumbnail)
{
    /// <summary>What holds where a profile that removes identity says nothing: label and overview go.</summary>
    public static ImagePolicy Default { get; } = new(ImageDisposition.Drop, ImageDisposition.Drop, ImageDisposition.Keep);

    /// <summary>All of them stay.</summary>
    public static ImagePolicy KeepAll { get; } = new(ImageDisposition.Keep, ImageDisposition.Keep, ImageDisposition.Keep);
}
