namespace WsiDicomizer.Imaging.Color;

/// <summary>What an ICC profile may ask for at most; the guard against hostile input.</summary>
public sealed class IccLimits
{
    /// <summary>The limits that are used where nothing else is wanted.</summary>
    public static IccLimits Default { get; } = new();

    /// <summary>Bytes of a profile, 16 MiB; the largest met in a slide has 1.8 MB.</summary>
    public int MaxBytes { get; init; } = 16 << 20;

    /// <summary>Entries of the tag table, 256.</summary>
    public int MaxTags { get; init; } = 256;

    /// <summary>Characters of the description that are read, 1024.</summary>
    public int MaxDescriptionLength { get; init; } = 1024;
}
