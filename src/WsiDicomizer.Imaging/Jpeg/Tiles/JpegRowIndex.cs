namespace WsiDicomizer.Imaging.Jpeg.Tiles;

/// <summary>Where the rows of MCUs begin in a scan without restart intervals, and the DC coefficients before each.</summary>
internal sealed class JpegRowIndex : IJpegScanIndex
{
    private const int WindowBytes = 1 << 20;

    // 10 blocks of 64 codes of at most 31 bits.
    private const int MaxMcuBytes = 10 * 64 * 31 / 8;

    private readonly List<(long Offset, byte Bit, int First, int Second, int Third)> _rows = [];
    private readonly long _end;

    private JpegRowIndex(int mcusPerRow, long end)
    {
        McusPerSegment = mcusPerRow;
        _end = end;
    }

    /// <inheritdoc/>
    public int McusPerSegment { get; }

    /// <summary>Reads the whole scan once.</summary>
    /// <param name="bytes">The stream.</param>
    /// <param name="layout">Of its scan.</param>
    /// <param name="mcusPerRow">MCUs across.</param>
    /// <param name="rows">Rows of MCUs.</param>
    /// <exception cref="CodecException">The data ends before, or holds a code that there is not.</exception>
    public static JpegRowIndex Build(IJpegScanBytes bytes, JpegScanLayout layout, int mcusPerRow, int rows)
    {
        var index = new JpegRowIndex(mcusPerRow, bytes.Length);
        var copier = new JpegMcuCopier(layout);
        var nowhere = new JpegTileWriter();
        var window = new byte[WindowBytes];
        long offset = layout.Header.ScanOffset;
        var isLast = Fill(bytes, copier, window, offset, 0);
        for (var row = 0; row < rows; row++)
        {
            var (at, bit) = Locate(copier, offset);
            index._rows.Add(
                (at, (byte)bit, copier.Predictions[0], copier.Predictions[1], copier.Predictions[2]));
            for (var mcu = 0; mcu < mcusPerRow; mcu++)
            {
                if (!isLast && (copier.Bit >> 3) + MaxMcuBytes > copier.Length)
                {
                    (offset, bit) = Locate(copier, offset);
                    isLast = Fill(bytes, copier, window, offset, bit);
                }

                nowhere.Start([]);
                nowhere.Predictions[0] = copier.Predictions[0];
                nowhere.Predictions[1] = copier.Predictions[1];
                nowhere.Predictions[2] = copier.Predictions[2];
                if (!copier.Copy(1, nowhere))
                {
                    throw new CodecFault(
                        CodecProblem.Damaged, Locate(copier, offset).Offset, "an MCU's codes").ToException("JPEG scan");
                }
            }
        }

        return index;
    }

    /// <inheritdoc/>
    public JpegScanSegment Get(int index)
    {
        var (offset, bit, first, second, third) = _rows[index];

        // The last bits of a row stand in the byte that the next one begins in, which may be an FF with its 00.
        var end = index + 1 < _rows.Count ? Math.Min(_end, _rows[index + 1].Offset + 2) : _end;
        return new JpegScanSegment(offset, end, bit, [first, second, third], null);
    }

    private static bool Fill(IJpegScanBytes bytes, JpegMcuCopier copier, byte[] window, long offset, int bit)
    {
        var raw = window.AsSpan(0, (int)Math.Min(window.Length, bytes.Length - offset));
        bytes.Read(offset, raw);
        if (copier.Data.Length < raw.Length + JpegMcuCopier.PaddingBytes)
        {
            copier.Data = new byte[raw.Length + JpegMcuCopier.PaddingBytes];
        }

        var end = JpegUnstuffing.Run(raw, copier.Data, out var length);
        copier.Data.AsSpan(length, JpegMcuCopier.PaddingBytes).Clear();
        (copier.Length, copier.Bit) = (length, bit);
        return end < raw.Length - 1 || offset + raw.Length == bytes.Length;
    }

    // Every FF of the data had a 00 behind it.
    private static (long Offset, int Bit) Locate(JpegMcuCopier copier, long offset)
    {
        var whole = copier.Bit >> 3;
        return (offset + whole + copier.Data.AsSpan(0, whole).Count((byte)0xFF), copier.Bit & 7);
    }
}
