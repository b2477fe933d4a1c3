using WsiDicomizer.SyntheticSlides.Pages;

namespace WsiDicomizer.SyntheticSlides.Formats.Qptiff;

/// <summary>What makes a variant: the table that the writer follows instead of asking for the variant's name.</summary>
/// <remarks>Evidence: tifffile's and opentile's knowledge of the format.</remarks>
internal sealed record QptiffTraits
{
    /// <summary>The name on the command line and in file names.</summary>
    public required string Name { get; init; }

    /// <summary>How the levels are stored.</summary>
    public required PageEncoding Encoding { get; init; }

    /// <summary>64-bit offsets.</summary>
    public bool BigTiff { get; init; }

    /// <summary>The row of the table for a variant.</summary>
    /// <param name="variant">The variant.</param>
    /// <exception cref="ArgumentOutOfRangeException">No such variant.</exception>
    public static QptiffTraits Of(QptiffVariant variant) => variant switch
    {
        QptiffVariant.BrightField => new() { Name = "bright-field", Encoding = new() { Compression = 7, Photometric = 6 } },
        QptiffVariant.BigLzw => new() { Name = "big-lzw", Encoding = new() { Compression = 5 }, BigTiff = true },
        _ => throw new ArgumentOutOfRangeException(nameof(variant), variant, "There is no such QPTIFF variant."),
    };
}
