using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.Aperio;

/// <summary>A picture beside the pyramid of an Aperio slide: a page of its own, usually in strips.</summary>
internal sealed class AperioAssociatedImage : AssociatedImage
{
    private readonly TiffPicture _picture;

    /// <summary>Makes the picture.</summary>
    /// <param name="page">Its page.</param>
    /// <exception cref="SlideFormatException">Its tables are damaged, or it is stored in an unsupported way.</exception>
    public AperioAssociatedImage(AperioPage page)
    {
        Image = page.Image;
        Segments = Image.ReadSegments();
        Encoding = AperioEncoding.Read(Image, Segments);
        _picture = new TiffPicture(Image, Segments, Encoding);
        Kind = page.Role switch
        {
            AperioPageRole.Thumbnail => AssociatedImageKind.Thumbnail,
            AperioPageRole.Label => AssociatedImageKind.Label,
            AperioPageRole.Macro => AssociatedImageKind.Macro,
            _ => AssociatedImageKind.Unknown,
        };
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
    public override PixelRectangle? LabelArea => Kind == AssociatedImageKind.Macro ? GlassLabel.Find(Size, LabelSide.Left) : null;

    /// <inheritdoc/>
    public override byte[]? TryReadJpeg() => _picture.TryReadJpeg();

    /// <inheritdoc/>
    public override byte[] ReadPixels() => _picture.ReadPixels();
}
