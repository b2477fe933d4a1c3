using WsiDicomizer.SyntheticSlides.Pages;

namespace WsiDicomizer.SyntheticSlides.Formats.PlainImage;

/// <summary>What kind of plain image to write.</summary>
public sealed record PlainImageSyntheticOptions : PagedSyntheticOptions
{
    /// <summary>The largest side: what the 16 bits of a JPEG's header hold (ITU-T T.81 B.2.2).</summary>
    public const int MaxSide = ushort.MaxValue;

    /// <summary>The kind of file. Default: the first.</summary>
    public PlainImageVariant Variant { get; init; }
}
