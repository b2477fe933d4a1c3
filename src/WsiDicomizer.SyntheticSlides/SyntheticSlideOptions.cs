using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.SyntheticSlides;

/// <summary>What every vendor's synthetic slides have in common.</summary>
public sealed record SyntheticSlideOptions
{
    /// <summary>Level 0 in pixels, width before height. Default 2400 × 1800; each vendor checks its own range.</summary>
    public PixelSize Size { get; init; } = new(2400, 1800);

    /// <summary>What picture and identity are made from: the same seed and options give the same bytes. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>What to plant; null makes an identity from the seed.</summary>
    public PlantedIdentity? Identity { get; init; }
}
