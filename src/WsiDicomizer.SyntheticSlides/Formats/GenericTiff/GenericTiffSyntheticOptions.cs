using WsiDicomizer.SyntheticSlides.Pages;

namespace WsiDicomizer.SyntheticSlides.Formats.GenericTiff;

/// <summary>What kind of generic TIFF to write.</summary>
public sealed record GenericTiffSyntheticOptions : PagedSyntheticOptions
{
    /// <summary>The kind of file. Default: <see cref="GenericTiffVariant.Jpeg"/>.</summary>
    public GenericTiffVariant Variant { get; init; }
}
