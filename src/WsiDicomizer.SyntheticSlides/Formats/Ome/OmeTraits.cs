using WsiDicomizer.SyntheticSlides.Encoders;
using WsiDicomizer.SyntheticSlides.Pages;

namespace WsiDicomizer.SyntheticSlides.Formats.Ome;

/// <summary>What makes a variant: the table that the writer follows instead of asking for the variant's name.</summary>
/// <remarks>Evidence: files of Bio-Formats 5.2 and 6.7, QuPath and tifffile; the OME-TIFF specification.</remarks>
internal sealed record OmeTraits
{
    /// <summary>The name on the command line and in file names.</summary>
    public required string Name { get; init; }

    /// <summary>How the levels are stored.</summary>
    public required PageEncoding Encoding { get; init; }

    /// <summary>64-bit offsets.</summary>
    public bool BigTiff { get; init; }

    /// <summary>Each resolution is an image and page of its own; else smaller levels hang below their page.</summary>
    public bool HasResolutionImages { get; init; }

    /// <summary>Label and macro follow as images.</summary>
    public bool HasPictures { get; init; }

    /// <summary>How many channels have pages of their own; 0 for one page in colour.</summary>
    public int Channels { get; init; }

    /// <summary>How many focal planes there are.</summary>
    public int Planes { get; init; } = 1;

    /// <summary>How many pages level 0 has.</summary>
    public int Views => Planes * Math.Max(1, Channels);

    /// <summary>The type of samples in the XML.</summary>
    public string PixelType => Encoding.Samples == StoredSamples.Grey16 ? "uint16" : "uint8";

    /// <summary>The row of the table for a variant.</summary>
    /// <param name="variant">The variant.</param>
    /// <exception cref="ArgumentOutOfRangeException">No such variant.</exception>
    public static OmeTraits Of(OmeVariant variant) => variant switch
    {
        OmeVariant.SubIfdRgb => new()
        {
            Name = "subifd-rgb", Encoding = new() { Compression = 7, Photometric = 6, Subsampled = true }, BigTiff = true, HasPictures = true,
        },
        OmeVariant.PagesRgb => new()
        {
            Name = "pages-rgb", Encoding = new() { Compression = 7 }, HasResolutionImages = true, HasPictures = true,
        },
        OmeVariant.Channels8Bit => new()
        {
            Name = "channels-8bit",
            Encoding = new() { Compression = 7, Samples = StoredSamples.Grey8, SharedTables = false },
            Channels = 3,
        },
        OmeVariant.Channels16Bit => new()
        {
            Name = "channels-16bit", Encoding = new() { Compression = 8, Samples = StoredSamples.Grey16 }, Channels = 3, BigTiff = true,
        },
        OmeVariant.FocalPlanes => new()
        {
            Name = "focal-planes", Encoding = new() { Compression = 7, Photometric = 6 }, Planes = 3,
        },
        OmeVariant.Deflate => new() { Name = "deflate", Encoding = new() { Compression = 8 } },
        _ => throw new ArgumentOutOfRangeException(nameof(variant), variant, "There is no such variant of OME-TIFF."),
    };
}
