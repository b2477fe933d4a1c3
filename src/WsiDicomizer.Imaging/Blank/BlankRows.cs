namespace WsiDicomizer.Imaging.Blank;

/// <summary>The bytes of a blank strip or tile before compression: equal rows, each a unit that repeats.</summary>
/// <remarks>
/// The unit is a pixel, or what TIFF stores in its place: a byte of several pixels, or a block of subsampled YCbCr. Immutable.
/// </remarks>
public sealed class BlankRows
{
    private const int MostUnitBytes = 64;

    private readonly byte[] _unit;

    private BlankRows(ReadOnlySpan<byte> unit, long rowBytes, int rows)
    {
        if (unit.Length is < 1 or > MostUnitBytes)
        {
            throw new ArgumentException("A unit has 1 to 64 bytes.", nameof(unit));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(rowBytes, unit.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        BlankLimits.Check(rowBytes, Array.MaxLength, "bytes in a row");
        _unit = unit.ToArray();
        RowBytes = (int)rowBytes;
        Rows = rows;
    }

    /// <summary>What repeats.</summary>
    public ReadOnlySpan<byte> Unit => _unit;

    /// <summary>Bytes of a row.</summary>
    public int RowBytes { get; }

    /// <summary>The number of rows.</summary>
    public int Rows { get; }

    /// <summary>Whether a row is the unit once and then zeros.</summary>
    public bool IsPredicted { get; private init; }

    /// <summary>Bytes of all rows.</summary>
    public long Length => (long)RowBytes * Rows;

    /// <summary>Rows that are a unit again and again.</summary>
    /// <param name="unit">1 to 64 bytes.</param>
    /// <param name="unitsPerRow">At least 1.</param>
    /// <param name="rows">At least 1.</param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    /// <exception cref="CodecException">A row has more bytes than an array can have.</exception>
    public static BlankRows Repeated(ReadOnlySpan<byte> unit, int unitsPerRow, int rows) =>
        new(unit, (long)unit.Length * unitsPerRow, rows);

    /// <summary>Rows of differences between equal samples (TIFF 6.0, section 14; PNG 9.2): a unit once, then zeros.</summary>
    /// <param name="unit">1 to 64 bytes: the first pixel.</param>
    /// <param name="rowBytes">At least those of the unit.</param>
    /// <param name="rows">At least 1.</param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    /// <exception cref="CodecException">A row has more bytes than an array can have.</exception>
    public static BlankRows Predicted(ReadOnlySpan<byte> unit, long rowBytes, int rows) =>
        new(unit, rowBytes, rows) { IsPredicted = true };

    /// <summary>Makes one row; all are equal.</summary>
    /// <param name="limits">How large they may be.</param>
    /// <exception cref="CodecException">The row, or all of them, are larger than the limits allow.</exception>
    internal byte[] CreateRow(BlankLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        BlankLimits.Check(RowBytes, limits.MaxRowBytes, "bytes in a row");
        BlankLimits.Check(Length, limits.MaxRawBytes, "bytes before compression");
        var row = new byte[RowBytes];
        _unit.CopyTo(row, 0);
        if (!IsPredicted)
        {
            for (var at = _unit.Length; at < row.Length; at += _unit.Length)
            {
                _unit.CopyTo(row, at);
            }
        }

        return row;
    }
}
