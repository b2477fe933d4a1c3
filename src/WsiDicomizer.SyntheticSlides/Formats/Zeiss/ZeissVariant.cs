namespace WsiDicomizer.SyntheticSlides.Formats.Zeiss;

/// <summary>The kinds of Zeiss CZI that can be written.</summary>
public enum ZeissVariant
{
    /// <summary>JPEG subblocks that overlap at uneven places, begun below 0; the larger M lies above.</summary>
    JpegMosaic,

    /// <summary>JPEG subblocks of one size on one grid.</summary>
    JpegGrid,

    /// <summary>Zstandard behind its small header, no overlaps, smaller subblocks at the edges.</summary>
    Zstd1,

    /// <summary>Uncompressed, no overlaps, smaller subblocks at the edges.</summary>
    Uncompressed,

    /// <summary>Two scenes of JPEG subblocks.</summary>
    TwoScenes,

    /// <summary>Two channels of fluorescence, 16 bits: Zstandard with split bytes, and without header.</summary>
    Gray16TwoChannels,

    /// <summary>Three focal planes of JPEG subblocks.</summary>
    ZStack,
}
