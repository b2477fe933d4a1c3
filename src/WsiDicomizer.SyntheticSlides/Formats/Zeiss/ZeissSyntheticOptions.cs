using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.SyntheticSlides.Formats.Zeiss;

/// <summary>What kind of Zeiss CZI to write.</summary>
public sealed record ZeissSyntheticOptions
{
    /// <summary>The kind of file. Default: <see cref="ZeissVariant.JpegMosaic"/>.</summary>
    public ZeissVariant Variant { get; init; }

    /// <summary>
    /// Level 0 of the first scene in pixels, 64 to 30,000 each way; JPEG subblocks round it up, a second scene has three quarters
    /// of it. Default 2400 × 1800.
    /// </summary>
    public PixelSize Size { get; init; } = new(2400, 1800);

    /// <summary>Columns and rows of a subblock, a multiple of 16 from 64 to 1024. Default 512.</summary>
    public int TileSize { get; init; } = 512;

    /// <summary>What picture and identity are made from: the same seed and options give the same bytes.</summary>
    public ulong Seed { get; init; }

    /// <summary>What to plant; null makes an identity from the seed.</summary>
    public PlantedIdentity? Identity { get; init; }

    /// <summary>Micrometres per pixel, both ways. Default 0.22.</summary>
    public double MicrometresPerPixel { get; init; } = 0.22;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public void Validate()
    {
        RequireRange(Size.Width, 64, 30_000, nameof(Size));
        RequireRange(Size.Height, 64, 30_000, nameof(Size));
        RequireRange(TileSize, 64, 1024, nameof(TileSize));
        ArgumentOutOfRangeException.ThrowIfNotEqual(TileSize % 16, 0, nameof(TileSize));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MicrometresPerPixel, nameof(MicrometresPerPixel));
    }

    private static void RequireRange(int value, int least, int most, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most, name);
    }
}
