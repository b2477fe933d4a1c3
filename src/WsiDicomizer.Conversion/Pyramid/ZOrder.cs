namespace WsiDicomizer.Conversion.Pyramid;

/// <summary>The places of a grid in Z-order: four neighbours, then the next four, so that whole squares are done early.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class ZOrder : ITileOrder
{
    private readonly Lock _lock = new();
    private readonly int _columns;
    private readonly int _rows;
    private ulong _next;
    private readonly ulong _end;

    /// <summary>Begins.</summary>
    /// <param name="columns">At least 1.</param>
    /// <param name="rows">At least 1.</param>
    public ZOrder(int columns, int rows)
    {
        (_columns, _rows) = (columns, rows);
        var side = (ulong)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(columns, rows));
        _end = side * side;
    }

    /// <inheritdoc/>
    public bool TryTake(out int column, out int row)
    {
        lock (_lock)
        {
            while (_next < _end)
            {
                (column, row) = (Compact(_next), Compact(_next >> 1));
                if (column < _columns && row < _rows)
                {
                    _next++;
                    return true;
                }

                Skip();
            }
        }

        (column, row) = (0, 0);
        return false;
    }

    // The largest square that begins here lies outside as a whole: its corner does.
    private void Skip()
    {
        var size = 1UL;
        while (size < _end && _next % (size * 4) == 0)
        {
            size *= 4;
        }

        _next += size;
    }

    private static int Compact(ulong value)
    {
        var result = 0;
        for (var bit = 0; bit < 32; bit++)
        {
            result |= (int)((value >> (bit * 2)) & 1) << bit;
        }

        return result;
    }
}
