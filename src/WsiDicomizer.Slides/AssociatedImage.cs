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
    /// Which part of a macro the slide's label can take: what has to be covered so that no label is seen; null where that is
    /// not known, and the whole picture has to be taken for one.
    /// </summary>
    /// <remarks>
    /// <para>In pixels from the upper left corner, within <see cref="Size"/>. No file states it: it is the end of the glass where
    /// the format's scanners have the label - to the left for Aperio (formats.md 1.3) and Hamamatsu's NDPI (2.6) and VMS, below
    /// for Leica's SCN (8.1), above for Ventana's <c>Label_Image</c> (5.6) - in a macro of the shape of a glass, lying or standing as
    /// its format's do. It is drawn generously: a third of the long side, or as much as the short side where that is more,
    /// and a twentieth of the long side for safety; what lies there of the tissue is covered too.</para>
    /// <para>Null for all other formats: for MIRAX, Philips TIFF and iSyntax only the direction of the levels is known, by one
    /// project, and not how the macro is framed; for DICOM, OME, Huron, QPTIFF, Trestle, Zeiss, generic TIFF and what OpenSlide
    /// reads, nothing is. Null for pictures other than macros: a label is one whole, a thumbnail shows the scanned
    /// area.</para>
    /// <para>Writing beyond the label's end of the glass is not in it.</para>
    /// </remarks>
    public virtual PixelRectangle? LabelArea => null;

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
