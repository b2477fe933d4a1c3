using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.SyntheticSlides.Formats.Mirax;

/// <summary>What kind of MIRAX slide to write.</summary>
public sealed record MiraxSyntheticOptions
{
    /// <summary>The kind of slide. Default: <see cref="MiraxVariant.Jpeg"/>.</summary>
    public MiraxVariant Variant { get; init; }

    /// <summary>
    /// What is scanned, in pixels of level 0, 64 to 100,000 each way; made larger to whole photographs. Default 2000 × 1500.
    /// </summary>
    public PixelSize Size { get; init; } = new(2000, 1500);

    /// <summary>What picture and identity are made from: the same seed and options give the same bytes.</summary>
    public ulong Seed { get; init; }

    /// <summary>What to plant; null makes an identity from the seed.</summary>
    public PlantedIdentity? Identity { get; init; }

    /// <summary>Micrometres per pixel, both ways. Default 0.232.</summary>
    public double MicrometresPerPixel { get; init; } = 0.232;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public void Validate()
    {
        RequireRange(Size.Width, nameof(Size));
        RequireRange(Size.Height, nameof(Size));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MicrometresPerPixel, nameof(MicrometresPerPixel));
    }

    private static void RequireRange(int value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 64, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 100_000, name);
    }
}
