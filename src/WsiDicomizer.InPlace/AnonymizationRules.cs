using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace;

/// <summary>What is to become of a slide's names, pictures and texts.</summary>
public sealed record AnonymizationRules
{
    /// <summary>How much goes.</summary>
    public required AnonymizationLevel Level { get; init; }

    /// <summary>The picture of the label. Level I keeps it whatever this says.</summary>
    public PictureRule Label { get; init; } = PictureRule.Drop;

    /// <summary>The picture of the whole glass, and pictures of what nobody knows. Level I keeps it whatever this says.</summary>
    public PictureRule Overview { get; init; } = PictureRule.Drop;

    /// <summary>The small picture of the scanned area.</summary>
    public PictureRule Thumbnail { get; init; } = PictureRule.Keep;

    /// <summary>Where the label is on the overview, for <see cref="PictureRule.MaskLabel"/>; null where the format knows.</summary>
    public LabelArea? LabelArea { get; init; }

    /// <summary>Whether a label with the slide's new name, as text and QR code, takes the place of the old one.</summary>
    public bool DrawLabelText { get; init; }

    /// <summary>Keys that no rule knows.</summary>
    public UnknownKeyRule UnknownKeys { get; init; } = UnknownKeyRule.Remove;

    /// <summary>
    /// Keys whose values stay at level IV although the format's table would take them: by the name of the identity record,
    /// as <c>inspect</c> prints it, case-sensitive.
    /// </summary>
    public IReadOnlySet<string> KeptKeys { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Kinds of values that stay at level IV: what a profile keeps of device and time.</summary>
    public IReadOnlySet<IdentityKind> KeptKinds { get; init; } = new HashSet<IdentityKind>();

    /// <summary>Whether the slide keeps its file's name.</summary>
    public bool KeepName { get; init; }

    /// <summary>Files that other programs put beside the slide: annotations, settings.</summary>
    public SidecarRule Sidecars { get; init; } = SidecarRule.Refuse;

    /// <summary>Whether a value stays.</summary>
    /// <param name="record">The record of it.</param>
    internal bool Keeps(IdentityRecord record) => KeptKinds.Contains(record.Kind) || KeptKeys.Contains(record.Name);

    /// <summary>What becomes of an identity record's picture.</summary>
    /// <param name="kind">Label or macro.</param>
    internal PictureRule ForPicture(IdentityKind kind) =>
        Level == AnonymizationLevel.I ? PictureRule.Keep : kind == IdentityKind.LabelImage ? Label : Overview;
}

/// <summary>What becomes of a picture beside the pyramid.</summary>
public enum PictureRule
{
    /// <summary>It goes: unlinked, from level III on overwritten.</summary>
    Drop,

    /// <summary>It stays.</summary>
    Keep,

    /// <summary>Only the part that shows the label goes; the rest stays as it is stored.</summary>
    MaskLabel,
}

/// <summary>What becomes of keys that no rule knows.</summary>
public enum UnknownKeyRule
{
    /// <summary>Their values go.</summary>
    Remove,

    /// <summary>The slide is refused, with the rule that would settle it.</summary>
    Refuse,
}

/// <summary>What becomes of files that stand beside a slide and are not part of it.</summary>
public enum SidecarRule
{
    /// <summary>The slide is refused while there are any.</summary>
    Refuse,

    /// <summary>They are deleted; with a copy, left behind.</summary>
    Remove,

    /// <summary>They stay under their names, and so does what they say.</summary>
    Keep,
}
