namespace WsiDicomizer.Conversion;

/// <summary>What a slide may ask of the conversion at most. A slide that asks for more is refused with the limit's name.</summary>
public sealed record ConversionLimits
{
    /// <summary>The limits for slides of unknown origin.</summary>
    public static ConversionLimits Default { get; } = new();

    /// <summary>The longest encoded tile, in bytes. Default 64 MiB.</summary>
    public int MaximumTileBytes { get; init; } = 64 << 20;

    /// <summary>The longest header of a tile's stream, in bytes. Default 64 KiB; real ones have some hundred bytes.</summary>
    public int MaximumTileHeaderBytes { get; init; } = 64 << 10;

    /// <summary>How many different headers the tiles of a level may have. Default 60,000; real levels have one.</summary>
    public int MaximumDistinctHeaders { get; init; } = 60_000;

    /// <summary>All different headers of a level together, in bytes. Default 32 MiB.</summary>
    public int MaximumHeaderBytesPerLevel { get; init; } = 32 << 20;

    /// <summary>All frames of a level that stand in for missing tiles together, in bytes. Default 64 MiB.</summary>
    public long MaximumFillerBytes { get; init; } = 64 << 20;

    /// <summary>How many tiles of a level may be damaged, where they become background. Default 10,000.</summary>
    public int MaximumDamagedTiles { get; init; } = 10_000;

    /// <summary>
    /// How many times the file's bytes a level's tiles may be together. Default 64: tiles may share their bytes, as blank
    /// ones do, but a table that points a million times at one large tile asks for terabytes.
    /// </summary>
    public int MaximumExpansion { get; init; } = 64;
}
