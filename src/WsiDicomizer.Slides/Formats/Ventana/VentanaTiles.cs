using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Slides.Composing;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.Ventana;

/// <summary>The decoded tiles of a slide's pages, some of them kept. Thread-safe.</summary>
internal sealed class VentanaTiles : IDisposable
{
    private readonly DecodedPictureCache<(VentanaTileTable Table, int Slot)> _cache;
    private readonly Lazy<JpegCodec> _codec = new(() => new JpegCodec(JpegLimits.Default));

    /// <summary>Keeps nothing yet.</summary>
    public VentanaTiles() =>
        _cache = new DecodedPictureCache<(VentanaTileTable Table, int Slot)>(VentanaLimits.MaxDecodedBytes, Decode);

    /// <summary>Gets a tile.</summary>
    /// <param name="table">The page and plane.</param>
    /// <param name="slot">Its place in the tables, 0-based.</param>
    /// <returns>The tile, as large as the page's tags say; null where none is stored.</returns>
    /// <exception cref="SlideFormatException">It lies beyond the end of the file, or does not decode.</exception>
    public DecodedImage? Find(VentanaTileTable table, int slot) =>
        table.Segments.GetRange(slot).Length == 0 ? null : _cache.Get((table, slot));

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_codec.IsValueCreated)
        {
            _codec.Value.Dispose();
        }
    }

    private DecodedImage Decode((VentanaTileTable Table, int Slot) key)
    {
        var (image, encoding) = (key.Table.Image, key.Table.Encoding);
        var range = key.Table.Segments.GetRange(key.Slot);
        SlideFormatException Damaged(string what, Exception? cause = null) => new(
            SlideProblem.Damaged, $"{image.Directory.Location}, tile {key.Slot} {what}", image.Directory.Path, range.Offset, cause);
        if (range.Length > image.Directory.Limits.MaxValueBytes)
        {
            throw Damaged($"has {range.Length} bytes; the limit is {image.Directory.Limits.MaxValueBytes}");
        }

        var stored = image.Directory.ReadRange(range);
        DecodedImage decoded;
        try
        {
            var rewriter = new JpegFrameHeaderRewriter(
                encoding.JpegTables, JpegStreamColor.ToJpeg(encoding.Color), JpegLimits.Default);
            decoded = _codec.Value.Decode(rewriter.Rewrite(stored).Assemble(stored, out _));
        }
        catch (CodecException exception) when (exception.Problem != CodecProblem.LibraryMissing)
        {
            throw Damaged($"cannot be decoded: {exception.Message}", exception);
        }

        return decoded.Size == image.SegmentSize && decoded.SamplesPerPixel == image.SamplesPerPixel
            ? decoded
            : throw Damaged(
                $"is {decoded.Size} of {decoded.SamplesPerPixel} samples; expected {image.SegmentSize} of {image.SamplesPerPixel}");
    }
}

/// <summary>The tiles of a page.</summary>
/// <param name="Image">The page.</param>
/// <param name="Segments">Where they are, of all focal planes.</param>
/// <param name="Encoding">How they are stored.</param>
internal sealed record VentanaTileTable(TiffImage Image, TiffSegmentTable Segments, TileEncoding Encoding);
