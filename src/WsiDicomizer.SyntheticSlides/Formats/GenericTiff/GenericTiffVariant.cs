namespace WsiDicomizer.SyntheticSlides.Formats.GenericTiff;

/// <summary>The kinds of generic TIFF that can be written.</summary>
public enum GenericTiffVariant
{
    /// <summary>JPEG YCbCr 4:2:0 with shared tables, levels as pages, a missing tile, label and macro as pages of no name.</summary>
    Jpeg,

    /// <summary>JPEG RGB without a marker that says so, BigTIFF.</summary>
    JpegRgb,

    /// <summary>JPEG whose tag 262 says RGB of streams of subsampled YCbCr.</summary>
    JpegContradicted,

    /// <summary>JPEG, levels as SubIFDs of the first page, BigTIFF.</summary>
    SubIfds,

    /// <summary>JPEG 2000, compression 34712.</summary>
    Jpeg2000,

    /// <summary>Deflate with differences, BigTIFF.</summary>
    DeflateBig,

    /// <summary>LZW with differences.</summary>
    Lzw,

    /// <summary>Uncompressed.</summary>
    Uncompressed,

    /// <summary>Grey of 8 bits as JPEG.</summary>
    Grey8,

    /// <summary>Grey of 16 bits, deflate.</summary>
    Grey16,
}
