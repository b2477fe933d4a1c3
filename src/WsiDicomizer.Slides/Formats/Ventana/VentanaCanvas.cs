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
        var isShifted = partX != 0 || partY != 0;

        // A picture that is shifted reaches one pixel further.
        var fromX = Math.Max(0, wholeX);
        var toX = (int)Math.Min(_size.Width, (long)wholeX + picture.Width + (partX != 0 ? 1 : 0));
        var fromY = Math.Max(0, wholeY);
        var toY = (int)Math.Min(_size.Height, (long)wholeY + picture.Height + (partY != 0 ? 1 : 0));
        Span<byte> pixel = stackalloc byte[3];
        for (var y = fromY; y < toY; y++)
        {
            for (var x = fromX; x < toX; x++)
            {
                var at = (y * _size.Width) + x;
                if (_cover[at] == Full)
                {
                    continue;
                }

                var cover = isShifted
                    ? Interpolate(picture, x - wholeX, y - wholeY, partX, partY, pixel)
                    : Take(picture, x - wholeX, y - wholeY, pixel);
                Add(at, pixel, cover);
            }
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

    private int Take(VentanaPicture picture, int x, int y, Span<byte> pixel)
    {
        var source = picture.First + (y * picture.Stride) + x;
        for (var sample = 0; sample < _samplesPerPixel; sample++)
        {
            pixel[sample] = picture.Samples[(source * _samplesPerPixel) + sample];
        }

        return picture.Cover is { } cover ? cover[source] : Full;
    }

    private int Interpolate(VentanaPicture picture, int x, int y, int partX, int partY, Span<byte> pixel)
    {
        var (first, second, third, cover) = (0, 0, 0, 0);
        for (var corner = 0; corner < 4; corner++)
        {
            var (dx, dy) = (corner & 1, corner >> 1);
            var (px, py) = (x - dx, y - dy);
            var weight = (dx == 0 ? Steps - partX : partX) * (dy == 0 ? Steps - partY : partY);
            if (weight == 0 || px < 0 || py < 0 || px >= picture.Width || py >= picture.Height)
            {
                continue;
            }

            var source = picture.First + (py * picture.Stride) + px;
            cover += weight * (picture.Cover is { } covers ? covers[source] : Full);
            first += weight * picture.Samples[source * _samplesPerPixel];
            if (_samplesPerPixel == 3)
            {
                second += weight * picture.Samples[(source * 3) + 1];
                third += weight * picture.Samples[(source * 3) + 2];
            }
        }

        pixel[0] = (byte)(first / (Steps * Steps));
        pixel[1] = (byte)(second / (Steps * Steps));
        pixel[2] = (byte)(third / (Steps * Steps));
        return cover / (Steps * Steps);
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
}
