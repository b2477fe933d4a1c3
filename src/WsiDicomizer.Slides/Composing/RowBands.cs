using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.TiffPages;

namespace WsiDicomizer.Slides.Composing;

/// <summary>
/// Cuts tiles out of a picture that can only be read from the top, row by row: a band of rows for each row of tiles, of which
/// the last ones are kept. Thread-safe.
/// </summary>
/// <remarks>
/// Tiles are asked for row by row, by some threads at a time: two bands are enough, and narrow pictures get more of them. Who
/// goes back further than what is kept makes the picture be read from its top again.
/// </remarks>
internal sealed class RowBands : IDisposable
{
    private readonly ReaderWriterLockSlim _lock = new();
    private readonly Func<IRowReader> _open;
    private readonly PixelSize _size;
    private readonly int _pixelBytes;
    private readonly int _bandRows;
    private readonly Slot[] _slots;
    private IRowReader? _reader;
    private int _next;
    private (int Band, SlideFormatException Cause)? _failure;

    /// <summary>Prepares; nothing is read or allocated yet.</summary>
    /// <param name="size">Of the picture.</param>
    /// <param name="pixelBytes">Bytes of a pixel.</param>
    /// <param name="bandRows">Rows of a band, which are those of a tile.</param>
    /// <param name="maximumBytes">Of the bands that are kept; at least two are.</param>
    /// <param name="open">Opens the picture at its top.</param>
    public RowBands(PixelSize size, int pixelBytes, int bandRows, long maximumBytes, Func<IRowReader> open)
    {
        (_size, _pixelBytes, _bandRows, _open) = (size, pixelBytes, bandRows, open);
        var bands = ((long)size.Height + bandRows - 1) / bandRows;
        _slots = new Slot[Math.Clamp(maximumBytes / BandBytes(size, pixelBytes, bandRows), 2, Math.Max(2, bands))];
        for (var slot = 0; slot < _slots.Length; slot++)
        {
            _slots[slot] = new Slot();
        }
    }

    /// <summary>The bytes of the bands that are allocated now.</summary>
    public long KeptBytes => _slots.Sum(slot => (long)slot.Samples.Length);

    /// <summary>How many times the picture was opened at its top.</summary>
    public int Openings { get; private set; }

    /// <summary>The bytes of a band.</summary>
    /// <param name="size">Of the picture.</param>
    /// <param name="pixelBytes">Bytes of a pixel.</param>
    /// <param name="bandRows">Rows of a band.</param>
    public static long BandBytes(PixelSize size, int pixelBytes, int bandRows) =>
        (long)size.Width * pixelBytes * Math.Min(bandRows, size.Height);

    /// <summary>Cuts a tile; beyond the picture it is white.</summary>
    /// <param name="tileColumn">0-based.</param>
    /// <param name="tileRow">0-based: the band's number.</param>
    /// <param name="tileWidth">Columns of a tile.</param>
    /// <param name="pixels">Filled completely.</param>
    /// <exception cref="SlideFormatException">The picture is damaged there or above.</exception>
    public void Cut(int tileColumn, int tileRow, int tileWidth, Span<byte> pixels)
    {
        var slot = _slots[tileRow % _slots.Length];
        _lock.EnterReadLock();
        try
        {
            if (slot.Band == tileRow)
            {
                Cut(slot, tileColumn * tileWidth, tileWidth, pixels);
                return;
            }
        }
        finally
        {
            _lock.ExitReadLock();
        }

        _lock.EnterWriteLock();
        try
        {
            if (slot.Band != tileRow)
            {
                ReadTo(tileRow);
            }

            Cut(slot, tileColumn * tileWidth, tileWidth, pixels);
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader?.Dispose();
        _lock.Dispose();
    }

    private void ReadTo(int band)
    {
        if (_failure is { } failure && band >= failure.Band)
        {
            throw failure.Cause;
        }

        if (_reader is null || band < _next)
        {
            _reader?.Dispose();
            (_reader, _next) = (null, 0);
            _reader = _open();
            Openings++;
        }

        while (_next <= band)
        {
            try
            {
                ReadBand(_reader, _slots[_next % _slots.Length]);
            }
            catch (SlideFormatException exception)
            {
                _failure = (_next, exception);
                _reader.Dispose();
                _reader = null;
                throw;
            }
        }
    }

    private void ReadBand(IRowReader reader, Slot slot)
    {
        slot.Band = -1;
        if (slot.Samples.Length == 0)
        {
            slot.Samples = GC.AllocateUninitializedArray<byte>((int)BandBytes(_size, _pixelBytes, _bandRows));
        }

        var rowBytes = _size.Width * _pixelBytes;
        slot.Rows = Math.Min(_bandRows, _size.Height - (_next * _bandRows));
        for (var row = 0; row < slot.Rows; row++)
        {
            reader.ReadRow(slot.Samples.AsSpan(row * rowBytes, rowBytes));
        }

        slot.Band = _next++;
    }

    private void Cut(Slot slot, int left, int tileWidth, Span<byte> pixels) => PixelCopy.Cut(
        slot.Samples, new PixelSize(_size.Width, slot.Rows), new PixelArea(left, 0, tileWidth, _bandRows), _pixelBytes, pixels);

    private sealed class Slot
    {
        public int Band { get; set; } = -1;

        public int Rows { get; set; }

        public byte[] Samples { get; set; } = [];
    }
}
