using WsiDicomizer.Imaging.Drawing;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.SyntheticSlides.Drawing;
using WsiDicomizer.SyntheticSlides.Encoders;

namespace WsiDicomizer.SyntheticSlides.Formats.Hamamatsu;

/// <summary>Writes the one JPEG stream of a level.</summary>
/// <remarks>
/// Restart intervals are encoded one by one as pictures of a row of MCUs; their coded data stands in one scan with restart
/// markers between.
/// </remarks>
internal sealed class HamamatsuScanWriter
{
    private const int CellSide = 256;

    // Of 16: what each further plane loses.
    private const int DarkerBy = 3;
    private const int Quality = 85;

    private readonly NdpiWriter _writer;
    private readonly SlidePainter _painter;
    private readonly HamamatsuTraits _traits;
    private readonly JpegCodec _codec;
    private readonly JpegEncodeOptions _options;

    /// <summary>A writer for the levels of one slide.</summary>
    public HamamatsuScanWriter(NdpiWriter writer, SlidePainter painter, HamamatsuTraits traits, JpegCodec codec)
    {
        _writer = writer;
        _painter = painter;
        _traits = traits;
        _codec = codec;
        _options = new JpegEncodeOptions { Quality = Quality, Color = JpegColor.YCbCr, Subsampling = traits.Subsampling };
    }

    /// <summary>Which focal plane is written, 0-based: the picture is darker the further it is from the first.</summary>
    public int Plane { get; set; }

    /// <summary>Draws, encodes and writes a level.</summary>
    /// <param name="level">0-based.</param>
    /// <param name="size">Its size.</param>
    /// <param name="cancellationToken">Stops between rows of cells.</param>
    /// <returns>Where the stream is, and where its restart intervals begin in it; none without them.</returns>
    public (long Offset, long Length, IReadOnlyList<long> Starts) Write(
        int level, PixelSize size, CancellationToken cancellationToken)
    {
        var interval = _traits.IntervalOf(size);
        var begin = _writer.Position;
        if (interval == 0)
        {
            var canvas = new Canvas(size.Width, size.Height);
            for (var top = 0; top < size.Height; top += CellSide)
            {
                cancellationToken.ThrowIfCancellationRequested();
                DrawBand(canvas, top, level, size, top);
            }

            _writer.Append(_codec.Encode(canvas.Pixels, size, _options));
            return (begin, _writer.Position - begin, []);
        }

        var scan = new JpegRestartStream(bytes => _writer.Append(bytes.Span), size, interval);
        WriteIntervals(scan, level, size, interval, cancellationToken);
        scan.Finish();
        return (begin, _writer.Position - begin, scan.Starts);
    }

    private void WriteIntervals(
        JpegRestartStream scan, int level, PixelSize size, int interval, CancellationToken cancellationToken)
    {
        var mcu = _traits.McuSize;
        var stripe = new PixelSize(interval * mcu.Width, mcu.Height);
        var across = (size.Width + stripe.Width - 1) / stripe.Width;
        var rows = (size.Height + mcu.Height - 1) / mcu.Height;
        var band = new Canvas(across * stripe.Width, CellSide);
        var picture = new byte[stripe.Area * 3];
        for (var row = 0; row < rows; row++)
        {
            var top = row * mcu.Height;
            if (top % CellSide == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                DrawBand(band, 0, level, size, top);
            }

            for (var column = 0; column < across; column++)
            {
                for (var line = 0; line < stripe.Height; line++)
                {
                    band.Rows((top % CellSide) + line, 1).Slice(column * stripe.Width * 3, stripe.Width * 3)
                        .CopyTo(picture.AsSpan(line * stripe.Width * 3));
                }

                scan.Add(_codec.Encode(picture, stripe, _options));
            }
        }
    }

    // One row of cells, as wide as the canvas.
    private void DrawBand(Canvas canvas, int y, int level, PixelSize size, int top)
    {
        var cell = new Canvas(CellSide, CellSide);
        for (var left = 0; left < canvas.Width; left += CellSide)
        {
            var across = Math.Min(1, (left + (CellSide / 2.0)) / size.Width);
            var down = Math.Min(1, (top + (CellSide / 2.0)) / size.Height);
            _painter.PaintTile(cell, level, left / CellSide, top / CellSide, across, down);
            for (var index = 0; Plane > 0 && index < cell.Pixels.Length; index++)
            {
                cell.Pixels[index] = (byte)(cell.Pixels[index] * Math.Max(1, 16 - (DarkerBy * Plane)) / 16);
            }

            Copy(cell, canvas, left, y);
        }
    }

    private static void Copy(Canvas cell, Canvas canvas, int left, int top)
    {
        var width = Math.Min(cell.Width, canvas.Width - left);
        for (var row = 0; row < cell.Height && top + row < canvas.Height; row++)
        {
            cell.Rows(row, 1)[..(width * 3)].CopyTo(canvas.Pixels.AsSpan((((top + row) * canvas.Width) + left) * 3));
        }
    }
}
