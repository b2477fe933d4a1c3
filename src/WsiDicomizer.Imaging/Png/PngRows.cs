namespace WsiDicomizer.Imaging.Png;

/// <summary>Reads the rows of an image from its inflated data, one after the other: filters undone, samples converted.</summary>
/// <param name="inflated">The data of all IDAT chunks, inflated; not closed.</param>
/// <param name="header">The image's header.</param>
/// <param name="pixels">Converts the rows.</param>
internal sealed class PngRows(Stream inflated, PngHeader header, PngPixels pixels)
{
    private readonly byte[] _above = new byte[header.RowBytes];
    private readonly byte[] _row = new byte[header.RowBytes + 1];
    private readonly int _pixelBytes = Math.Max(1, header.Channels * header.BitDepth / 8);

    /// <summary>How many rows have been read.</summary>
    public int Position { get; private set; }

    /// <summary>Reads a row.</summary>
    /// <param name="samples">Columns × samples of a pixel, of 8 bits, or of 16 with the lower byte first.</param>
    /// <exception cref="CodecException">The row is damaged, or not there.</exception>
    /// <exception cref="InvalidDataException">The data are no zlib stream.</exception>
    public void ReadNext(Span<byte> samples)
    {
        if (inflated.ReadAtLeast(_row, _row.Length, throwOnEndOfStream: false) < _row.Length)
        {
            throw new CodecException(
                CodecProblem.Truncated,
                $"The PNG stream ends too early: in row {Position} of {header.Size.Height}; expected all rows.");
        }

        var stored = _row.AsSpan(1);
        if (!PngFilter.TryUndo(_row[0], stored, _above, _pixelBytes))
        {
            throw new CodecException(
                CodecProblem.Damaged, $"The PNG stream is damaged: in row {Position} expected a filter of 0 to 4.");
        }

        if (!pixels.TryConvert(stored, samples))
        {
            throw new CodecException(
                CodecProblem.Damaged, $"The PNG stream is damaged: in row {Position} expected indices into the palette.");
        }

        stored.CopyTo(_above);
        Position++;
    }

    /// <summary>Reads what follows the last row.</summary>
    /// <exception cref="InvalidDataException">The checksum of the zlib stream is wrong.</exception>
    /// <remarks>Only at its end does the zlib stream show its checksum. More data than rows is passed over, as libpng does.</remarks>
    public void ReadEnd() => _ = inflated.ReadByte();
}
