using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Slides.Formats.Ventana;

/// <summary>Where pictures are drawn, each only where those before left room, so that seams do not show.</summary>
/// <remarks>
/// As OpenSlide composes: pictures at parts of a pixel are interpolated between four pixels, in steps of 1/128, and nothing
/// beyond their edge; a pixel that is partly covered takes of the next picture what fits.
/// </remarks>
internal readonly ref struct VentanaCanvas
{
    private const int Steps = 128;
    private const int Full = byte.MaxValue;

    private readonly Span<byte> _samples;
    private readonly Span<byte> _cover;
    private readonly PixelSize _size;
    private readonly int _samplesPerPixel;

    /// <summary>An empty canvas.</summary>
    /// <param name="samples">Where to draw: rows × columns × samples per pixel; cleared.</param>
    /// <param name="size">Columns and rows.</param>
    /// <param name="samplesPerPixel">1 or 3.</param>
    public VentanaCanvas(Span<byte> samples, PixelSize size, int samplesPerPixel)
        : this(samples, new byte[size.Area], size, samplesPerPixel)
    {
    }

    /// <summary>An empty canvas whose cover the caller sees.</summary>
    /// <param name="samples">Where to draw; cleared.</param>
    /// <param name="cover">How far each pixel is covered, 0 to 255; all 0.</param>
    /// <param name="size">Columns and rows.</param>
    /// <param name="samplesPerPixel">1 or 3.</param>
    public VentanaCanvas(Span<byte> samples, Span<byte> cover, PixelSize size, int samplesPerPixel)
    {
        samples.Clear();
        _samples = samples;
        _cover = cover;
        _size = size;
        _samplesPerPixel = samplesPerPixel;
    }

    /// <summary>Draws a picture.</summary>
    /// <param name="picture">What.</param>
    /// <param name="left">Of its left edge from the canvas's; may be a part of a pixel.</param>
    /// <param name="top">Of its upper edge from the canvas's; may be a part of a pixel.</param>
    public void Draw(VentanaPicture picture, double left, double top)
    {
        var (wholeX, partX) = Split(left);
        var (wholeY, partY) = Split(top);
        var shift = new Shift(partX, partY);

        // A picture that is shifted reaches one pixel further.
        var fromX = Math.Max(0, wholeX);
        var toX = (int)Math.Min(_size.Width, (long)wholeX + picture.Width + (partX != 0 ? 1 : 0));
        var fromY = Math.Max(0, wholeY);
        var toY = (int)Math.Min(_size.Height, (long)wholeY + picture.Height + (partY != 0 ? 1 : 0));
        for (var y = fromY; y < toY; y++)
        {
            DrawRow(picture, shift, (fromX - wholeX, y - wholeY), (y * _size.Width) + fromX, toX - fromX);
        }
    }

    /// <summary>Fills what is left.</summary>
    /// <param name="background">The grey of it.</param>
    public void Finish(byte background)
    {
        for (var at = 0; at < _cover.Length; at++)
        {
            if (_cover[at] != Full)
            {
                var rest = (byte)((background * (Full - _cover[at])) / Full);
                for (var sample = at * _samplesPerPixel; sample < (at + 1) * _samplesPerPixel; sample++)
                {
                    _samples[sample] = (byte)Math.Min(Full, _samples[sample] + rest);
                }
            }
        }
    }

    private static (int Whole, int Part) Split(double position)
    {
        var steps = (long)Math.Round(position * Steps);
        var whole = (int)Math.Floor((double)steps / Steps);
        return (whole, (int)(steps - ((long)whole * Steps)));
    }

    /// <summary>Draws a row, most of it in runs that nothing covers yet and that are covered wholly now.</summary>
    private void DrawRow(VentanaPicture picture, Shift shift, (int X, int Y) from, int at, int count)
    {
        // Where all four pixels that are asked for are in the picture.
        var inner = (Start: shift.IsNone ? 0 : 1, End: picture.Width);
        var isInner = picture.Cover is null && (shift.IsNone || (from.Y > 0 && from.Y < picture.Height));
        for (var done = 0; done < count;)
        {
            var x = from.X + done;
            var rest = _cover.Slice(at + done, count - done);
            var covered = rest.IndexOfAnyExcept((byte)Full);
            if (covered != 0)
            {
                done += covered < 0 ? rest.Length : covered;
                continue;
            }

            var free = rest.IndexOfAnyExcept((byte)0);
            var run = Math.Min(free < 0 ? rest.Length : free, inner.End - x);
            if (isInner && x >= inner.Start && run > 0)
            {
                DrawRun(picture, shift, (x, from.Y), at + done, run);
                done += run;
            }
            else
            {
                DrawPixel(picture, shift, (x, from.Y), at + done);
                done++;
            }
        }
    }

    private void DrawRun(VentanaPicture picture, Shift shift, (int X, int Y) from, int at, int count)
    {
        var target = _samples.Slice(at * _samplesPerPixel, count * _samplesPerPixel);
        var first = (picture.First + (from.Y * picture.Stride) + from.X) * _samplesPerPixel;
        _cover.Slice(at, count).Fill(Full);
        if (shift.IsNone)
        {
            picture.Samples.AsSpan(first, target.Length).CopyTo(target);
            return;
        }

        var above = first - (picture.Stride * _samplesPerPixel);
        var here = picture.Samples.AsSpan(first, target.Length);
        var left = picture.Samples.AsSpan(first - _samplesPerPixel, target.Length);
        var up = picture.Samples.AsSpan(above, target.Length);
        var upLeft = picture.Samples.AsSpan(above - _samplesPerPixel, target.Length);
        var (weight, weightLeft, weightUp, weightUpLeft) = (shift.Weight(0, 0), shift.Weight(1, 0), shift.Weight(0, 1), shift.Weight(1, 1));
        for (var sample = 0; sample < target.Length; sample++)
        {
            target[sample] = (byte)(((weight * here[sample]) + (weightLeft * left[sample]) + (weightUp * up[sample])
                + (weightUpLeft * upLeft[sample])) >> Shift.WeightBits);
        }
    }

    private void DrawPixel(VentanaPicture picture, Shift shift, (int X, int Y) from, int at)
    {
        Span<int> sums = stackalloc int[3];
        sums.Clear();
        var cover = 0;
        for (var corner = 0; corner < 4; corner++)
        {
            var (dx, dy) = (corner & 1, corner >> 1);
            var (x, y) = (from.X - dx, from.Y - dy);
            var weight = shift.Weight(dx, dy);
            if (weight == 0 || x < 0 || y < 0 || x >= picture.Width || y >= picture.Height)
            {
                continue;
            }

            var source = picture.First + (y * picture.Stride) + x;
            cover += weight * (picture.Cover is { } covers ? covers[source] : Full);
            for (var sample = 0; sample < _samplesPerPixel; sample++)
            {
                sums[sample] += weight * picture.Samples[(source * _samplesPerPixel) + sample];
            }
        }

        Span<byte> pixel = stackalloc byte[3];
        for (var sample = 0; sample < 3; sample++)
        {
            pixel[sample] = (byte)(sums[sample] >> Shift.WeightBits);
        }

        Add(at, pixel, cover >> Shift.WeightBits);
    }

    private void Add(int at, ReadOnlySpan<byte> pixel, int cover)
    {
        if (cover == 0)
        {
            return;
        }

        var room = Full - _cover[at];
        var target = at * _samplesPerPixel;
        for (var sample = 0; sample < _samplesPerPixel; sample++)
        {
            var value = cover <= room ? pixel[sample] : ((pixel[sample] * room) + (cover / 2)) / cover;
            _samples[target + sample] = (byte)Math.Min(Full, _samples[target + sample] + value);
        }

        _cover[at] += (byte)Math.Min(cover, room);
    }

    /// <summary>How far a picture lies beside whole pixels, to the right and down, in steps.</summary>
    private readonly record struct Shift(int X, int Y)
    {
        /// <summary>Weights of four pixels come to 1 &lt;&lt; this.</summary>
        public const int WeightBits = 14;

        /// <summary>Whether it lies at whole pixels.</summary>
        public bool IsNone => X == 0 && Y == 0;

        /// <summary>What counts of the pixel that is so far to the left and up, 0 or 1.</summary>
        public int Weight(int left, int up) => (left == 0 ? Steps - X : X) * (up == 0 ? Steps - Y : Y);
    }
}
