using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.TiffPages;

/// <summary>A picture beside the pyramid: a page of its own.</summary>
internal sealed class TiffPageImage : AssociatedImage
{
    private readonly TiffPicture _picture;

    /// <summary>Makes the picture.</summary>
    /// <param name="page">Its page, and what it shows.</param>
    /// <exception cref="SlideFormatException">Its tables are damaged, or it is stored in an unsupported way.</exception>
    public TiffPageImage(TiffPagePicture page)
    {
        Image = page.Image;
        Kind = page.Kind;
        Segments = Image.ReadSegments();
        Encoding = TiffPageEncoding.Read(Image, Segments, isLevel: false);
        _picture = new TiffPicture(Image, Segments, Encoding);
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

/// <summary>A page that is no level.</summary>
/// <param name="Image">How its picture is stored.</param>
/// <param name="Kind">What it shows.</param>
internal sealed record TiffPagePicture(TiffImage Image, AssociatedImageKind Kind);
