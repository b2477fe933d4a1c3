using WsiDicomizer.SyntheticSlides.Pages;

namespace WsiDicomizer.SyntheticSlides.Formats.Qptiff;

/// <summary>What kind of QPTIFF to write.</summary>
public sealed record QptiffSyntheticOptions : PagedSyntheticOptions
{
    /// <summary>The kind of file. Default: the first.</summary>
    public QptiffVariant Variant { get; init; }
}
