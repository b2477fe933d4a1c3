using WsiDicomizer.Imaging;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.OpenSlide;

namespace WsiDicomizer.Slides.Formats.OpenSlide;

/// <summary>A picture beside the levels, as the library renders it.</summary>
internal sealed class OpenSlideAssociatedImage(SlideFile file, OpenSlideFile slide, string name, PixelSize size) : AssociatedImage
{
    /// <summary>The library's name for it, e.g. <c>macro</c>.</summary>
    public string Name => name;

    /// <inheritdoc/>
    public override AssociatedImageKind Kind => name switch
    {
        "label" => AssociatedImageKind.Label,
        "thumbnail" => AssociatedImageKind.Thumbnail,
        "macro" => AssociatedImageKind.Macro,
        _ => AssociatedImageKind.Unknown,
    };

    /// <inheritdoc/>
    public override PixelSize Size => size;

    /// <inheritdoc/>
    public override TileEncoding Encoding { get; } = new()
    {
        Compression = TileCompression.Unknown,
        Color = TileColor.Rgb,
        BitsPerSample = 8,
        SamplesPerPixel = 3,
        VendorName = "rendered by OpenSlide",
    };

    /// <inheritdoc/>
    public override string Location => Kind == AssociatedImageKind.Unknown
        ? "an associated image of OpenSlide"
        : $"associated image {name} of OpenSlide";

    /// <inheritdoc/>
    public override byte[]? TryReadJpeg() => null;

    /// <inheritdoc/>
    public override byte[] ReadPixels()
    {
        if (size.Area > OpenSlideLimits.MaxPicturePixels)
        {
            throw new SlideFormatException(
                SlideProblem.Unsupported,
                $"{Location} has {size.Area} pixels; the limit is {OpenSlideLimits.MaxPicturePixels}",
                file.Path);
        }

        try
        {
            return slide.ReadAssociatedImage(name, size);
        }
        catch (CodecException exception)
        {
            throw OpenSlideErrors.ToSlideError(exception, file.Path);
        }
    }
}
