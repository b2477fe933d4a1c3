using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace WsiDicomizer.Slides.Formats.Mirax;

/// <summary>Which values of Slidedat.ini identify, as data: a whitelist, so that what nobody thought of counts as identity.</summary>
/// <remarks>
/// Even a harmless key must have a harmless value. Numbers in keys are written <c>#</c>: <c>HIER_#_VAL_#_SECTION</c>. Sources:
/// the properties of CMU-1-Saved-1_2 (OpenSlide's public test data), lists of keys that other readers know, formats.md 4.2.
/// </remarks>
internal static partial class MiraxKeys
{
    private static readonly FrozenDictionary<string, IdentityKind> Identifying = new Dictionary<string, IdentityKind>
    {
        ["SLIDE_ID"] = IdentityKind.Identifier,
        ["SLIDE_NAME"] = IdentityKind.Identifier,
        ["PROJECT_NAME"] = IdentityKind.Text,
        ["SLIDE_CREATIONDATETIME"] = IdentityKind.Date,
        ["SLIDE_UTC_CREATIONDATETIME"] = IdentityKind.Date,
        ["SLIDE_COMMENT"] = IdentityKind.Text,
        ["SLIDE_DESCRIPTION"] = IdentityKind.Text,
        ["SLIDE_CREATOR"] = IdentityKind.Person,
        ["OPERATOR"] = IdentityKind.Person,
        ["SCANNER_HARDWARE_ID"] = IdentityKind.Serial,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // The longest that fits counts first.
    private static readonly (string Part, IdentityKind Kind)[] IdentifyingParts =
    [
        ("PATIENT", IdentityKind.Person),
        ("PHYSICIAN", IdentityKind.Person),
        ("OPERATOR", IdentityKind.Person),
        ("ACCESSION", IdentityKind.Identifier),
        ("CASE_", IdentityKind.Identifier),
    ];

    private static readonly FrozenSet<string> HarmlessNumbers = new[]
    {
        "IMAGENUMBER_X", "IMAGENUMBER_Y", "CameraImageDivisionsPerSide", "SLIDE_POSITION_X", "SLIDE_POSITION_Y", "SLIDE_BITDEPTH",
        "VIMSLIDE_CAMERA_REAL_BITDEPTH", "VIMSLIDE_CAMERA_BITDEPTH", "OUTPUT_RESOLUTION", "IMAGE_OVERLAP_MICROMETERS_X",
        "IMAGE_OVERLAP_MICROMETERS_Y", "ADAPTER_SIZE", "OPTOVAR_SIZE", "MAXIMUM_EXPOSURE_TIME", "INDIVIDUALLY_EXP_TIMES",
        "PAGEELEMENTCOUNT", "PAGELENGTH", "HIER_COUNT", "NONHIER_COUNT", "HIER_#_COUNT", "HIER_#_DEFAULT", "NONHIER_#_COUNT",
        "NONHIER_#_VAL_#_IMAGENUMBER_X", "NONHIER_#_VAL_#_IMAGENUMBER_Y", "FILE_COUNT", "SECTION_COUNT", "IMAGE_CONCAT_FACTOR",
        "OVERLAP_X", "OVERLAP_Y", "MICROMETER_PER_PIXEL_X", "MICROMETER_PER_PIXEL_Y", "IMAGE_FILL_COLOR_BGR", "DIGITIZER_WIDTH",
        "DIGITIZER_HEIGHT", "IMAGE_COMPRESSION_FACTOR", "GAMMA_VALUE", "COLOR_R", "COLOR_G", "COLOR_B", "DIGITALGAIN",
        "EXPOSUREPERCENTAGE", "EXPOSURE_TIME", "EXTENDED_STEP_COUNT", "EXTENDED_STEP_SIZE", "FILTER_REAL_POSITION",
        "IS_STITCHING_FILTER", "STORING_CHANNEL_NUMBER", "THRESHOLD", "XDIFF", "YDIFF", "ZDIFF", "SCANMAP_IMAGE_WIDTH",
        "SCANMAP_IMAGE_HEIGHT", "THUMBNAIL_IMAGE_WIDTH", "THUMBNAIL_IMAGE_HEIGHT", "BARCODE_IMAGE_WIDTH", "BARCODE_IMAGE_HEIGHT",
        "PREVIEW_IMAGE_WIDTH", "PREVIEW_IMAGE_HEIGHT", "STAGEPOSMAP_IMAGE_WIDTH", "STAGEPOSMAP_IMAGE_HEIGHT",
        "SCANNED_FOVS_MAP_IMAGE_WIDTH", "SCANNED_FOVS_MAP_IMAGE_HEIGHT", "AVEGARE_IMAGE_OVERLAP_X_IN_PIXELS",
        "AVEGARE_IMAGE_OVERLAP_Y_IN_PIXELS", "CAMERA_ROTATION", "OBJECT_GUIDE_HYSTERESIS_X", "OBJECT_GUIDE_HYSTERESIS_Y",
        "SCANNED_FOV_COUNT", "SCANNING_TIME_IN_SEC", "VIMSLIDE_HISTOGRAM_DATA_CHANNEL_NUM", "VIMSLIDE_HISTOGRAM_DATA_CHANNEL_SIZE",
        "VIMSLIDE_HISTOGRAM_DATA_FORMAT_VERSION", "VIMSLIDE_POSITION_DATA_FORMAT_VERSION", "DATA_FORMAT_VERSION", "XML_LENGTH",
        "COMPRESSED_STITCHING_VERSION", "COMPRESSED_STITCHING_ORIG_SLIDE_SCANNED_IN_VIMSLIDE",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> HarmlessFlags = new[]
    {
        "SLIDE_CREATION_FINISHED", "SLIDE_IS_DOUBLE_WIDE", "GAMMA_APPLIED", "SHARPENED", "SQRT2_RESIZED", "ACTIVE", "MODIFY",
        "IS_MASTER_FILTER", "USE_RED_CHANNEL", "USE_GREEN_CHANNEL", "USE_BLUE_CHANNEL", "INDIVIDUALLY_EXP_TIMES",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Flags =
        new[] { "True", "False", "TRUE", "FALSE", "true", "false", "ON", "OFF" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly string[] HierarchyNames =
        [MiraxNames.ZoomLevels, MiraxNames.FilterLevels, .. MiraxNames.FocusLevels, "Scan info layer", "Mask level"];

    private static readonly string[] PictureTypes = ["JPEG", "PNG", "BMP24", "BMP"];

    private static readonly FrozenDictionary<string, string[]> HarmlessWords = new Dictionary<string, string[]>
    {
        ["SLIDE_TYPE"] = ["SLIDE_TYPE_BRIGHTFIELD", "SLIDE_TYPE_FLUORESCENCE"],
        ["SLIDE_CONTENT"] = ["DIGITAL_SLIDE"],
        ["OBJECTIVE_NAME"] = ["Default objective", "Plan-Apochromat"],
        ["HIER_#_NAME"] = HierarchyNames,
        ["NONHIER_#_NAME"] = [.. MiraxLayerNames.Layers],
        ["NONHIER_#_VAL_#"] = [.. MiraxLayerNames.Values],
        ["HIER_#_VAL_#"] = ["ScanInfoLayer_DefaultLevel", "ScanInfoLayer_XMLInfoLevel"],
        ["IMAGE_FORMAT"] = PictureTypes,
        ["SCANMAP_IMAGE_TYPE"] = PictureTypes,
        ["THUMBNAIL_IMAGE_TYPE"] = PictureTypes,
        ["BARCODE_IMAGE_TYPE"] = PictureTypes,
        ["PREVIEW_IMAGE_TYPE"] = PictureTypes,
        ["STAGEPOSMAP_IMAGE_TYPE"] = PictureTypes,
        ["SCANNED_FOVS_MAP_IMAGE_TYPE"] = PictureTypes,
        ["BARCODE_TYPE"] = ["Code128", "Code39", "DataMatrix", "QRCode", "PDF417"],
        ["FILTER_NAME"] = ["Default"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether a value identifies.</summary>
    /// <param name="key">The key; empty for a line without one.</param>
    /// <param name="value">Not empty.</param>
    /// <returns>The kind of identity, or null where both are known to be harmless.</returns>
    public static IdentityKind? Classify(string key, string value)
    {
        var pattern = NumberPattern().Replace(key, "#");
        if (Identifying.TryGetValue(pattern, out var kind))
        {
            return kind;
        }

        if (IsHarmless(pattern, value))
        {
            return null;
        }

        if (pattern.Contains("BARCODE", StringComparison.OrdinalIgnoreCase))
        {
            return IdentityKind.Barcode;
        }

        foreach (var (part, partKind) in IdentifyingParts)
        {
            if (pattern.Contains(part, StringComparison.OrdinalIgnoreCase))
            {
                return partKind;
            }
        }

        return IdentityKind.UnknownKey;
    }

    /// <summary>Whether a text is a name that camera makers give their cameras.</summary>
    /// <param name="text">The text.</param>
    public static bool IsCamera(string text) => CameraPattern().IsMatch(text);

    /// <summary>Whether a text is a version.</summary>
    /// <param name="text">The text.</param>
    public static bool IsVersion(string text) => VersionPattern().IsMatch(text);

    /// <summary>Whether a text is a name that 3DHISTECH and Zeiss gave their scanners.</summary>
    /// <param name="text">The text.</param>
    public static bool IsScanner(string text) => ScannerPattern().IsMatch(text);

    private static bool IsHarmless(string pattern, string value) =>
        pattern switch
        {
            "SLIDE_VERSION" or "CURRENT_SLIDE_VERSION" or "SCANNER_SOFTWARE_VERSION" => IsVersion(value),
            "SCANNER_HARDWARE_VERSION" => IsVersion(value) || IsScanner(value),
            "CAMERA_TYPE" or "SCANNER_CAMERA_TYPE" => IsCamera(value),
            "OBJECTIVE_MAGNIFICATION" => MagnificationPattern().IsMatch(value),
            "INDEXFILE" or "FILE_#" => FileNamePattern().IsMatch(value),
            "HIER_#_SECTION" or "NONHIER_#_SECTION" or "HIER_#_VAL_#_SECTION" or "NONHIER_#_VAL_#_SECTION" =>
                SectionPattern().IsMatch(value),
            _ => false,
        }
        || (pattern is "HIER_#_VAL_#" or "DATA_IN_THIS_FILTER_LEVEL" && LevelPattern().IsMatch(value))
        || (HarmlessWords.TryGetValue(pattern, out var words) && words.Contains(value, StringComparer.Ordinal))
        || (HarmlessFlags.Contains(pattern) && Flags.Contains(value))
        || (HarmlessNumbers.Contains(pattern) && MiraxIni.ParseNumber(value) is not null);

    [GeneratedRegex("[0-9]+")]
    private static partial Regex NumberPattern();

    [GeneratedRegex("^[vV]?[0-9]{1,4}(?:[.,] ?[0-9]{1,5}){0,4}$")]
    private static partial Regex VersionPattern();

    [GeneratedRegex("^[0-9]{1,3}(?:[.,][0-9]{1,2})? ?[xX]?$")]
    private static partial Regex MagnificationPattern();

    [GeneratedRegex(@"^(?:Index|Data[0-9]{4})\.dat$")]
    private static partial Regex FileNamePattern();

    [GeneratedRegex("^(?:NONHIER)?LAYER_[0-9]{1,3}(?:_LEVEL_[0-9]{1,4})?_SECTION$")]
    private static partial Regex SectionPattern();

    [GeneratedRegex("^(?:ZoomLevel|FilterLevel|FocusLevel|MicroscopeFocusLevel|MaskLevel)_[0-9]{1,3}$")]
    private static partial Regex LevelPattern();

    [GeneratedRegex("^(?:Default [Cc]amera|(?:Hitachi|Marlin|AVT|Stingray|AxioCam|CIS|Sony|Adimec|PCO|pco)(?:[ _.-]?[A-Z0-9.]{1,8}){0,4})$")]
    private static partial Regex CameraPattern();

    [GeneratedRegex("^(?:PANNORAMIC|Pannoramic|P[0-9]{3,4}|MIRAX|Mirax)(?:[ _-](?:DESK|MIDI|SCAN|FLASH|CONFOCAL|WF|DX|Desk|Midi|Scan|Flash|Confocal|[IVX]{1,4}|[0-9]{1,4})){0,4}$")]
    private static partial Regex ScannerPattern();
}
