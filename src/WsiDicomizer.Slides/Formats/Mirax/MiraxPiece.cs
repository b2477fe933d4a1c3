using WsiDicomizer.Imaging;

namespace WsiDicomizer.Slides.Formats.Mirax;

/// <summary>A rectangle of a decoded picture that is drawn at one place.</summary>
internal readonly struct MiraxPiece
{
    private const int One = 256;

    private readonly byte[] _samples;
    private readonly int _stride;
    private readonly int _offset;

    // Of pieces that were cut at fractions of pixels; else null.
    private readonly byte[]? _alpha;

    private MiraxPiece(byte[] samples, int stride, int offset, byte[]? alpha, int width, int height)
    {
        _samples = samples;
        _stride = stride;
        _offset = offset;
        _alpha = alpha;
        Width = width;
        Height = height;
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Whether no pixel is transparent.</summary>
    public bool IsOpaque => _alpha is null;

    /// <summary>Cuts a piece.</summary>
    /// <param name="picture">Red, green, blue of 8 bits.</param>
    /// <param name="left">Its left edge in the picture.</param>
    /// <param name="top">Its upper edge in the picture.</param>
    /// <param name="width">Columns; the picture may end before.</param>
    /// <param name="height">Rows; the picture may end before.</param>
    public static MiraxPiece Cut(DecodedImage picture, double left, double top, int width, int height)
    {
        var (x, y) = ((int)left, (int)top);
        var (fractionX, fractionY) = ((int)Math.Round((left - x) * One), (int)Math.Round((top - y) * One));
        var stride = 3 * picture.Size.Width;
        if (fractionX == 0 && fractionY == 0 && x + width <= picture.Size.Width && y + height <= picture.Size.Height)
        {
            return new MiraxPiece(picture.Samples, stride, (y * stride) + (3 * x), null, width, height);
        }

        // Cut between pixels: the place of the piece has the opposite sign of the picture's in it.
        var whole = new MiraxPiece(picture.Samples, stride, 0, null, picture.Size.Width, picture.Size.Height);
        var samples = new byte[3 * width * height];
        var alpha = new byte[width * height];
        for (var row = 0; row < height; row++)
        {
            for (var column = 0; column < width; column++)
            {
                var at = (row * width) + column;
                var pixel = whole.Sample(
                    x + column + (fractionX > 0 ? 1 : 0),
                    y + row + (fractionY > 0 ? 1 : 0),
                    (One - fractionX) % One,
                    (One - fractionY) % One);
                samples[3 * at] = (byte)pixel.Red;
                samples[(3 * at) + 1] = (byte)pixel.Green;
                samples[(3 * at) + 2] = (byte)pixel.Blue;
                alpha[at] = (byte)pixel.Alpha;
            }
        }

        return new MiraxPiece(samples, 3 * width, 0, alpha, width, height);
    }

    /// <summary>Samples of a row.</summary>
    /// <param name="row">0-based.</param>
    /// <param name="column">0-based.</param>
    /// <param name="count">Columns.</param>
    public ReadOnlySpan<byte> Row(int row, int column, int count) =>
        _samples.AsSpan(_offset + (row * _stride) + (3 * column), 3 * count);

    /// <summary>
    /// A pixel of the piece shifted to the right and down by fractions of a pixel: of its four neighbours, those before by the
    /// fractions, transparent outside the piece. Colours are multiplied by their alpha.
    /// </summary>
    /// <param name="column">0-based; one behind the last where there is a fraction.</param>
    /// <param name="row">0-based; one behind the last where there is a fraction.</param>
    /// <param name="fractionX">Of 256.</param>
    /// <param name="fractionY">Of 256.</param>
    public MiraxPixel Sample(int column, int row, int fractionX, int fractionY)
    {
        int red = 0, green = 0, blue = 0, alpha = 0;
        for (var neighbour = 0; neighbour < 4; neighbour++)
        {
            var (dx, dy) = (neighbour & 1, neighbour >> 1);
            var weight = (dx == 0 ? One - fractionX : fractionX) * (dy == 0 ? One - fractionY : fractionY);
            var (x, y) = (column - dx, row - dy);
            if (weight == 0 || (uint)x >= (uint)Width || (uint)y >= (uint)Height)
            {
                continue;
            }

            var at = _offset + (y * _stride) + (3 * x);
            red += weight * _samples[at];
            green += weight * _samples[at + 1];
            blue += weight * _samples[at + 2];
            alpha += weight * (_alpha is null ? 255 : _alpha[(y * Width) + x]);
        }

        const int Half = One * One / 2;
        return new MiraxPixel(
            (red + Half) / (One * One), (green + Half) / (One * One), (blue + Half) / (One * One), (alpha + Half) / (One * One));
    }
}

/// <summary>A pixel whose colours are multiplied by its alpha.</summary>
internal readonly record struct MiraxPixel(int Red, int Green, int Blue, int Alpha);
