namespace WsiDicomizer.Slides.PhilipsXml;

/// <summary>Names of attributes, in the spelling that this reader compares by.</summary>
/// <remarks>
/// Philips writes some names with <c>PIM_</c> and others, or the same in other files, with <c>PIIM_</c>: both are read as
/// <c>PIM_</c>. Observed in Philips-1 to Philips-4 (OpenSlide's public test data); there is no public specification.
/// </remarks>
internal static class PhilipsNames
{
    /// <summary>The object type of the root.</summary>
    public const string RootType = "DPUfsImport";

    /// <summary>The object type of a picture: scan, label or macro.</summary>
    public const string ScannedImageType = "DPScannedImage";

    /// <summary>The object type of a level.</summary>
    public const string RepresentationType = "PixelDataRepresentation";

    /// <summary>All pictures.</summary>
    public const string ScannedImages = "PIM_DP_SCANNED_IMAGES";

    /// <summary><c>WSI</c>, <c>LABELIMAGE</c> or <c>MACROIMAGE</c>.</summary>
    public const string ImageType = "PIM_DP_IMAGE_TYPE";

    /// <summary>A JPEG stream in Base64.</summary>
    public const string ImageData = "PIM_DP_IMAGE_DATA";

    /// <summary>The levels.</summary>
    public const string Representations = "PIM_PIXEL_DATA_REPRESENTATION_SEQUENCE";

    /// <summary>Millimetres per pixel: between rows, between columns.</summary>
    public const string PixelSpacing = "DICOM_PIXEL_SPACING";

    /// <summary>The barcode's text in Base64.</summary>
    public const string Barcode = "PIM_DP_UFS_BARCODE";

    /// <summary>The name of the file before.</summary>
    public const string SourceFile = "PIM_DP_SOURCE_FILE";

    /// <summary>How the file was made, with the name of the file that it was made from.</summary>
    public const string DerivationDescription = "DICOM_DERIVATION_DESCRIPTION";

    /// <summary>Who operated the scanner.</summary>
    public const string Operator = "PIM_DP_SCANNER_OPERATOR_ID";

    /// <summary>When it was scanned: <c>YYYYMMDDHHMMSS.ffffff</c>.</summary>
    public const string AcquisitionDateTime = "DICOM_ACQUISITION_DATETIME";

    /// <summary>The maker.</summary>
    public const string Manufacturer = "DICOM_MANUFACTURER";

    /// <summary>The scanner's model.</summary>
    public const string Model = "DICOM_MANUFACTURERS_MODEL_NAME";

    /// <summary>The scanner's serial number.</summary>
    public const string Serial = "DICOM_DEVICE_SERIAL_NUMBER";

    /// <summary>Versions of software.</summary>
    public const string SoftwareVersions = "DICOM_SOFTWARE_VERSIONS";

    /// <summary>The version of the format: 100 and above is the second generation of iSyntax.</summary>
    public const string InterfaceVersion = "PIM_DP_UFS_INTERFACE_VERSION";

    /// <summary>The size and dimensions of an iSyntax.</summary>
    public const string GeneralHeaders = "UFS_IMAGE_GENERAL_HEADERS";

    /// <summary>The dimensions: names, units, spacing.</summary>
    public const string Dimensions = "UFS_IMAGE_DIMENSIONS";

    /// <summary><c>x</c>, <c>y</c>, <c>component</c>, <c>scale</c> or <c>waveletCoeff</c>.</summary>
    public const string DimensionName = "UFS_IMAGE_DIMENSION_NAME";

    /// <summary>The unit of the scale factor.</summary>
    public const string DimensionUnit = "UFS_IMAGE_DIMENSION_UNIT";

    /// <summary>Micrometres per pixel, of <c>x</c> and <c>y</c>.</summary>
    public const string ScaleFactor = "UFS_IMAGE_DIMENSION_SCALE_FACTOR";

    /// <summary>The extents of the dimensions, in their order.</summary>
    public const string DimensionRanges = "UFS_IMAGE_DIMENSION_RANGES";

    /// <summary>Start, step and end, which is inclusive.</summary>
    public const string DimensionRange = "UFS_IMAGE_DIMENSION_RANGE";

    /// <summary>How codeblocks are made.</summary>
    public const string BlockTemplates = "UFS_IMAGE_BLOCK_HEADER_TEMPLATES";

    /// <summary>16 and 19 are the wavelet codecs of the two generations.</summary>
    public const string CompressionMethod = "UFS_IMAGE_BLOCK_COMPRESSION_METHOD";

    /// <summary>Where codeblocks are, in Base64: the first generation.</summary>
    public const string BlockTable = "UFS_IMAGE_BLOCK_HEADER_TABLE";

    /// <summary>Where codeblocks are, in Base64: the second generation.</summary>
    public const string ClusterTable = "UFS_IMAGE_CLUSTER_HEADER_TABLE";

    /// <summary>A colour profile in Base64.</summary>
    public const string IccProfile = "DICOM_ICCPROFILE";

    private const string LongPrefix = "PIIM_";

    /// <summary>The name that this reader compares by.</summary>
    /// <param name="name">As written.</param>
    public static string Canonical(string name) =>
        name.StartsWith(LongPrefix, StringComparison.Ordinal) ? $"PIM_{name[LongPrefix.Length..]}" : name;
}
