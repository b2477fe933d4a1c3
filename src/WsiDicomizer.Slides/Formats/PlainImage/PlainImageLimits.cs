namespace WsiDicomizer.Slides.Formats.PlainImage;

/// <summary>How much a plain image may ask for before it counts as too large or damaged.</summary>
internal static class PlainImageLimits
{
    /// <summary>Bytes of a file that is decoded as a whole.</summary>
    public const long MaxWholeFileBytes = 1L << 30;

    /// <summary>Pixels of an image that is decoded as a whole.</summary>
    public const long MaxWholePixels = 1L << 28;

    /// <summary>Bytes of one decoded strip.</summary>
    public const long MaxStripBytes = 256L << 20;

    /// <summary>Bytes of decoded strips that are kept at least.</summary>
    public const long LeastKeptBytes = 64L << 20;

    /// <summary>Bytes of decoded strips that are kept at most.</summary>
    public const long MostKeptBytes = 512L << 20;

    /// <summary>Bytes of chunks before the pixels of a PNG that are searched for identity.</summary>
    public const int MaxChunkBytes = 16 << 20;

    /// <summary>Bytes that all compressed texts and profiles together may have when they are read.</summary>
    public const int MaxInflatedBytes = 8 << 20;
}
