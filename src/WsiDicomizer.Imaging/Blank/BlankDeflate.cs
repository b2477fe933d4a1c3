using WsiDicomizer.Imaging.Deflate;

namespace WsiDicomizer.Imaging.Blank;

/// <summary>Blank rows in zlib's format (TIFF's compressions 8 and 32946, PNG's IDAT).</summary>
/// <remarks>
/// About a thousandth of the rows' bytes for large ones. Written by ourselves: what a compressing library writes differs from
/// version to version, and outputs must not. Source: RFC 1950, RFC 1951. Thread-safe.
/// </remarks>
public static class BlankDeflate
{
    // Where repeating the row before becomes dearer than writing a row anew: the distance's extra bits are in every copy.
    private const int LongestRepeatedRow = 1024;

    /// <summary>Makes the bytes of a strip or tile.</summary>
    /// <param name="rows">What it holds.</param>
    /// <param name="limits">How large it may be.</param>
    /// <returns>Header, deflate data, checksum.</returns>
    /// <exception cref="CodecException">It is larger than the limits allow.</exception>
    public static byte[] Create(BlankRows rows, BlankLimits limits)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var row = rows.CreateRow(limits);
        var checksum = Adler32.Start;
        for (var index = 0; index < rows.Rows; index++)
        {
            checksum = Adler32.Continue(checksum, row);
        }

        // Twice the same: to count the symbols, and to write them.
        var writer = new DeflateRunWriter();
        AddRows(writer, rows, row);
        writer.StartWriting();
        AddRows(writer, rows, row);
        return ZlibFrame.Wrap(writer.Finish(), checksum);
    }

    private static void AddRows(DeflateRunWriter writer, BlankRows rows, ReadOnlySpan<byte> row)
    {
        var unit = rows.Unit.Length;
        if (!rows.IsPredicted)
        {
            writer.AddLiterals(rows.Unit);
            writer.AddCopy(rows.Length - unit, rows.Unit);
            return;
        }

        AddRow(writer, row, unit);
        if (row.Length <= LongestRepeatedRow)
        {
            writer.AddCopy(rows.Length - row.Length, row);
            return;
        }

        for (var index = 1; index < rows.Rows; index++)
        {
            AddRow(writer, row, unit);
        }
    }

    private static void AddRow(DeflateRunWriter writer, ReadOnlySpan<byte> row, int unit)
    {
        var literals = Math.Min(unit + 1, row.Length);
        writer.AddLiterals(row[..literals]);
        writer.AddCopy(row.Length - literals, [0]);
    }
}
