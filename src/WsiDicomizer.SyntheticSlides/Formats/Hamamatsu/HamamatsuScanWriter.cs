using System.Buffers.Binary;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.SyntheticSlides.Drawing;

namespace WsiDicomizer.SyntheticSlides.Formats.Hamamatsu;

/// <summary>Writes the one JPEG stream of a level.</summary>
/// <remarks>
/// Restart intervals are encoded one by one as pictures of a row of MCUs; their coded data stands in one scan with restart
/// markers between. The encoder's Huffman tables are the standard's, so they are the same for all.
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

        var starts = WriteIntervals(level, size, interval, begin, cancellationToken);
        _writer.Append([0xFF, 0xD9]);
        return (begin, _writer.Position - begin, starts);
    }

    private List<long> WriteIntervals(
        int level, PixelSize size, int interval, long begin, CancellationToken cancellationToken)
    {
        var mcu = _traits.McuSize;
        var stripe = new PixelSize(interval * mcu.Width, mcu.Height);
        var across = (size.Width + stripe.Width - 1) / stripe.Width;
        var rows = (size.Height + mcu.Height - 1) / mcu.Height;
        var band = new Canvas(across * stripe.Width, CellSide);
        var picture = new byte[stripe.Area * 3];
        var starts = new List<long>(across * rows);
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

                AddInterval(_codec.Encode(picture, stripe, _options), size, interval, begin, starts);
            }
        }

        return starts;
    }

    private void AddInterval(byte[] stream, PixelSize size, int interval, long begin, List<long> starts)
    {
        var header = JpegHeader.Read(stream, JpegLimits.Default);
        _writer.Append(starts.Count == 0
            ? WithRestartInterval(stream.AsSpan(0, header.ScanOffset), size, interval)
            : [0xFF, (byte)(0xD0 + ((starts.Count - 1) % 8))]);
        starts.Add(_writer.Position - begin);
        _writer.Append(stream.AsSpan()[header.ScanOffset..^2]);
    }

    // The header of an interval becomes that of the level: its size, 0 where that has more than 16 bits, and DRI before SOF.
    private static byte[] WithRestartInterval(ReadOnlySpan<byte> header, PixelSize size, int interval)
    {
        var frame = 2;
        while (header[frame + 1] != 0xC0)
        {
            frame += 2 + BinaryPrimitives.ReadUInt16BigEndian(header[(frame + 2)..]);
        }

        var changed = header.ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(changed.AsSpan(frame + 5), (ushort)(size.Height > ushort.MaxValue ? 0 : size.Height));
        BinaryPrimitives.WriteUInt16BigEndian(changed.AsSpan(frame + 7), (ushort)(size.Width > ushort.MaxValue ? 0 : size.Width));
        byte[] restart = [0xFF, 0xDD, 0, 4, (byte)(interval >> 8), (byte)interval];
        return [.. changed.AsSpan(0, frame), .. restart, .. changed.AsSpan(frame)];
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
