using System.Buffers.Binary;
using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Slides.Formats.HamamatsuVms;

/// <summary>An NGR file: columns of pixels one after another, each from top to bottom, three numbers of 16 bits a pixel.</summary>
/// <remarks>
/// <c>GN</c>, 2 bytes, then little-endian 32-bit numbers: width at byte 4, height at 8, width of a column at 12, start of the
/// pixels at 24. 12 bits of each number count (facts by OpenSlide's reader).
/// </remarks>
internal sealed class NgrImage
{
    private const int HeaderBytes = 28;
    private const int BytesPerPixel = 6;
    private const int MostSide = 1 << 24;

    // Twelve bits become eight.
    private const int Shift = 4;

    private readonly SlideFile _file;
    private readonly int _columnWidth;
    private readonly long _start;

    /// <summary>Reads the header.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="SlideFormatException">It is no NGR, or shorter than it says.</exception>
    public NgrImage(SlideFile file)
    {
        _file = file;
        var header = new byte[HeaderBytes];
        if (file.ReadUpTo(0, header) < HeaderBytes || !header.AsSpan().StartsWith("GN"u8))
        {
            throw Damaged(0, "expected the header of an NGR file, which starts with GN");
        }

        var (width, height) = (Number(header, 4), Number(header, 8));
        _columnWidth = Number(header, 12);
        _start = Number(header, 24);
        if (width is < 1 or > MostSide || height is < 1 or > MostSide)
        {
            throw Damaged(4, $"expected a width and a height of 1 to {MostSide}");
        }

        if (_columnWidth < 1 || width % _columnWidth != 0)
        {
            throw Damaged(12, "expected a width of the columns that divides the image's");
        }

        if (_start < HeaderBytes || _start + ((long)width * height * BytesPerPixel) > file.Length)
        {
            throw Damaged(24, "expected the pixels to lie within the file (is it cut off?)");
        }

        Size = new PixelSize(width, height);
    }

    /// <summary>Columns and rows.</summary>
    public PixelSize Size { get; }

    /// <summary>Bytes of the file.</summary>
    public long Length => _file.Length;

    /// <summary>Reads a part, as eight bits a sample.</summary>
    /// <param name="left">Its left edge.</param>
    /// <param name="top">Its upper edge.</param>
    /// <param name="size">Columns and rows; what lies beyond the image is white.</param>
    /// <param name="pixels">Rows × columns × 3, red, green, blue.</param>
    /// <exception cref="SlideFormatException">The file cannot be read any more.</exception>
    public void Read(int left, int top, PixelSize size, Span<byte> pixels)
    {
        var (right, bottom) = (Math.Min(left + size.Width, Size.Width), Math.Min(top + size.Height, Size.Height));
        if (right - left < size.Width || bottom - top < size.Height)
        {
            pixels.Fill(byte.MaxValue);
        }

        var line = new byte[Math.Min(_columnWidth, size.Width) * BytesPerPixel];
        for (var x = left; x < right;)
        {
            var (column, inColumn) = Math.DivRem(x, _columnWidth);
            var count = Math.Min(_columnWidth - inColumn, right - x);
            for (var y = top; y < bottom; y++)
            {
                var offset = ((((long)column * Size.Height) + y) * _columnWidth) + inColumn;
                var part = line.AsSpan(0, count * BytesPerPixel);
                _file.ReadExactly(_start + (offset * BytesPerPixel), part);
                var target = pixels.Slice((((y - top) * size.Width) + x - left) * 3, count * 3);
                for (var sample = 0; sample < target.Length; sample++)
                {
                    target[sample] = (byte)Math.Min(BinaryPrimitives.ReadUInt16LittleEndian(part[(2 * sample)..]) >> Shift, byte.MaxValue);
                }
            }

            x += count;
        }
    }

    private static int Number(byte[] header, int offset) => BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(offset));

    private SlideFormatException Damaged(long offset, string expected) =>
        new(SlideProblem.Damaged, expected, _file.Path, offset);
}
