using WsiDicomizer.SyntheticSlides.Pages;

namespace WsiDicomizer.SyntheticSlides.Formats.Ome;

/// <summary>What kind of OME-TIFF to write.</summary>
public sealed record OmeSyntheticOptions : PagedSyntheticOptions
{
    /// <summary>The kind of file. Default: <see cref="OmeVariant.SubIfdRgb"/>.</summary>
    public OmeVariant Variant { get; init; }
}
