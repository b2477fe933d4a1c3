namespace WsiDicomizer.Slides.Formats.Mirax;

/// <summary>How much a MIRAX slide may ask for before it counts as damaged: protection against hostile files.</summary>
/// <remarks>Real slides have 9 or 10 levels, some 20 to 200 data files, up to some 100,000 pictures and an index of megabytes.</remarks>
internal static class MiraxLimits
{
    /// <summary>Bytes of Slidedat.ini, as in OpenSlide.</summary>
    public const int MaxSlidedatBytes = 1024 * 1024;

    /// <summary>Lines of Slidedat.ini.</summary>
    public const int MaxSlidedatLines = 65_536;

    /// <summary>Zoom levels.</summary>
    public const int MaxLevels = 24;

    /// <summary>Other hierarchies, and layers beside them.</summary>
    public const int MaxLayers = 256;

    /// <summary>Values of all hierarchies together, and of all layers together.</summary>
    public const int MaxValues = 4_096;

    /// <summary>Pieces of data of all layers together.</summary>
    public const int MaxPieces = 65_536;

    /// <summary>Pages of the index, followed from all tables.</summary>
    public const int MaxPages = 1_000_000;

    /// <summary>Data files; all are held open. Each has less than 2 GiB.</summary>
    public const int MaxDataFiles = 512;

    /// <summary>Pictures of all levels together.</summary>
    public const int MaxPictures = 4_000_000;

    /// <summary>Entries of one page of the index; real pages have 128.</summary>
    public const int MaxPageEntries = 65_536;

    /// <summary>Camera positions.</summary>
    public const int MaxPositions = 4_000_000;

    /// <summary>Pictures across and down: <c>IMAGENUMBER_X</c> and <c>_Y</c>.</summary>
    public const int MaxImageNumber = 1_000_000;

    /// <summary>Columns and rows of a stored picture; DICOM's Rows and Columns have 16 bits, and decoding one must be cheap.</summary>
    public const int MaxPictureSide = 8_192;

    /// <summary>Tiles that a level is painted in: more than a million by a million pixels.</summary>
    public const int MaxTiles = 4_194_304;

    /// <summary>How often all pictures of a level together may appear in painted tiles.</summary>
    public const int MaxPlacements = 16_000_000;

    /// <summary>Bytes of an associated picture, text or buffer in the data files.</summary>
    public const int MaxBlobBytes = 128 * 1024 * 1024;

    /// <summary>Bytes of a text that identity is searched in value by value; larger ones are told as a whole.</summary>
    public const int MaxTextBytes = 4 * 1024 * 1024;

    /// <summary>Bytes at the start of a data file in which the header lies.</summary>
    public const int MaxHeaderBytes = 4 * 1024;

    /// <summary>Files in the folder beside the slide.</summary>
    public const int MaxFolderFiles = 10_000;

    /// <summary>Bytes of decoded pictures that are kept for the tiles painted next.</summary>
    public const long CachedPictureBytes = 64L * 1024 * 1024;
}
