using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;

namespace WsiDicomizer.SyntheticSlides.Formats.Hamamatsu;

/// <summary>What a variant is.</summary>
internal sealed record HamamatsuTraits
{
    // Levels of real slides that are about as small have no restart intervals.
    private const int SmallLevel = 1100;

    // So that level 1, and level 2 of a large slide, are whole MCUs too.
    private const int LargeSide = 8192;
    private const int SmallUnit = 64;
    private const int LargeUnit = 256;

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

    /// <summary>How far the focal planes are from the middle one, in the order of the file.</summary>
    public IReadOnlyList<int> PlanesNanometres { get; init; } = [0];

    /// <summary>The width that the variant is for, whatever is asked for.</summary>
    public int? Width { get; init; }

    /// <summary>Columns and rows of an MCU.</summary>
    public PixelSize McuSize => new(
        Subsampling == JpegSubsampling.None ? 8 : 16, Subsampling == JpegSubsampling.HorizontalAndVertical ? 16 : 8);

    /// <summary>The traits of a variant.</summary>
    public static HamamatsuTraits Of(HamamatsuVariant variant) => variant switch
    {
        HamamatsuVariant.Ycc422 => new() { Name = "ycc-422" },
        HamamatsuVariant.Ycc420 => new() { Name = "ycc-420", Subsampling = JpegSubsampling.HorizontalAndVertical, HasIntervals = false },
        HamamatsuVariant.Ycc444 => new() { Name = "ycc-444", Subsampling = JpegSubsampling.None },
        HamamatsuVariant.OddIntervals => new() { Name = "odd-intervals", Subsampling = JpegSubsampling.None, MaxIntervalWidth = 504 },
        HamamatsuVariant.NoStarts => new() { Name = "no-starts", HasStarts = false },
        HamamatsuVariant.NoIntervals => new() { Name = "no-intervals", HasIntervals = false, Subsampling = JpegSubsampling.None },
        HamamatsuVariant.Wide => new() { Name = "wide", Subsampling = JpegSubsampling.None, Width = 66_560 },
        HamamatsuVariant.FocalPlanes => new()
        {
            Name = "focal-planes", Subsampling = JpegSubsampling.None, PlanesNanometres = [-2500, 0, 2500],
        },
        _ => throw new ArgumentOutOfRangeException(nameof(variant)),
    };

    /// <summary>
    /// The size of level 0: whole MCUs on the levels with restart intervals, as scanners have it; some readers leave out what
    /// is over. A wide slide is as flat as it needs to be to stay small.
    /// </summary>
    /// <param name="asked">What was asked for; rounded up.</param>
    public PixelSize SizeOf(PixelSize asked)
    {
        var size = Width is { } width ? new PixelSize(width, Math.Min(asked.Height, 320)) : asked;
        var unit = Math.Max(size.Width, size.Height) > LargeSide ? LargeUnit : SmallUnit;
        return new PixelSize(RoundUp(size.Width), RoundUp(size.Height));

        int RoundUp(int side) => (side + unit - 1) / unit * unit;
    }

    /// <summary>MCUs of a restart interval of a level; 0 for none.</summary>
    /// <param name="size">The level's.</param>
    public int IntervalOf(PixelSize size)
    {
        var mcus = (size.Width + McuSize.Width - 1) / McuSize.Width;
        var mustHave = size.Area > LargestInOnePiece;
        var isWhole = size.Width % McuSize.Width == 0 && size.Height % McuSize.Height == 0;
        if (!mustHave && (!HasIntervals || !isWhole || size.Width <= SmallLevel))
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
