using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.Leica;

/// <summary>A macro of a Leica slide, in its largest resolution; or a page that the XML does not name.</summary>
internal sealed class LeicaAssociatedImage : AssociatedImage
{
    private readonly TiffPicture _picture;

    /// <summary>Makes the picture.</summary>
    /// <param name="picture">Its page.</param>
    /// <param name="collection">What the scanner sees of the glass.</param>
    /// <exception cref="SlideFormatException">Its tables are damaged, or it is stored in an unsupported way.</exception>
    public LeicaAssociatedImage(LeicaPicture picture, LeicaCollection collection)
    {
        Image = picture.Page;
        Segments = Image.ReadSegments();
        Encoding = LeicaEncoding.Read(Image, Segments);
        _picture = new TiffPicture(Image, Segments, Encoding);
        if (picture.Image is { } image)
        {
            Kind = AssociatedImageKind.Macro;
            Spacing = new PixelSpacing(
                image.View.Width / Image.Size.Width / 1000, image.View.Height / Image.Size.Height / 1000);
            Position = new GlassPosition(0, 0, collection.View.Width / 1e6, collection.View.Height / 1e6);
        }
    }

    /// <summary>How the picture is stored.</summary>
    public TiffImage Image { get; }

    /// <summary>Where its tiles are.</summary>
    public TiffSegmentTable Segments { get; }

    /// <inheritdoc/>
    public override AssociatedImageKind Kind { get; } = AssociatedImageKind.Unknown;

    /// <inheritdoc/>
    public override PixelSize Size => Image.Size;

    /// <inheritdoc/>
    public override PixelSpacing? Spacing { get; }

    /// <inheritdoc/>
    public override GlassPosition? Position { get; }

    /// <inheritdoc/>
    public override TileEncoding Encoding { get; }

    /// <inheritdoc/>
    public override string Location => Image.Directory.Location;

    /// <inheritdoc/>
    public override PixelRectangle? LabelArea => Kind == AssociatedImageKind.Macro ? GlassLabel.Find(Size, LabelSide.Below) : null;

    /// <inheritdoc/>
    public override byte[]? TryReadJpeg() => _picture.TryReadJpeg();

    /// <inheritdoc/>
    public override byte[] ReadPixels() => _picture.ReadPixels();
}
