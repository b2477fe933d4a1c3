using WsiDicomizer.Imaging.Drawing;
using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Imaging.LabelDrawing;

/// <summary>A label that was drawn: black on white, a text and a QR code of the same text.</summary>
/// <remarks>
/// Upright pictures have the text above the code, others to the right of it. The letters are capitals
/// (<see cref="BitmapFont"/>); the code keeps the text as it is. The same text and size give the same picture. Immutable.
/// </remarks>
public sealed class LabelPicture
{
    // Smaller modules are not read reliably, even without loss.
    private const int SmallestModule = 2;

    // Letters ten times as large as the font's dots are large enough for any label.
    private const int LargestScale = 10;

    private readonly Canvas _canvas;

    private LabelPicture(Canvas canvas) => _canvas = canvas;

    /// <summary>Columns and rows.</summary>
    public PixelSize Size => new(_canvas.Width, _canvas.Height);

    /// <summary>Rows × columns × 3, row-major, red, green, blue; each 0 or 255, the three of a pixel equal.</summary>
    public ReadOnlyMemory<byte> Pixels => _canvas.Pixels;

    /// <summary>Whether there was room for the QR code.</summary>
    public bool HasCode { get; private set; }

    /// <summary>Whether there was room for the text.</summary>
    public bool HasText { get; private set; }

    /// <summary>Draws a label.</summary>
    /// <param name="size">Columns and rows, at least 1; what does not fit is left out (<see cref="HasCode"/>, <see cref="HasText"/>).</param>
    /// <param name="text">What it says, e.g. the slide's pseudonym; lines end with <c>\n</c>. Empty gives a white picture.</param>
    /// <param name="limits">How large it may be.</param>
    /// <exception cref="ArgumentException">The size is not possible, or the text has control characters or is too long.</exception>
    /// <exception cref="CodecException">The picture has more pixels than the limits allow.</exception>
    public static LabelPicture Draw(PixelSize size, string text, LabelLimits limits)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(limits);
        if (size.Width < 1 || size.Height < 1)
        {
            throw new ArgumentException("A label has at least 1 column and row.", nameof(size));
        }

        if (text.Length > limits.MaxTextLength || text.Any(letter => char.IsControl(letter) && letter != '\n'))
        {
            throw new ArgumentException(
                $"A label's text has at most {limits.MaxTextLength} characters, none of control but line breaks.", nameof(text));
        }

        if (size.Area > limits.MaxPixels)
        {
            throw new CodecException(CodecProblem.LimitExceeded, "The label to draw has more pixels than the limits allow.");
        }

        var canvas = new Canvas(size.Width, size.Height);
        canvas.Fill(0, 0, size.Width, size.Height, Rgb.White);
        var picture = new LabelPicture(canvas);
        if (text.Length > 0)
        {
            picture.DrawContent(text);
        }

        return picture;
    }

    /// <summary>Whether a pixel is black; beyond the picture all is white.</summary>
    internal bool IsDark(int x, int y) =>
        (uint)x < (uint)_canvas.Width && (uint)y < (uint)_canvas.Height && _canvas[x, y] == Rgb.Black;

    private void DrawContent(string text)
    {
        var margin = Math.Max(2, Math.Min(_canvas.Width, _canvas.Height) / 20);
        var (width, height) = (_canvas.Width - (2 * margin), _canvas.Height - (2 * margin));
        var isUpright = height >= width;
        var code = QrCode.TryCreate(text);

        // Two thirds of the longer side at most are the code's: the text is to be read from afar, too.
        var room = isUpright ? Math.Min(width, height * 2 / 3) : Math.Min(height, width * 2 / 3);
        var module = code is null ? 0 : OnBlocks(room / code.Modules);
        var side = module < SmallestModule ? 0 : module * code!.Modules;
        if (side > 0)
        {
            // The quiet zone may reach into the margin's white, but not beyond.
            var left = isUpright ? margin + ((width - side) / 2) : margin;
            var top = isUpright ? margin + height - side : margin + ((height - side) / 2);
            DrawCode(code!, OnBlocks(left), OnBlocks(top), module);
            HasCode = true;
        }

        if (isUpright)
        {
            DrawText(text, margin, margin, width, height - side);
        }
        else
        {
            DrawText(text, margin + side, margin, width - side, height);
        }
    }

    /// <summary>Edges between JPEG's blocks of 8 pixels cost a fraction of those within.</summary>
    private static int OnBlocks(int pixels) => pixels < 8 ? pixels : pixels / 8 * 8;

    private void DrawCode(QrCode code, int left, int top, int module)
    {
        for (var row = 0; row < code.Modules; row++)
        {
            for (var column = 0; column < code.Modules; column++)
            {
                if (code.IsDark(column, row))
                {
                    _canvas.Fill(left + (column * module), top + (row * module), module, module, Rgb.Black);
                }
            }
        }
    }

    private void DrawText(string text, int left, int top, int width, int height)
    {
        if (LabelTextLayout.TryFit(text, width, height, LargestScale) is not { } layout)
        {
            return;
        }

        var y = OnBlocks(top + ((height - layout.Height) / 2));
        foreach (var line in layout.Lines)
        {
            _canvas.Text(OnBlocks(left), y, line, layout.Scale, Rgb.Black);
            y += layout.LineHeight;
        }

        HasText = true;
    }
}
