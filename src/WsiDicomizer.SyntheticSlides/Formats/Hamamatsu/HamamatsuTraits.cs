using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;

namespace WsiDicomizer.SyntheticSlides.Formats.Hamamatsu;

/// <summary>What a variant is.</summary>
internal sealed record HamamatsuTraits
{
    // Levels of real slides that are about as small have no restart intervals.
    private const int SmallLevel = 1100;

    // A level without restart intervals is encoded in one piece; larger ones keep them.
    private const long LargestInOnePiece = 64L << 20;

    /// <summary>The name on the command line.</summary>
    public required string Name { get; init; }

    /// <summary>How chroma is sampled.</summary>
    public JpegSubsampling Subsampling { get; init; } = JpegSubsampling.Horizontal;

    /// <summary>Columns of a restart interval at most.</summary>
    public int MaxIntervalWidth { get; init; } = 1024;

    /// <summary>Whether tag 65426 is written.</summary>
    public bool HasStarts { get; init; } = true;

    /// <summary>Whether large levels have restart intervals.</summary>
    public bool HasIntervals { get; init; } = true;

    /// <summary>The width that the variant is for, whatever is asked for.</summary>
    public int? Width { get; init; }

    /// <summary>Columns and rows of an MCU.</summary>
    public PixelSize McuSize => new(
        Subsampling == JpegSubsampling.None ? 8 : 16, Subsampling == JpegSubsampling.HorizontalAndVertical ? 16 : 8);

    /// <summary>The traits of a variant.</summary>
    public static HamamatsuTraits Of(HamamatsuVariant variant) => variant switch
    {
        HamamatsuVariant.Ycc422 => new() { Name = "ycc-422" },
        HamamatsuVariant.Ycc420 => new() { Name = "ycc-420", Subsampling = JpegSubsampling.HorizontalAndVertical },
        HamamatsuVariant.Ycc444 => new() { Name = "ycc-444", Subsampling = JpegSubsampling.None },
        HamamatsuVariant.OddIntervals => new() { Name = "odd-intervals", Subsampling = JpegSubsampling.None, MaxIntervalWidth = 504 },
        HamamatsuVariant.NoStarts => new() { Name = "no-starts", HasStarts = false },
        HamamatsuVariant.NoIntervals => new() { Name = "no-intervals", HasIntervals = false, Subsampling = JpegSubsampling.None },
        HamamatsuVariant.Wide => new() { Name = "wide", Subsampling = JpegSubsampling.None, Width = 66_560 },
        _ => throw new ArgumentOutOfRangeException(nameof(variant)),
    };

    /// <summary>The size of level 0.</summary>
    /// <param name="asked">What was asked for; a wide slide is as flat as it needs to be to stay small.</param>
    public PixelSize SizeOf(PixelSize asked) => Width is { } width ? new PixelSize(width, Math.Min(asked.Height, 320)) : asked;

    /// <summary>MCUs of a restart interval of a level; 0 for none.</summary>
    /// <param name="size">The level's.</param>
    public int IntervalOf(PixelSize size)
    {
        var mcus = (size.Width + McuSize.Width - 1) / McuSize.Width;
        var mustHave = size.Area > LargestInOnePiece;
        if (!mustHave && (!HasIntervals || size.Width <= SmallLevel))
        {
            return 0;
        }

        // The largest divisor: intervals must not run over the end of a row.
        var interval = Math.Min(MaxIntervalWidth / McuSize.Width, mcus);
        while (mcus % interval != 0)
        {
            interval--;
        }

        return interval;
    }
}
