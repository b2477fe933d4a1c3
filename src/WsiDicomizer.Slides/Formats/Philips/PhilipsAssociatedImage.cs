using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.TiffPages;

namespace WsiDicomizer.Slides.Formats.Philips;

/// <summary>A label or macro of a Philips slide that is a page of its own.</summary>
internal sealed class PhilipsAssociatedImage : AssociatedImage
{
    private readonly TiffPicture _picture;

    /// <summary>Makes the picture.</summary>
    /// <param name="page">Its page.</param>
    /// <exception cref="SlideFormatException">Its tables are damaged, or it is stored in an unsupported way.</exception>
    public PhilipsAssociatedImage(PhilipsPage page)
    {
        Image = page.Image;
        Segments = Image.ReadSegments();
        Encoding = JpegPageEncoding.Read(Image, Segments, isLevel: false);
        _picture = new TiffPicture(Image, Segments, Encoding);
        Kind = page.Role switch
        {
            PhilipsPageRole.Label => AssociatedImageKind.Label,
            PhilipsPageRole.Macro => AssociatedImageKind.Macro,
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
    public override byte[]? TryReadJpeg() => _picture.TryReadJpeg();

    /// <inheritdoc/>
    public override byte[] ReadPixels() => _picture.ReadPixels();
}
