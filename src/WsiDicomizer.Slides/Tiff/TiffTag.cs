namespace WsiDicomizer.Slides.Tiff;

/// <summary>Tags that this project names. A tag without a name here is still read and kept, by its number.</summary>
/// <remarks>
/// Source: TIFF 6.0 sections 8, 11, 13, 15, 18 and 22; TIFF Technical Note 1 (330) and 2 (347); Exif 2.32 table 4 to 8;
/// XMP specification part 3 (700); ICC.1 B.4 (34675); libtiff's tiff.h (32781, 32997, 33723, 34377).
/// </remarks>
public enum TiffTag : ushort
{
    /// <summary>Bit 0 reduced image, bit 1 page; whole slide scanners write 1 for a label and 9 for a macro.</summary>
    NewSubfileType = 254,

    /// <summary>The old form of <see cref="NewSubfileType"/>.</summary>
    SubfileType = 255,

    /// <summary>Columns.</summary>
    ImageWidth = 256,

    /// <summary>Rows.</summary>
    ImageLength = 257,

    /// <summary>Bits of each sample.</summary>
    BitsPerSample = 258,

    /// <summary>The compression's number.</summary>
    Compression = 259,

    /// <summary>0 and 1 grey, 2 RGB, 3 palette, 6 YCbCr.</summary>
    PhotometricInterpretation = 262,

    /// <summary>Bit order in a byte.</summary>
    FillOrder = 266,

    /// <summary>The name of the document that was scanned.</summary>
    DocumentName = 269,

    /// <summary>Free text; most scanners write their metadata here.</summary>
    ImageDescription = 270,

    /// <summary>The scanner's maker.</summary>
    Make = 271,

    /// <summary>The scanner's model.</summary>
    Model = 272,

    /// <summary>Where the strips are.</summary>
    StripOffsets = 273,

    /// <summary>1 is top left.</summary>
    Orientation = 274,

    /// <summary>Samples per pixel.</summary>
    SamplesPerPixel = 277,

    /// <summary>Rows of every strip but the last.</summary>
    RowsPerStrip = 278,

    /// <summary>How long the strips are.</summary>
    StripByteCounts = 279,

    /// <summary>The least sample value.</summary>
    MinSampleValue = 280,

    /// <summary>The greatest sample value.</summary>
    MaxSampleValue = 281,

    /// <summary>Pixels per unit across.</summary>
    XResolution = 282,

    /// <summary>Pixels per unit down.</summary>
    YResolution = 283,

    /// <summary>1 interleaved, 2 one plane per sample.</summary>
    PlanarConfiguration = 284,

    /// <summary>The name of the page.</summary>
    PageName = 285,

    /// <summary>1 none, 2 inch, 3 centimetre.</summary>
    ResolutionUnit = 296,

    /// <summary>Page number and number of pages.</summary>
    PageNumber = 297,

    /// <summary>The software that wrote the file.</summary>
    Software = 305,

    /// <summary><c>YYYY:MM:DD HH:MM:SS</c>.</summary>
    DateTime = 306,

    /// <summary>Who made the image.</summary>
    Artist = 315,

    /// <summary>The computer that made the image.</summary>
    HostComputer = 316,

    /// <summary>1 none, 2 horizontal differencing.</summary>
    Predictor = 317,

    /// <summary>CIE x,y of white.</summary>
    WhitePoint = 318,

    /// <summary>CIE x,y of the primaries.</summary>
    PrimaryChromaticities = 319,

    /// <summary>The palette.</summary>
    ColorMap = 320,

    /// <summary>Columns of a tile.</summary>
    TileWidth = 322,

    /// <summary>Rows of a tile.</summary>
    TileLength = 323,

    /// <summary>Where the tiles are.</summary>
    TileOffsets = 324,

    /// <summary>How long the tiles are.</summary>
    TileByteCounts = 325,

    /// <summary>Where child directories are.</summary>
    SubIFDs = 330,

    /// <summary>What samples beyond the colour mean.</summary>
    ExtraSamples = 338,

    /// <summary>1 unsigned, 2 signed, 3 floating point.</summary>
    SampleFormat = 339,

    /// <summary>Tables of abbreviated JPEG streams.</summary>
    JpegTables = 347,

    /// <summary>Factors from RGB to Y.</summary>
    YCbCrCoefficients = 529,

    /// <summary>Chroma subsampling; wrong on many slides, the JPEG stream is right.</summary>
    YCbCrSubSampling = 530,

    /// <summary>Where chroma samples lie.</summary>
    YCbCrPositioning = 531,

    /// <summary>Head- and foot-room of the components.</summary>
    ReferenceBlackWhite = 532,

    /// <summary>An XMP packet.</summary>
    Xmp = 700,

    /// <summary>The full path of the original image.</summary>
    ImageID = 32781,

    /// <summary>The number of planes of a volume.</summary>
    ImageDepth = 32997,

    /// <summary>The number of planes of a tile.</summary>
    TileDepth = 32998,

    /// <summary>Copyright notice.</summary>
    Copyright = 33432,

    /// <summary>IPTC news metadata.</summary>
    Iptc = 33723,

    /// <summary>Photoshop's image resources.</summary>
    Photoshop = 34377,

    /// <summary>Where the Exif directory is.</summary>
    ExifIfd = 34665,

    /// <summary>An ICC profile.</summary>
    IccProfile = 34675,

    /// <summary>Where the GPS directory is.</summary>
    GpsIfd = 34853,

    /// <summary>Exif: when the original was taken.</summary>
    DateTimeOriginal = 36867,

    /// <summary>Exif: when it was digitised.</summary>
    DateTimeDigitized = 36868,

    /// <summary>Exif: offset of DateTime from UTC.</summary>
    OffsetTime = 36880,

    /// <summary>Exif: offset of DateTimeOriginal from UTC.</summary>
    OffsetTimeOriginal = 36881,

    /// <summary>Exif: offset of DateTimeDigitized from UTC.</summary>
    OffsetTimeDigitized = 36882,

    /// <summary>Exif: the maker's own block.</summary>
    MakerNote = 37500,

    /// <summary>Exif: a comment.</summary>
    UserComment = 37510,

    /// <summary>Exif: where the interoperability directory is.</summary>
    InteroperabilityIfd = 40965,

    /// <summary>Exif: an identifier of this image.</summary>
    ImageUniqueID = 42016,

    /// <summary>Exif: the owner of the camera.</summary>
    CameraOwnerName = 42032,

    /// <summary>Exif: the serial number of the camera.</summary>
    BodySerialNumber = 42033,
}
