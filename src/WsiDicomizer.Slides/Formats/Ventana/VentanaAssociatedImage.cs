using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.TiffPages;

namespace WsiDicomizer.Slides.Formats.Ventana;

/// <summary>A picture beside the pyramid: the glass with its label, where tissue is, a thumbnail.</summary>
internal sealed class VentanaAssociatedImage : AssociatedImage
{
    // As for levels of other vendors: a thumbnail of another shape shows something else, on some slides the label.
    private const double ShapeTolerance = 0.02;

    private readonly TiffPicture _picture;

    /// <summary>Makes the picture.</summary>
    /// <param name="page">Its page.</param>
    /// <param name="levelSize">Of level 0.</param>
    /// <exception cref="SlideFormatException">Its tables are damaged, or it is stored in an unsupported way.</exception>
    public VentanaAssociatedImage(VentanaPage page, PixelSize levelSize)
    {
        Image = page.Image;
        Segments = Image.ReadSegments();
        Encoding = JpegPageEncoding.Read(Image, Segments, isLevel: false);
        _picture = new TiffPicture(Image, Segments, Encoding);
        Kind = KindOf(page, levelSize);
    }

    /// <summary>How the picture is stored.</summary>
    public TiffImage Image { get; }

    /// <summary>Where its strips or tiles are.</summary>
    public TiffSegmentTable Segments { get; }

    /// <inheritdoc/>
    public override AssociatedImageKind Kind { get; }

    /// <inheritdoc/>
    public override PixelSize Size => Image.Size;

    /// <inheritdoc/>
    public override TileEncoding Encoding { get; }

    /// <inheritdoc/>
    public override string Location => Image.Directory.Location;

    /// <inheritdoc/>
    public override PixelRectangle? LabelArea => Kind == AssociatedImageKind.Macro ? GlassLabel.Find(Size, LabelSide.Above) : null;

    /// <inheritdoc/>
    public override byte[]? TryReadJpeg() => _picture.TryReadJpeg();

    /// <inheritdoc/>
    public override byte[] ReadPixels() => _picture.ReadPixels();

    /// <summary>What a page shows; only a thumbnail in the shape of the scanned area is known to show no label.</summary>
    /// <param name="page">A page that is no level.</param>
    /// <param name="levelSize">Of level 0.</param>
    public static AssociatedImageKind KindOf(VentanaPage page, PixelSize levelSize)
    {
        var size = page.Image.Size;
        var shape = (double)size.Width * levelSize.Height / ((double)size.Height * levelSize.Width);
        return page.Role switch
        {
            VentanaPageRole.Overview => AssociatedImageKind.Macro,
            VentanaPageRole.Thumbnail when Math.Abs(shape - 1) <= ShapeTolerance => AssociatedImageKind.Thumbnail,
            _ => AssociatedImageKind.Unknown,
        };
    }
}
