using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.SyntheticSlides.Formats.Hamamatsu;

/// <summary>What kind of NDPI slide to write.</summary>
public sealed record HamamatsuSyntheticOptions
{
    /// <summary>The kind of file. Default: <see cref="HamamatsuVariant.Ycc422"/>.</summary>
    public HamamatsuVariant Variant { get; init; }

    /// <summary>Level 0 in pixels, 64 to 250,000 each way. Default 2400 × 1800; rounded up to multiples of 64 or 256; <see cref="HamamatsuVariant.Wide"/> has its own.</summary>
    public PixelSize Size { get; init; } = new(2400, 1800);

    /// <summary>What picture and identity are made from: the same seed and options give the same bytes.</summary>
    public ulong Seed { get; init; }

    /// <summary>What to plant; null makes an identity from the seed.</summary>
    public PlantedIdentity? Identity { get; init; }

    /// <summary>
    /// Bytes of nothing behind the header: with more than 4 GiB every pointer needs its high half. Default 0. The file system
    /// has to know holes, or the file becomes as large as it says.
    /// </summary>
    public long HoleBytes { get; init; }

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public void Validate()
    {
        RequireRange(Size.Width);
        RequireRange(Size.Height);
        ArgumentOutOfRangeException.ThrowIfNegative(HoleBytes);
    }

    private static void RequireRange(int value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 64, nameof(Size));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 250_000, nameof(Size));
    }
}
