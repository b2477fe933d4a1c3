namespace WsiDicomizer.Slides.Formats.PlainImage;

/// <summary>How much a plain image may ask for before it counts as too large or damaged.</summary>
internal static class PlainImageLimits
{
    /// <summary>
    /// Bytes that decoding a JPEG as a whole takes: the file, the samples, and two bytes for each coefficient, which its library
    /// keeps until the last scan has come.
    /// </summary>
    public const long MaxWholeBytes = 176L << 20;

    /// <summary>Pixels of a PNG, which is read row by row.</summary>
    public const long MaxPngPixels = 1L << 34;

    /// <summary>Bytes of the decoded rows that make a row of tiles.</summary>
    public const long MaxBandBytes = 32L << 20;

    /// <summary>Bytes of decoded rows that are kept; two rows of tiles at least are.</summary>
    public const long KeptBandBytes = 64L << 20;

    /// <summary>Bytes of one decoded strip.</summary>
    public const long MaxStripBytes = 64L << 20;

    /// <summary>Bytes of a piece that uncompressed strips are read in.</summary>
    public const long PieceBytes = 1L << 20;

    /// <summary>Bytes of decoded strips that are kept at least.</summary>
    public const long LeastKeptBytes = 48L << 20;

    /// <summary>Bytes of decoded strips that are kept at most: two of the largest, on which a row of tiles can lie.</summary>
    public const long MostKeptBytes = 2 * MaxStripBytes;

    /// <summary>Bytes of chunks before the pixels of a PNG that are searched for identity.</summary>
    public const int MaxChunkBytes = 16 << 20;

    /// <summary>Bytes that all compressed texts and profiles together may have when they are read.</summary>
    public const int MaxInflatedBytes = 8 << 20;
}
