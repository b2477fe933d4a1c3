namespace WsiDicomizer.SyntheticSlides.Formats.Zeiss;

/// <summary>What a variant is: the one table.</summary>
internal sealed record ZeissTraits
{
    /// <summary>The name on the command line.</summary>
    public required string Name { get; init; }

    /// <summary>The number of the compression, of each channel.</summary>
    public required IReadOnlyList<int> Compressions { get; init; }

    /// <summary>Grey of 16 bits; else blue, green, red of 8.</summary>
    public bool IsGray16 { get; init; }

    /// <summary>Subblocks overlap and lie unevenly.</summary>
    public bool Overlaps { get; init; }

    /// <summary>Scenes.</summary>
    public int Scenes { get; init; } = 1;

    /// <summary>Focal planes.</summary>
    public int Planes { get; init; } = 1;

    /// <summary>All subblocks are as large as a tile, at the edges too.</summary>
    public bool HasWholeTiles => Compressions[0] == ZeissPixels.Jpeg;

    /// <summary>The row of the table for a variant.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such variant.</exception>
    public static ZeissTraits Of(ZeissVariant variant) => variant switch
    {
        ZeissVariant.JpegMosaic => new ZeissTraits { Name = "jpeg-mosaic", Compressions = [ZeissPixels.Jpeg], Overlaps = true },
        ZeissVariant.JpegGrid => new ZeissTraits { Name = "jpeg-grid", Compressions = [ZeissPixels.Jpeg] },
        ZeissVariant.Zstd1 => new ZeissTraits { Name = "zstd1", Compressions = [ZeissPixels.Zstd1] },
        ZeissVariant.Uncompressed => new ZeissTraits { Name = "uncompressed", Compressions = [ZeissPixels.Uncompressed] },
        ZeissVariant.TwoScenes => new ZeissTraits { Name = "two-scenes", Compressions = [ZeissPixels.Jpeg], Scenes = 2 },
        ZeissVariant.Gray16TwoChannels => new ZeissTraits
        {
            Name = "gray16-two-channels", Compressions = [ZeissPixels.Zstd1, ZeissPixels.Zstd0], IsGray16 = true,
        },
        ZeissVariant.ZStack => new ZeissTraits { Name = "z-stack", Compressions = [ZeissPixels.Jpeg], Planes = 3 },
        _ => throw new ArgumentOutOfRangeException(nameof(variant), variant, "There is no such Zeiss variant."),
    };
}
