using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Png;
using WsiDicomizer.Slides.Composing;

namespace WsiDicomizer.Slides.Formats.PlainImage;

/// <summary>The rows of a PNG file from its top. Not thread-safe.</summary>
internal sealed class PlainPngRows : IRowReader
{
    // Deflate makes at most 258 bytes of two bits: RFC 1951 section 3.2.5.
    private const long MaxExpansion = 1032;

    private static readonly PngLimits Limits = new() { MaxPixels = PlainImageLimits.MaxPngPixels };

    private readonly SlideFile _file;
    private readonly PngRowReader _rows;

    /// <summary>Opens the file.</summary>
    /// <param name="file">The PNG; stays open.</param>
    /// <param name="header">What its header was.</param>
    /// <exception cref="SlideFormatException">What stands before the rows is damaged, or the file is too short for them.</exception>
    public PlainPngRows(SlideFile file, PngHeader header)
    {
        _file = file;
        _rows = Guard(() => file.Length * MaxExpansion >= header.Size.Height * (header.RowBytes + 1)
            ? new PngRowReader(new SlideFileStream(file), Limits)
            : throw new CodecException(CodecProblem.Truncated, "The PNG stream ends before the data of its rows: expected more.", file.Length));
    }

    /// <inheritdoc/>
    public void ReadRow(Span<byte> row)
    {
        try
        {
            _rows.ReadRow(row);
        }
        catch (CodecException exception)
        {
            throw Damaged(exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _rows.Dispose();

    private PngRowReader Guard(Func<PngRowReader> open)
    {
        try
        {
            return open();
        }
        catch (CodecException exception)
        {
            throw Damaged(exception);
        }
    }

    private SlideFormatException Damaged(CodecException exception) => new(
        SlideProblem.Damaged, $"the picture cannot be decoded: {exception.Message}", _file.Path, exception.Offset, exception);
}
