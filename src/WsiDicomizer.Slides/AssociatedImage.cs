using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Slides;

/// <summary>A picture beside the pyramid: label, macro, thumbnail.</summary>
public abstract class AssociatedImage
{
    /// <summary>What it shows.</summary>
    public abstract AssociatedImageKind Kind { get; }

    /// <summary>Its size.</summary>
    public abstract PixelSize Size { get; }

    /// <summary>How its strips or tiles are stored.</summary>
    public abstract TileEncoding Encoding { get; }

    /// <summary>Where it is in its file, for messages: e.g. <c>page 3</c>.</summary>
    public abstract string Location { get; }

    /// <summary>Micrometres per pixel, or null where the file does not say.</summary>
    public virtual PixelSpacing? Spacing => null;

    /// <summary>Where it lies on the glass, or null where the file does not say.</summary>
    public virtual GlassPosition? Position => null;

    /// <summary>
    /// The whole image as one JPEG stream with the stored coefficients, strips joined with restart markers, tables
    /// merged; or null where the image is not JPEG or its strips cannot be joined.
    /// </summary>
    /// <exception cref="SlideFormatException">The stored bytes are damaged.</exception>
    public abstract byte[]? TryReadJpeg();

    /// <summary>Decodes the image.</summary>
    /// <returns>Width × Height × SamplesPerPixel, row by row, interleaved, 8 bit; RGB or grey.</returns>
    /// <exception cref="SlideFormatException">The stored bytes are damaged, or larger than the limits allow.</exception>
    public abstract byte[] ReadPixels();
}

/// <summary>What an associated image shows.</summary>
public enum AssociatedImageKind
{
    /// <summary>The scanned area, small.</summary>
    Thumbnail,

    /// <summary>The slide's label, with the identity of the patient or specimen on it.</summary>
    Label,

    /// <summary>The whole glass slide, usually with its label.</summary>
    Macro,

    /// <summary>A picture that the format's reader does not know; treated like a macro.</summary>
    Unknown,
}
