namespace WsiDicomizer.Conversion.Pyramid;

/// <summary>The places of a grid row by row.</summary>
/// <param name="columns">At least 1.</param>
/// <param name="rows">At least 1.</param>
internal sealed class RowOrder(int columns, int rows) : ITileOrder
{
    private long _last = -1;

    /// <inheritdoc/>
    public bool TryTake(out int column, out int row)
    {
        var place = Interlocked.Increment(ref _last);
        (column, row) = ((int)(place % columns), (int)Math.Min(place / columns, rows));
        return row < rows;
    }
}
