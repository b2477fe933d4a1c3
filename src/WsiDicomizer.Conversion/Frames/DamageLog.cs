namespace WsiDicomizer.Conversion.Frames;

/// <summary>Tiles of a level that became background because they cannot be read or decoded. Thread-safe.</summary>
/// <param name="limits">How many there may be.</param>
internal sealed class DamageLog(ConversionLimits limits)
{
    private readonly SortedDictionary<int, string> _tiles = [];
    private readonly Lock _lock = new();

    /// <summary>The tiles, in order.</summary>
    public IReadOnlyList<DamagedFrame> Frames
    {
        get
        {
            lock (_lock)
            {
                return [.. _tiles.Select(tile => new DamagedFrame(tile.Key, tile.Value))];
            }
        }
    }

    /// <summary>A log where damaged tiles become background; null where they refuse the slide.</summary>
    /// <param name="options">How slides are converted.</param>
    public static DamageLog? For(ConversionOptions options) =>
        options.DamagedTiles == DamagedTiles.Background ? new DamageLog(options.Limits) : null;

    /// <summary>Adds a tile; the first reason stays.</summary>
    /// <param name="tileIndex">0-based.</param>
    /// <param name="reason">For people.</param>
    /// <exception cref="ConversionException">There are too many.</exception>
    public void Add(int tileIndex, string reason)
    {
        lock (_lock)
        {
            if (_tiles.TryAdd(tileIndex, reason) && _tiles.Count > limits.MaximumDamagedTiles)
            {
                throw new ConversionException(
                    $"more than {limits.MaximumDamagedTiles} tiles of a level are damaged ({nameof(limits.MaximumDamagedTiles)}), "
                    + $"the last: {reason}");
            }
        }
    }
}
