namespace WsiDicomizer.Slides.Hidden;

/// <summary>How much the search for identity in streams and between structures may cost.</summary>
internal sealed record HiddenIdentityLimits
{
    /// <summary>The limits in force.</summary>
    public static HiddenIdentityLimits Default { get; } = new();

    /// <summary>
    /// Bytes that one look into a stream reads: the end of one tile and the head of the next. Default 64, which holds the
    /// head of an abbreviated JPEG stream.
    /// </summary>
    public int WindowBytes { get; init; } = 64;

    /// <summary>Bytes at the end of a stream in which its last marker is expected. Default 8.</summary>
    public int TailBytes { get; init; } = 8;

    /// <summary>Bytes of one read where something is there. Default 64 KiB, the longest segment of a JPEG stream.</summary>
    public int ChunkBytes { get; init; } = 64 * 1024;

    /// <summary>Segments of one stream, or chunks of a PNG. Default 4,096; beyond it the stream counts as damaged.</summary>
    public int MaxSegments { get; init; } = 4_096;

    /// <summary>Zeros that part two runs of bytes; fewer belong to the run. Default 16.</summary>
    public int ZerosBetweenRuns { get; init; } = 16;

    /// <summary>Runs that one gap is told in; all behind the last of them is part of it. Default 4,096.</summary>
    public int MaxRunsPerGap { get; init; } = 4_096;

    /// <summary>Bytes at the start of a run in which texts are looked for. Default 1 MiB.</summary>
    public int MaxTextBytes { get; init; } = 1024 * 1024;

    /// <summary>Tiles, strips and structures of one file. Default 16,777,216.</summary>
    public int MaxPieces { get; init; } = 16 * 1024 * 1024;

    /// <summary>How often the bytes of a file may be read over, where streams lie upon each other. Default 4.</summary>
    public int MaxPasses { get; init; } = 4;
}
