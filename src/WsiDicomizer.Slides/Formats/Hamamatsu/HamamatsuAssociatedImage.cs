using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.Hamamatsu;

/// <summary>The macro (JPEG) or map (grey, uncompressed) of an NDPI slide: one strip.</summary>
internal sealed class HamamatsuAssociatedImage : AssociatedImage
{
    private const int Jpeg = 7;
    private const int HeadBytes = 4096;

    private readonly SlideFile _file;

    /// <summary>Makes the picture.</summary>
    /// <param name="file">The slide's file.</param>
    /// <param name="page">Its page.</param>
    /// <exception cref="SlideFormatException">Its tables are damaged, or it is stored in an unsupported way.</exception>
    public HamamatsuAssociatedImage(SlideFile file, HamamatsuPage page)
    {
        _file = file;
        Image = page.Image;
        Segments = Image.ReadSegments();
        if (Segments.Count != 1 || Image.Compression is not (1 or Jpeg))
        {
            throw Image.Directory.Unsupported(
                $"a picture of compression {Image.Compression} in {Segments.Count} strips; supported are 1 and 7 in one strip");
        }

        // A macro that cannot be read keeps nobody from the levels, so its header may be damaged; the tags stand in then.
        var header = Image.Compression == Jpeg ? TryReadHeader() : null;
        var samples = header?.Components.Count ?? (Image.Compression == Jpeg ? 3 : Image.SamplesPerPixel);
        Size = header is { Width: > 0, Height: > 0 } ? new PixelSize(header.Width, header.Height) : Image.Size;
        Encoding = new TileEncoding
        {
            Compression = Image.Compression == Jpeg ? TileCompression.Jpeg : TileCompression.Uncompressed,
            Color = samples == 1 ? TileColor.Grey
                : Image.Compression == Jpeg && header?.ResolveColor(JpegColor.YCbCr) != JpegColor.Rgb ? TileColor.YCbCr
                : TileColor.Rgb,
            BitsPerSample = 8,
            SamplesPerPixel = samples,
            VendorName = Image.Compression == Jpeg ? "7 (JPEG)" : "1 (uncompressed)",
        };
        Kind = page.Role == HamamatsuPageRole.Macro ? AssociatedImageKind.Macro : AssociatedImageKind.Unknown;
    }

    /// <summary>How the picture is stored.</summary>
    public TiffImage Image { get; }

    /// <summary>Where it is.</summary>
    public TiffSegmentTable Segments { get; }

    /// <inheritdoc/>
    public override AssociatedImageKind Kind { get; }

    /// <inheritdoc/>
    public override PixelSize Size { get; }

    /// <inheritdoc/>
    public override TileEncoding Encoding { get; }

    /// <inheritdoc/>
    public override string Location => Image.Directory.Location;

    /// <inheritdoc/>
    public override PixelRectangle? LabelArea => Kind == AssociatedImageKind.Macro ? GlassLabel.Find(Size, LabelSide.Left) : null;

    /// <inheritdoc/>
    public override byte[]? TryReadJpeg() => Encoding.Compression == TileCompression.Jpeg
        ? JpegPicture.TryRewrite(ReadStored(), Encoding.Color, Damaged)
        : null;

    /// <inheritdoc/>
    public override byte[] ReadPixels()
    {
        var pixels = Encoding.Compression == TileCompression.Jpeg
            ? JpegPicture.Decode(TryReadJpeg() ?? ReadStored(), Damaged).Samples
            : ReadStored();
        return pixels.Length == Size.Area * Encoding.SamplesPerPixel
            ? pixels
            : throw Damaged($"the picture has {pixels.Length} bytes; expected {Size.Area * Encoding.SamplesPerPixel}");
    }

    private byte[] ReadStored()
    {
        var range = Segments.GetRange(0);
        if (range.Length > HamamatsuLimits.MaxPictureBytes)
        {
            throw Damaged($"the picture is {range.Length} bytes long; the limit is {HamamatsuLimits.MaxPictureBytes}");
        }

        return Image.Directory.ReadRange(range);
    }

    private JpegHeader? TryReadHeader()
    {
        if (!Segments.TryGetRange(0, out var range))
        {
            return null;
        }

        var head = new byte[Math.Min(range.Length, HeadBytes)];
        _file.ReadExactly(range.Offset, head);
        return JpegHeader.TryRead(head, JpegLimits.Default, out var header) && header.Components.Count is 1 or 3
            ? header
            : null;
    }

    private SlideFormatException Damaged(string what, Exception? cause = null) => new(
        SlideProblem.Damaged,
        $"{Location}: {what}",
        _file.Path,
        Segments.TryGetRange(0, out var range) ? range.Offset : null,
        cause);
}
