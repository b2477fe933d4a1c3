using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;

namespace WsiDicomizer.SyntheticSlides.Formats.HamamatsuVms;

/// <summary>What a variant is.</summary>
internal sealed record VmsTraits
{
    /// <summary>Columns of a restart interval, and of an NGR's columns: every image is whole ones of them.</summary>
    public const int IntervalWidth = 256;

    // So that large slides stay below the number of files that a reader opens.
    private const int LargeSide = 8192;
    private const int SmallImage = 1024;
    private const int LargeImage = 4096;

    /// <summary>The name on the command line.</summary>
    public required string Name { get; init; }

    /// <summary>How chroma is sampled.</summary>
    public JpegSubsampling Subsampling { get; init; } = JpegSubsampling.None;

    /// <summary>Whether the image is cut into several JPEGs.</summary>
    public bool IsGrid { get; init; }

    /// <summary>Focal planes.</summary>
    public int Layers { get; init; } = 1;

    /// <summary>Whether pixels are stored in NGR files.</summary>
    public bool IsUncompressed { get; init; }

    /// <summary>The suffix of the index.</summary>
    public string FileExtension => IsUncompressed ? ".vmu" : ".vms";

    /// <summary>Columns and rows of an MCU.</summary>
    public PixelSize McuSize => new(
        Subsampling == JpegSubsampling.None ? 8 : 16, Subsampling == JpegSubsampling.HorizontalAndVertical ? 16 : 8);

    /// <summary>The traits of a variant.</summary>
    /// <param name="variant">The variant.</param>
    public static VmsTraits Of(VmsVariant variant) => variant switch
    {
        VmsVariant.Grid => new() { Name = "grid", IsGrid = true, Subsampling = JpegSubsampling.Horizontal },
        VmsVariant.Single => new() { Name = "single" },
        VmsVariant.Layers => new() { Name = "layers", IsGrid = true, Layers = 3, Subsampling = JpegSubsampling.HorizontalAndVertical },
        VmsVariant.Uncompressed => new() { Name = "uncompressed", IsUncompressed = true },
        _ => throw new ArgumentOutOfRangeException(nameof(variant)),
    };

    /// <summary>The size of level 0: whole restart intervals, as OpenSlide wants them.</summary>
    /// <param name="asked">What was asked for; rounded up.</param>
    public static PixelSize SizeOf(PixelSize asked)
    {
        return new PixelSize(RoundUp(asked.Width), RoundUp(asked.Height));

        static int RoundUp(int side) => (side + IntervalWidth - 1) / IntervalWidth * IntervalWidth;
    }

    /// <summary>The side of the JPEGs but the last of a row or column; null for one JPEG.</summary>
    /// <param name="size">The size of level 0.</param>
    public int? ImageSideOf(PixelSize size) =>
        !IsGrid ? null
        : Math.Max(size.Width, size.Height) > LargeSide ? LargeImage
        : SmallImage;
}
