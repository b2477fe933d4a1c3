using WsiDicomizer.SyntheticSlides.Pages;

namespace WsiDicomizer.SyntheticSlides.Formats.Trestle;

/// <summary>What kind of Trestle slide to write.</summary>
public sealed record TrestleSyntheticOptions : PagedSyntheticOptions
{
    /// <summary>The kind of file. Default: the first.</summary>
    public TrestleVariant Variant { get; init; }
}
