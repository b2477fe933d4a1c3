using WsiDicomizer.SyntheticSlides.Pages;

namespace WsiDicomizer.SyntheticSlides.Formats.Huron;

/// <summary>What makes a variant: the table that the writer follows instead of asking for the variant's name.</summary>
/// <remarks>Evidence: what OpenSlide says of the format; no public spec.</remarks>
internal sealed record HuronTraits
{
    /// <summary>The name on the command line and in file names.</summary>
    public required string Name { get; init; }

    /// <summary>How the levels are stored.</summary>
    public required PageEncoding Encoding { get; init; }

    /// <summary>64-bit offsets.</summary>
    public bool BigTiff { get; init; }

    /// <summary>A thumbnail follows level 0.</summary>
    public bool HasThumbnail { get; init; }

    /// <summary>The row of the table for a variant.</summary>
    /// <param name="variant">The variant.</param>
    /// <exception cref="ArgumentOutOfRangeException">No such variant.</exception>
    public static HuronTraits Of(HuronVariant variant) => variant switch
    {
        HuronVariant.Classic => new()
        {
            Name = "classic", Encoding = new() { Compression = 7, Photometric = 6, Subsampled = true }, HasThumbnail = true,
        },
        HuronVariant.BigRgb => new() { Name = "big-rgb", Encoding = new() { Compression = 7 }, BigTiff = true },
        _ => throw new ArgumentOutOfRangeException(nameof(variant), variant, "There is no such Huron variant."),
    };
}
