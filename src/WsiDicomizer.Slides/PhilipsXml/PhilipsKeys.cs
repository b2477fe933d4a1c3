using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace WsiDicomizer.Slides.PhilipsXml;

/// <summary>Which attributes of the XML identify, as data: a whitelist, so that a name nobody thought of counts as identity.</summary>
/// <remarks>
/// Sources: the XML of Philips-1 and Philips-4 (OpenSlide's public test data) and the names that readers of TIFF and iSyntax
/// know. Even a harmless name must have a harmless value. Names are compared in the spelling of <see cref="PhilipsNames"/>.
/// </remarks>
internal static partial class PhilipsKeys
{
    private static readonly FrozenDictionary<string, IdentityKind> Identifying = new Dictionary<string, IdentityKind>
    {
        ["DICOM_ACCESSION_NUMBER"] = IdentityKind.Identifier,
        ["DICOM_ACQUISITION_DATE"] = IdentityKind.Date,
        [PhilipsNames.AcquisitionDateTime] = IdentityKind.Date,
        ["DICOM_ACQUISITION_TIME"] = IdentityKind.Time,
        ["DICOM_BARCODE_VALUE"] = IdentityKind.Barcode,
        ["DICOM_CONTAINER_IDENTIFIER"] = IdentityKind.Identifier,
        ["DICOM_CONTENT_DATE"] = IdentityKind.Date,
        ["DICOM_CONTENT_TIME"] = IdentityKind.Time,
        ["DICOM_DATE_OF_LAST_CALIBRATION"] = IdentityKind.Date,
        ["DICOM_TIME_OF_LAST_CALIBRATION"] = IdentityKind.Time,
        [PhilipsNames.Serial] = IdentityKind.Serial,
        ["DICOM_DEVICE_UID"] = IdentityKind.Serial,
        ["DICOM_INSTITUTION_NAME"] = IdentityKind.Text,
        ["DICOM_INSTITUTIONAL_DEPARTMENT_NAME"] = IdentityKind.Text,
        ["DICOM_LABEL_TEXT"] = IdentityKind.Text,
        ["DICOM_OPERATORS_NAME"] = IdentityKind.Person,
        ["DICOM_PATIENT_BIRTH_DATE"] = IdentityKind.Date,
        ["DICOM_PATIENT_ID"] = IdentityKind.Identifier,
        ["DICOM_PATIENT_NAME"] = IdentityKind.Person,
        ["DICOM_PATIENTS_BIRTH_DATE"] = IdentityKind.Date,
        ["DICOM_PATIENTS_NAME"] = IdentityKind.Person,
        ["DICOM_REFERRING_PHYSICIANS_NAME"] = IdentityKind.Person,
        ["DICOM_SERIES_INSTANCE_UID"] = IdentityKind.Identifier,
        ["DICOM_SOP_INSTANCE_UID"] = IdentityKind.Identifier,
        ["DICOM_SPECIMEN_IDENTIFIER"] = IdentityKind.Identifier,
        ["DICOM_STATION_NAME"] = IdentityKind.Serial,
        ["DICOM_STUDY_DATE"] = IdentityKind.Date,
        ["DICOM_STUDY_ID"] = IdentityKind.Identifier,
        ["DICOM_STUDY_INSTANCE_UID"] = IdentityKind.Identifier,
        ["DICOM_STUDY_TIME"] = IdentityKind.Time,
        [PhilipsNames.Operator] = IdentityKind.Person,
        ["PIM_DP_SCANNER_RACK_NUMBER"] = IdentityKind.Identifier,
        ["PIM_DP_SCANNER_RACK_PRIORITY"] = IdentityKind.Identifier,
        ["PIM_DP_SCANNER_SLOT_NUMBER"] = IdentityKind.Identifier,
        [PhilipsNames.Barcode] = IdentityKind.Barcode,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // One number, or several in quotes.
    private static readonly FrozenSet<string> HarmlessNumbers = new[]
    {
        "DICOM_BITS_ALLOCATED", "DICOM_BITS_STORED", "DICOM_HIGH_BIT", "DICOM_LOSSY_IMAGE_COMPRESSION",
        "DICOM_LOSSY_IMAGE_COMPRESSION_RATIO", "DICOM_PIXEL_REPRESENTATION", PhilipsNames.PixelSpacing,
        "DICOM_PLANAR_CONFIGURATION", "DICOM_SAMPLES_PER_PIXEL", "PIM_DP_IMAGE_COLUMNS", "PIM_DP_IMAGE_ROWS",
        "PIM_DP_PIXEL_DATA_REPRESENTATION_POSITION", "PIM_PIXEL_DATA_REPRESENTATION_COLUMNS",
        "PIM_PIXEL_DATA_REPRESENTATION_NUMBER", "PIM_PIXEL_DATA_REPRESENTATION_ROWS",
        "UFS_IMAGE_PIXEL_TRANSFORMATION_METHOD", "UFS_IMAGE_PIXEL_TRANSFORM_METHOD", "UFS_IMAGE_NUMBER_OF_BLOCKS",
        "UFS_IMAGE_DIMENSIONS_OVER_BLOCK", "UFS_IMAGE_DIMENSIONS_IN_BLOCK", "UFS_IMAGE_DIMENSIONS_OVER_CLUSTER",
        "UFS_IMAGE_DIMENSIONS_IN_CLUSTER", PhilipsNames.ScaleFactor, PhilipsNames.DimensionRange, "UFS_IMAGE_DIMENSION_ORIGIN",
        PhilipsNames.CompressionMethod, "UFS_IMAGE_BLOCK_COORDINATE", "UFS_IMAGE_BLOCK_HEADER_TEMPLATE_ID",
        "UFS_IMAGE_BLOCK_DATA_OFFSET", "UFS_IMAGE_BLOCK_SIZE", "UFS_IMAGE_VALID_DATA_ENVELOPE_DIMENSIONS",
        "UFS_IMAGE_OPP_EXTREME_VERTEX", "DP_WAVELET_QUANTIZER", "DP_WAVELET_DEADZONE",
    }.ToFrozenSet(StringComparer.Ordinal);

    // Names whose values are words: only the words that makers write.
    private static readonly FrozenDictionary<string, string[]> HarmlessWords = new Dictionary<string, string[]>
    {
        [PhilipsNames.Manufacturer] = ["PHILIPS", "Philips", "Hamamatsu", "3D Histech", "3DHISTECH", "Leica", "Aperio"],
        [PhilipsNames.Model] = ["UFS Scanner", "SG20", "SG60", "SG300"],
        [PhilipsNames.ImageType] = ["WSI", "LABELIMAGE", "MACROIMAGE"],
        [PhilipsNames.SourceFile] = ["%FILENAME%"],
        ["DICOM_LOSSY_IMAGE_COMPRESSION_METHOD"] = ["PHILIPS_DP_1_0", "PHILIPS_DP_2_0", "PHILIPS_TIFF_1_0"],
        ["DICOM_PHOTOMETRIC_INTERPRETATION"] = ["RGB", "YBR_FULL", "YBR_FULL_422", "MONOCHROME2"],
        ["PIM_DP_SCANNER_CALIBRATION_STATUS"] = ["OK", "NOT OK"],
        [PhilipsNames.DimensionName] = ["x", "y", "component", "scale", "waveletCoeff"],
        ["UFS_IMAGE_DIMENSION_TYPE"] = ["spatial", "colour component", "scale", "waveletcoef"],
        [PhilipsNames.DimensionUnit] = ["MicroMeter", "um"],
        ["UFS_IMAGE_DIMENSION_DISCRETE_VALUES_STRING"] = ["Y", "Co", "Cg", "R", "G", "B", "LL", "LH", "HL", "HH"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // They hold objects and no text.
    private static readonly FrozenSet<string> Containers = new[]
    {
        PhilipsNames.ScannedImages, PhilipsNames.Representations, PhilipsNames.GeneralHeaders, PhilipsNames.Dimensions,
        PhilipsNames.DimensionRanges, PhilipsNames.BlockTemplates, "UFS_IMAGE_BLOCK_HEADERS",
        "UFS_IMAGE_CLUSTER_HEADER_TEMPLATES", "UFS_IMAGE_VALID_DATA_ENVELOPES", "UFS_IMAGE_OPP_EXTREME_VERTICES",
        "DP_COLOR_MANAGEMENT", "DP_IMAGE_POST_PROCESSING", "DP_WAVELET_QUANTIZER_SETTINGS_PER_COLOR",
        "DP_WAVELET_QUANTIZER_SETTINGS_PER_LEVEL",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether an attribute and its text identify.</summary>
    /// <param name="name">As written.</param>
    /// <param name="text">Its text, not empty.</param>
    /// <returns>The kind of identity, or null where both are known to be harmless.</returns>
    public static IdentityKind? Classify(string name, string text)
    {
        var key = PhilipsNames.Canonical(name);
        if (Identifying.TryGetValue(key, out var kind))
        {
            return kind;
        }

        if (HarmlessWords.TryGetValue(key, out var words))
        {
            return PhilipsObject.SplitArray(text).All(item => words.Contains(item, StringComparer.Ordinal))
                ? null
                : key == PhilipsNames.SourceFile ? IdentityKind.Identifier : IdentityKind.Text;
        }

        var isHarmless = key switch
        {
            PhilipsNames.DerivationDescription => DerivationPattern().Match(text) is { Success: true } match
                && match.Groups["file"].Value is "" or "%FILENAME%",
            PhilipsNames.SoftwareVersions => PhilipsObject.SplitArray(text).All(item => VersionPattern().IsMatch(item)),
            PhilipsNames.InterfaceVersion => VersionPattern().IsMatch(text) || InterfacePattern().IsMatch(text),
            PhilipsNames.BlockTable or PhilipsNames.ClusterTable => PhilipsBlockTable.IsTable(text),
            _ => HarmlessNumbers.Contains(key) && PhilipsObject.ParseNumbers(text) is not null,
        };
        return isHarmless ? null
            : key is PhilipsNames.DerivationDescription or PhilipsNames.SoftwareVersions ? IdentityKind.Text
            : IdentityKind.UnknownKey;
    }

    /// <summary>Whether a name is one of those that hold objects and no text.</summary>
    /// <param name="name">As written.</param>
    public static bool IsContainer(string name) => Containers.Contains(PhilipsNames.Canonical(name));

    /// <summary>
    /// How the file was made: <c>tiff-useBigTIFF=1-useRgb=0-levels=10003,10002-processing=0-q80-sourceFilename="…"</c>.
    /// </summary>
    [GeneratedRegex(@"^tiff(?:-(?:useBigTIFF|useRgb|processing)=[0-9]{1,2}|-levels=[0-9]{1,5}(?:,[0-9]{1,5})*|-q[0-9]{1,3})*(?:-sourceFilename=""(?<file>[^""]*)"")?$")]
    public static partial Regex DerivationPattern();

    // 100 and above: the second generation of iSyntax.
    [GeneratedRegex("^1[0-9]{2}$")]
    private static partial Regex InterfacePattern();

    // 1.6.6186, or 20150402_R48; digits alone could be a date or a number of somebody.
    [GeneratedRegex(@"^(?:[0-9]{1,5}(?:\.[0-9]{1,5}){1,4}|20[0-9]{6}_R[0-9]{1,4})$")]
    private static partial Regex VersionPattern();
}
