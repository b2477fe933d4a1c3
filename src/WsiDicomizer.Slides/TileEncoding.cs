namespace WsiDicomizer.Slides;

/// <summary>How the tiles or strips of an image are stored.</summary>
public sealed record TileEncoding
{
    /// <summary>The compression.</summary>
    public required TileCompression Compression { get; init; }

    /// <summary>What the stored components mean.</summary>
    public required TileColor Color { get; init; }

    /// <summary>Bits per sample, 8 or 16.</summary>
    public required int BitsPerSample { get; init; }

    /// <summary>Samples per pixel, 1 or 3.</summary>
    public required int SamplesPerPixel { get; init; }

    /// <summary>The shared tables of abbreviated JPEG streams (TIFF tag 347), SOI to EOI; empty where there are none.</summary>
    public ReadOnlyMemory<byte> JpegTables { get; init; }

    /// <summary>
    /// Whether samples, uncompressed or behind LZW, deflate or Zstandard, lie plane by plane in each tile, all red first; else
    /// pixel by pixel.
    /// </summary>
    public bool IsPlanar { get; init; }

    /// <summary>Whether samples of 16 bits, uncompressed or behind LZW, deflate or Zstandard, have their high byte first.</summary>
    public bool IsBigEndian { get; init; }

    /// <summary>TIFF's horizontal differencing (tag 317 = 2), for LZW, deflate and Zstandard.</summary>
    public bool HorizontalPredictor { get; init; }

    /// <summary>The vendor's own name or number for the compression, for people: e.g. <c>33005 (JPEG 2000, RGB)</c>.</summary>
    public required string VendorName { get; init; }
}

/// <summary>The compressions that slides are stored in.</summary>
public enum TileCompression
{
    /// <summary>Samples as they are.</summary>
    Uncompressed,

    /// <summary>JPEG, ISO/IEC 10918-1; possibly abbreviated, see <see cref="TileEncoding.JpegTables"/>.</summary>
    Jpeg,

    /// <summary>A JPEG 2000 codestream, ISO/IEC 15444-1, without boxes.</summary>
    Jpeg2000,

    /// <summary>TIFF's LZW.</summary>
    Lzw,

    /// <summary>zlib.</summary>
    Deflate,

    /// <summary>JPEG-LS, ISO/IEC 14495-1.</summary>
    JpegLs,

    /// <summary>DICOM's RLE, PS3.5 Annex G.</summary>
    Rle,

    /// <summary>Zstandard, RFC 8878.</summary>
    Zstandard,

    /// <summary>PNG.</summary>
    Png,

    /// <summary>A Windows bitmap.</summary>
    Bitmap,

    /// <summary>JPEG XR.</summary>
    JpegXr,

    /// <summary>Only the library that renders the level knows.</summary>
    Unknown,
}

/// <summary>What the components of a tile mean.</summary>
public enum TileColor
{
    /// <summary>One component, 0 is black.</summary>
    Grey,

    /// <summary>Red, green, blue.</summary>
    Rgb,

    /// <summary>Y, Cb, Cr of ITU-R BT.601, full range, as in JFIF.</summary>
    YCbCr,
}
