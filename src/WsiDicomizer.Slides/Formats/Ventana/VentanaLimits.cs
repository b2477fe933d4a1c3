using WsiDicomizer.Slides.Xml;

namespace WsiDicomizer.Slides.Formats.Ventana;

/// <summary>How much a Ventana file may ask for before it counts as damaged, beyond the limits of TIFF and of XML.</summary>
/// <remarks>Real slides have about 12 pages, one area, and a joint of eight nodes for each side of a tile.</remarks>
internal static class VentanaLimits
{
    /// <summary>Pages in the chain.</summary>
    public const int MaxPages = 256;

    /// <summary>Bytes at the start of tag 700 of the first page in which the mark is looked for.</summary>
    public const int MaxMarkBytes = 64 * 1024;

    /// <summary>Bytes of all descriptions, XML texts and ICC profiles together, which identity is searched in.</summary>
    public const int MaxSearchedBytes = 256 * 1024 * 1024;

    /// <summary>Areas of interest.</summary>
    public const int MaxAreas = 256;

    /// <summary>Tiles of all areas together, and of the canvas that they lie on: ten times a glass scanned whole at 0.1 µm.</summary>
    public const int MaxTiles = 1024 * 1024;

    /// <summary>Focal planes.</summary>
    public const int MaxPlanes = 256;

    /// <summary>Columns and rows of the canvas that all areas are composed on: a glass is half of it at 0.1 µm.</summary>
    public const int MaxCanvasSide = 1 << 20;

    /// <summary>Bytes of decoded tiles that are kept for the tiles that are drawn next.</summary>
    public const long MaxDecodedBytes = 64L * 1024 * 1024;

    /// <summary>The XML of level 0: 36,000 joints of a glass that is scanned whole make 300,000 nodes.</summary>
    public static XmlMapLimits Xml { get; } = new() { MaxNodes = 2 * 1024 * 1024 };
}
