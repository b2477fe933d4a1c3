using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Planning.Levels;

/// <summary>What every way of making a level's frames needs beside the level.</summary>
internal sealed record LevelContext
{
    /// <summary>How slides are converted.</summary>
    public required ConversionOptions Options { get; init; }

    /// <summary>Makes temporary files for frames that have to be made.</summary>
    public required Func<FrameSpool> CreateSpool { get; init; }

    /// <summary>What a person should know is added here.</summary>
    public required ICollection<string> Notes { get; init; }

    /// <summary>Whether to read all tiles whole.</summary>
    public required bool IsThorough { get; init; }

    /// <summary>Stops between tiles.</summary>
    public required CancellationToken CancellationToken { get; init; }

    /// <summary>Takes tiles of the level that are damaged; null where they are an error.</summary>
    public required DamageLog? Damage { get; init; }

    /// <summary>Whether frames are made for tiles that the slide does not store; not where the frames are decoded anyway.</summary>
    public bool MakesFillers { get; init; } = true;

    /// <summary>Uncompressed to compressed bytes, as it is in fact.</summary>
    /// <param name="level">The level.</param>
    /// <param name="facts">What a tile is.</param>
    /// <param name="bytes">All compressed bytes.</param>
    public static double GetRatio(SlideLevel level, TileStreamFacts facts, long bytes) =>
        (double)facts.PixelBytes * level.TileCount / Math.Max(1, bytes);
}
