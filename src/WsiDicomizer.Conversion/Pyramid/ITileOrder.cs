namespace WsiDicomizer.Conversion.Pyramid;

/// <summary>In which order the tiles of a level are taken. Thread-safe.</summary>
internal interface ITileOrder
{
    /// <summary>The next place.</summary>
    /// <param name="column">0-based.</param>
    /// <param name="row">0-based.</param>
    /// <returns>False after the last.</returns>
    bool TryTake(out int column, out int row);
}
