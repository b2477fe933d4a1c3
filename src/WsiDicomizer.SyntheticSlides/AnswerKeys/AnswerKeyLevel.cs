namespace WsiDicomizer.SyntheticSlides.AnswerKeys;

/// <summary>One level as written: what a reader must find.</summary>
public sealed record AnswerKeyLevel
{
    /// <summary>The page of the file that holds it, 0-based.</summary>
    public required int Page { get; init; }

    /// <summary>Columns in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Rows in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>Columns of a tile in pixels.</summary>
    public required int TileWidth { get; init; }

    /// <summary>Rows of a tile in pixels.</summary>
    public required int TileHeight { get; init; }

    /// <summary>
    /// How many columns and rows of tiles differ before they repeat; the cells show their place modulo this number.
    /// Null where every tile is drawn for its own place.
    /// </summary>
    public int? RepeatsAfter { get; init; }

    /// <summary>The tiles that have no bytes, counted row by row from 0.</summary>
    public IReadOnlyList<int> MissingTiles { get; init; } = [];
}
