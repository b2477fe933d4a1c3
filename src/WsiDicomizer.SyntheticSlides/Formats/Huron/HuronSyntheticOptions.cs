using WsiDicomizer.SyntheticSlides.Pages;

namespace WsiDicomizer.SyntheticSlides.Formats.Huron;

/// <summary>What kind of Huron slide to write.</summary>
public sealed record HuronSyntheticOptions : PagedSyntheticOptions
{
    /// <summary>The kind of file. Default: the first.</summary>
    public HuronVariant Variant { get; init; }
}
