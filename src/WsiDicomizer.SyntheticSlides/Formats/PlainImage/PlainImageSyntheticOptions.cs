using WsiDicomizer.SyntheticSlides.Pages;

namespace WsiDicomizer.SyntheticSlides.Formats.PlainImage;

/// <summary>What kind of plain image to write.</summary>
public sealed record PlainImageSyntheticOptions : PagedSyntheticOptions
{
    /// <summary>The largest side, since the picture is drawn as a whole.</summary>
    public const int MaxSide = 8192;

    /// <summary>The kind of file. Default: the first.</summary>
    public PlainImageVariant Variant { get; init; }
}
