namespace WsiDicomizer.SyntheticSlides.Tiff;

/// <summary>The tags that slides carry, under their names in TIFF 6.0, its supplements and the vendors' files.</summary>
internal enum TiffTag : ushort
{
    NewSubfileType = 254,
    ImageWidth = 256,
    ImageLength = 257,
    BitsPerSample = 258,
    Compression = 259,
    PhotometricInterpretation = 262,
    ImageDescription = 270,
    StripOffsets = 273,
    SamplesPerPixel = 277,
    RowsPerStrip = 278,
    StripByteCounts = 279,
    PlanarConfiguration = 284,
    Software = 305,
    DateTime = 306,
    Artist = 315,
    HostComputer = 316,
    Predictor = 317,
    TileWidth = 322,
    TileLength = 323,
    TileOffsets = 324,
    TileByteCounts = 325,
    JPEGTables = 347,
    YCbCrSubSampling = 530,
    XMP = 700,
    ImageID = 32781,
    ImageDepth = 32997,
    Copyright = 33432,
    ICCProfile = 34675,
}
