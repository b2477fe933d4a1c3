using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.SyntheticSlides.Encoders;
using WsiDicomizer.SyntheticSlides.Pages;

namespace WsiDicomizer.SyntheticSlides.Formats.GenericTiff;

/// <summary>What makes a variant: the table that the writer follows instead of asking for the variant's name.</summary>
/// <remarks>Evidence: files of libvips (pages), tifffile (SubIFDs, deflate), Bio-Formats (contradicted colours).</remarks>
internal sealed record GenericTiffTraits
{
    /// <summary>The name on the command line and in file names.</summary>
    public required string Name { get; init; }

    /// <summary>How the levels are stored.</summary>
    public required PageEncoding Encoding { get; init; }

    /// <summary>64-bit offsets.</summary>
    public bool BigTiff { get; init; }

    /// <summary>Smaller levels hang below the first page.</summary>
    public bool HasSubIfds { get; init; }

    /// <summary>One tile of level 1 has no bytes.</summary>
    public bool Sparse { get; init; }

    /// <summary>A label and a macro follow as pages.</summary>
    public bool HasPictures { get; init; }

    /// <summary>The row of the table for a variant.</summary>
    /// <param name="variant">The variant.</param>
    /// <exception cref="ArgumentOutOfRangeException">No such variant.</exception>
    public static GenericTiffTraits Of(GenericTiffVariant variant) => variant switch
    {
        GenericTiffVariant.Jpeg => new()
        {
            Name = "jpeg", Encoding = new() { Compression = 7, Photometric = 6, Subsampled = true }, Sparse = true, HasPictures = true,
        },
        GenericTiffVariant.JpegRgb => new()
        {
            Name = "jpeg-rgb", Encoding = new() { Compression = 7 }, BigTiff = true, HasPictures = true,
        },
        GenericTiffVariant.JpegContradicted => new()
        {
            Name = "jpeg-contradicted",
            Encoding = new() { Compression = 7, StreamColor = JpegColor.YCbCr, Subsampled = true, SharedTables = false },
        },
        GenericTiffVariant.SubIfds => new()
        {
            Name = "subifds", Encoding = new() { Compression = 7, Photometric = 6 }, BigTiff = true, HasSubIfds = true,
        },
        GenericTiffVariant.Jpeg2000 => new() { Name = "jpeg2000", Encoding = new() { Compression = 34712 } },
        GenericTiffVariant.DeflateBig => new() { Name = "deflate-big", Encoding = new() { Compression = 8 }, BigTiff = true },
        GenericTiffVariant.Lzw => new() { Name = "lzw", Encoding = new() { Compression = 5 }, HasPictures = true },
        GenericTiffVariant.Uncompressed => new() { Name = "uncompressed", Encoding = new() { Compression = 1 }, Sparse = true },
        GenericTiffVariant.Grey8 => new()
        {
            Name = "grey8", Encoding = new() { Compression = 7, Samples = StoredSamples.Grey8, SharedTables = false },
        },
        GenericTiffVariant.Grey16 => new()
        {
            Name = "grey16", Encoding = new() { Compression = 8, Samples = StoredSamples.Grey16 },
        },
        _ => throw new ArgumentOutOfRangeException(nameof(variant), variant, "There is no such generic variant."),
    };
}
