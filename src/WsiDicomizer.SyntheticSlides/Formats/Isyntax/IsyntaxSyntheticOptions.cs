using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.SyntheticSlides.Formats.Isyntax;

/// <summary>What kind of Philips iSyntax to write: a header, and codeblocks of pseudo-random bytes that show nothing.</summary>
public sealed record IsyntaxSyntheticOptions
{
    /// <summary>The generation. Default: <see cref="IsyntaxVariant.V1"/>.</summary>
    public IsyntaxVariant Variant { get; init; }

    /// <summary>Level 0 in pixels, 64 to 250,000 each way. Default 2400 × 1800.</summary>
    public PixelSize Size { get; init; } = new(2400, 1800);

    /// <summary>What blocks and identity are made from: the same seed and options give the same bytes.</summary>
    public ulong Seed { get; init; }

    /// <summary>What to plant; null makes an identity from the seed.</summary>
    public PlantedIdentity? Identity { get; init; }

    /// <summary>Micrometres per pixel, both ways. Default 0.25.</summary>
    public double MicrometresPerPixel { get; init; } = 0.25;

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
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 250_000, name);
    }
}
