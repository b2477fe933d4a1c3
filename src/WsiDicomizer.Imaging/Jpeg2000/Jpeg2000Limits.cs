namespace WsiDicomizer.Imaging.Jpeg2000;

/// <summary>What a JPEG 2000 codestream may ask for at most; the guard against hostile input.</summary>
/// <remarks>Immutable and thread-safe. The defaults suit tiles and associated images of slides.</remarks>
public sealed class Jpeg2000Limits
{
    /// <summary>The limits that are used where nothing else is wanted.</summary>
    public static Jpeg2000Limits Default { get; } = new();

    /// <summary>Marker segments in the main header, and again in each tile-part header, 1024.</summary>
    public int MaxSegments { get; init; } = 1024;

    /// <summary>Bytes of the main header, 1 MiB.</summary>
    public int MaxHeaderBytes { get; init; } = 1 << 20;

    /// <summary>Components, 16.</summary>
    public int MaxComponents { get; init; } = 16;

    /// <summary>Tiles of the codestream (not of the slide), 4096.</summary>
    public int MaxTiles { get; init; } = 4096;

    /// <summary>Tile-parts, 65,536.</summary>
    public int MaxTileParts { get; init; } = 65536;

    /// <summary>Pixels of an image that is decoded or encoded, 2^26 (8192 × 8192).</summary>
    /// <remarks>Decoding takes 4 bytes for each sample beside the result.</remarks>
    public long MaxPixels { get; init; } = 1L << 26;

    /// <summary>Boxes before the codestream of a JP2 file, 64.</summary>
    public int MaxBoxes { get; init; } = 64;
}
