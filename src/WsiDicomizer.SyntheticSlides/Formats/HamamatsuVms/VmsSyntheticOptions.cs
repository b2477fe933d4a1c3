using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.SyntheticSlides.Formats.HamamatsuVms;

/// <summary>What kind of VMS or VMU to write.</summary>
public sealed record VmsSyntheticOptions
{
    // A JPEG has no more; an NGR would grow beyond every disk.
    internal const int MostInOneFile = 32_768;

    /// <summary>The kind of slide. Default: <see cref="VmsVariant.Grid"/>.</summary>
    public VmsVariant Variant { get; init; }

    /// <summary>
    /// Level 0 in pixels, 64 to 250,000 each way (32,768 in one file), rounded up to whole restart intervals of 256. Default
    /// 2400 × 1800.
    /// </summary>
    public PixelSize Size { get; init; } = new(2400, 1800);

    /// <summary>What picture and identity are made from: the same seed and options give the same bytes.</summary>
    public ulong Seed { get; init; }

    /// <summary>What to plant; null makes an identity from the seed.</summary>
    public PlantedIdentity? Identity { get; init; }

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public void Validate()
    {
        var most = VmsTraits.Of(Variant).IsGrid ? 250_000 : MostInOneFile;
        ArgumentOutOfRangeException.ThrowIfLessThan(Size.Width, 64, nameof(Size));
        ArgumentOutOfRangeException.ThrowIfLessThan(Size.Height, 64, nameof(Size));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Size.Width, most, nameof(Size));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Size.Height, most, nameof(Size));
    }
}
