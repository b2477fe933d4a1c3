namespace WsiDicomizer.Deidentification.Profiles;

/// <summary>What becomes of an associated image.</summary>
public enum ImageDisposition
{
    /// <summary>No instance is written.</summary>
    Drop,

    /// <summary>The image becomes an instance.</summary>
    Keep,

    /// <summary>The image becomes an instance where it is known to show no label.</summary>
    KeepUnlabeled,

    /// <summary>
    /// The image becomes an instance with its label covered, where it is known what part of it that is, or where it is known to
    /// show none.
    /// </summary>
    MaskLabel,
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

    /// <summary>What holds where a profile says nothing.</summary>
    /// <param name="basis">What it builds on.</param>
    public static ImagePolicy For(ProfileBasis basis) => basis == ProfileBasis.None ? KeepAll : Default;
}

/// <summary>Words and meaning of <see cref="ImageDisposition"/>.</summary>
public static class ImageDispositions
{
    /// <summary>Whether an image becomes an instance.</summary>
    /// <param name="disposition">What the profile says of its kind.</param>
    /// <param name="showsLabel">Whether the slide's label can be seen in it; null where nobody knows.</param>
    /// <remarks>As it is: what <see cref="ImageDisposition.MaskLabel"/> keeps otherwise has to be covered first.</remarks>
    public static bool Keeps(this ImageDisposition disposition, bool? showsLabel) => disposition switch
    {
        ImageDisposition.Keep => true,
        ImageDisposition.KeepUnlabeled or ImageDisposition.MaskLabel => showsLabel == false,
        _ => false,
    };

    /// <summary>The word of the profile language.</summary>
    /// <param name="disposition">What becomes of the image.</param>
    public static string ToWord(this ImageDisposition disposition) => disposition switch
    {
        ImageDisposition.Keep => "keep",
        ImageDisposition.KeepUnlabeled => "keep-unlabeled",
        ImageDisposition.MaskLabel => "mask-label",
        _ => "drop",
    };
}
