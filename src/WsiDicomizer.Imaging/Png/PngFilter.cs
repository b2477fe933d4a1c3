namespace WsiDicomizer.Imaging.Png;

/// <summary>The filters that rows are stored with (PNG 9.2).</summary>
internal static class PngFilter
{
    /// <summary>Undoes the filter of a row.</summary>
    /// <param name="filter">The number before the row, 0 to 4.</param>
    /// <param name="row">The row; turned into what it was.</param>
    /// <param name="above">The row above, undone; zeros for the first.</param>
    /// <param name="pixelBytes">Bytes of a pixel, at least 1.</param>
    /// <returns>False where there is no such filter.</returns>
    public static bool TryUndo(byte filter, Span<byte> row, ReadOnlySpan<byte> above, int pixelBytes)
    {
        switch (filter)
        {
            case 0:
                return true;
            case 1:
                UndoSub(row, pixelBytes);
                return true;
            case 2:
                UndoUp(row, above);
                return true;
            case 3:
                UndoAverage(row, above, pixelBytes);
                return true;
            case 4:
                UndoPaeth(row, above, pixelBytes);
                return true;
            default:
                return false;
        }
    }

    private static void UndoSub(Span<byte> row, int pixelBytes)
    {
        for (var i = pixelBytes; i < row.Length; i++)
        {
            row[i] += row[i - pixelBytes];
        }
    }

    private static void UndoUp(Span<byte> row, ReadOnlySpan<byte> above)
    {
        for (var i = 0; i < row.Length; i++)
        {
            row[i] += above[i];
        }
    }

    private static void UndoAverage(Span<byte> row, ReadOnlySpan<byte> above, int pixelBytes)
    {
        for (var i = 0; i < row.Length; i++)
        {
            var left = i < pixelBytes ? 0 : row[i - pixelBytes];
            row[i] += (byte)((left + above[i]) / 2);
        }
    }

    private static void UndoPaeth(Span<byte> row, ReadOnlySpan<byte> above, int pixelBytes)
    {
        for (var i = 0; i < row.Length; i++)
        {
            row[i] += i < pixelBytes ? above[i] : Predict(row[i - pixelBytes], above[i], above[i - pixelBytes]);
        }
    }

    // PNG 9.4: whichever of the three is nearest to left + above - upper left; the order breaks ties.
    private static byte Predict(int left, int above, int upperLeft)
    {
        var toLeft = Math.Abs(above - upperLeft);
        var toAbove = Math.Abs(left - upperLeft);
        var toUpperLeft = Math.Abs(left + above - (2 * upperLeft));
        return (byte)(toLeft <= toAbove && toLeft <= toUpperLeft ? left : toAbove <= toUpperLeft ? above : upperLeft);
    }
}
