namespace WsiDicomizer.SyntheticSlides.Formats.Aperio;

/// <summary>What makes a variant: the table that the writer follows instead of asking for the variant's name.</summary>
/// <remarks>Evidence: the public slides CMU-1 (JPEG, 33003, 33005) and descriptions of GT450 files; no public spec.</remarks>
internal sealed record AperioTraits
{
    /// <summary>Tag 259 for JPEG.</summary>
    public const ushort Jpeg = 7;

    /// <summary>Tag 259 for Aperio's JPEG 2000 of Y, Cb, Cr.</summary>
    public const ushort Jpeg2000YCbCr = 33003;

    /// <summary>Tag 259 for Aperio's JPEG 2000 of R, G, B.</summary>
    public const ushort Jpeg2000Rgb = 33005;

    private const string ClassicLibrary = "Aperio Image Library v11.2.1 ";
    private const string Gt450Library = "Aperio Leica Biosystems GT450 v1.0.1 ";

    /// <summary>The name on the command line and in file names.</summary>
    public required string Name { get; init; }

    /// <summary>The first line of every description.</summary>
    public string Library { get; init; } = ClassicLibrary;

    /// <summary>The codec as the description names it.</summary>
    public required string Codec { get; init; }

    /// <summary>The number behind <c>Q=</c> in the description, which for JPEG is libjpeg's quality.</summary>
    public int Quality { get; init; } = 30;

    /// <summary>Tag 259 of the levels: 7, 33003 or 33005.</summary>
    public ushort Compression { get; init; } = Jpeg;

    /// <summary>Whether the levels' tiles are JPEG; else JPEG 2000.</summary>
    public bool IsJpeg => Compression == Jpeg;

    /// <summary>Tag 262: 2 RGB, 6 YCbCr.</summary>
    public ushort Photometric { get; init; } = 2;

    /// <summary>How much wider than a chroma sample a luma sample is, and how much higher; 1, 1 for RGB.</summary>
    public (int Horizontal, int Vertical) Subsampling { get; init; } = (1, 1);

    /// <summary>Always BigTIFF, whatever the size.</summary>
    public bool BigTiff { get; init; }

    /// <summary>The tables are in tag 347 and not in each tile.</summary>
    public bool SharedTables { get; init; } = true;

    /// <summary>The GT450's habits: its set of keys, on page 0 only; no description on label and macro.</summary>
    public bool Gt450 { get; init; }

    /// <summary>Reduced levels repeat the keys of level 0.</summary>
    public bool KeysOnEveryLevel { get; init; }

    /// <summary>One tile of level 1 has no bytes.</summary>
    public bool ZeroTile { get; init; }

    /// <summary>Columns and rows of a tile where the options do not say.</summary>
    public int DefaultTileSize { get; init; } = 240;

    /// <summary>The row of the table for a variant.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such variant.</exception>
    public static AperioTraits Of(AperioVariant variant) => variant switch
    {
        AperioVariant.ClassicRgb => ClassicRgb,
        AperioVariant.ClassicYCbCr => new AperioTraits
        {
            Name = "classic-ycbcr", Codec = "JPEG/YCC", Quality = 70, Photometric = 6, Subsampling = (2, 2),
        },
        AperioVariant.Gt450 => Gt450Scanner,
        AperioVariant.Gt450WithoutTables => Gt450Scanner with { Name = "gt450-no-tables", SharedTables = false },
        AperioVariant.Jp2k33003 => new AperioTraits
        {
            Name = "33003", Codec = "J2K/YUV16", Quality = 70, Compression = Jpeg2000YCbCr, DefaultTileSize = 256,
        },
        AperioVariant.Jp2k33005 => new AperioTraits
        {
            Name = "33005", Codec = "J2K/KDU", Compression = Jpeg2000Rgb,
        },
        AperioVariant.ZeroTile => ClassicRgb with { Name = "zero-tile", ZeroTile = true },
        _ => throw new ArgumentOutOfRangeException(nameof(variant), variant, "There is no such Aperio variant."),
    };

    private static AperioTraits ClassicRgb => new()
    {
        Name = "classic-rgb", Codec = "JPEG/RGB", KeysOnEveryLevel = true,
    };

    private static AperioTraits Gt450Scanner => new()
    {
        Name = "gt450", Library = Gt450Library, Codec = "JPEG/YCC", Quality = 91, Photometric = 6, Subsampling = (2, 1),
        BigTiff = true, Gt450 = true, DefaultTileSize = 256,
    };
}
