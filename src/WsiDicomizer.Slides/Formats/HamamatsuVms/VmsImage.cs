using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Jpeg.Tiles;

namespace WsiDicomizer.Slides.Formats.HamamatsuVms;

/// <summary>One JPEG file of a VMS, cut into tiles without decoding.</summary>
internal sealed class VmsImage : IJpegScanBytes
{
    private readonly SlideFile _file;
    private JpegTileCutter? _cutter;

    /// <summary>Reads the header.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="SlideFormatException">It is no JPEG of a known size.</exception>
    public VmsImage(SlideFile file)
    {
        _file = file;
        var head = new byte[Math.Min(file.Length, VmsLimits.MaxJpegHeadBytes)];
        file.ReadExactly(0, head);
        if (!JpegHeader.TryRead(head, JpegLimits.Default, out var header, out var fault))
        {
            throw ToSlideError(fault.ToException("JPEG file"));
        }

        Header = header;
        if (header is not { Width: > 0, Height: > 0 })
        {
            throw new SlideFormatException(
                SlideProblem.Unsupported, "the JPEG does not say its size in its header; expected 1 to 65,535 each way", file.Path, 0);
        }
    }

    /// <summary>What the header says.</summary>
    public JpegHeader Header { get; }

    /// <summary>Columns and rows.</summary>
    public PixelSize Size => new(Header.Width, Header.Height);

    /// <summary>Bytes of the stream.</summary>
    public long Length => _file.Length;

    /// <summary>How many tiles of a row are best cut at once.</summary>
    public int ColumnsPerBlock => _cutter!.ColumnsPerBlock;

    /// <summary>Prepares to cut tiles of a size.</summary>
    /// <param name="tileSize">Multiples of the MCU's sides.</param>
    /// <exception cref="SlideFormatException">The stream is not one baseline scan.</exception>
    public void Prepare(PixelSize tileSize)
    {
        try
        {
            // A restart marker is found by reading: what the OptimisationFile says of them need not be right.
            _cutter = new JpegTileCutter(this, Size, tileSize, JpegColor.YCbCr, known: null, JpegLimits.Default);
        }
        catch (CodecException exception)
        {
            throw ToSlideError(exception);
        }
    }

    /// <summary>Cuts tiles that lie side by side.</summary>
    /// <param name="column">Of the first in this image, 0-based.</param>
    /// <param name="count">At least 1.</param>
    /// <param name="row">In this image, 0-based.</param>
    /// <exception cref="SlideFormatException">The scan is damaged there.</exception>
    public IReadOnlyList<byte[]> Cut(int column, int count, int row)
    {
        try
        {
            return _cutter!.Cut(column, count, row);
        }
        catch (CodecException exception)
        {
            throw ToSlideError(exception);
        }
    }

    /// <inheritdoc/>
    void IJpegScanBytes.Read(long offset, Span<byte> destination) => _file.ReadExactly(offset, destination);

    private SlideFormatException ToSlideError(CodecException exception) => new(
        exception.Problem == CodecProblem.Unsupported ? SlideProblem.Unsupported : SlideProblem.Damaged,
        exception.Message,
        _file.Path,
        exception.Offset ?? 0,
        exception);
}
