using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace WsiDicomizer.Slides.Formats.Ventana;

/// <summary>Which values of the XML identify, as data: a whitelist, so that what nobody thought of counts as identity.</summary>
/// <remarks>
/// Sources: the XML of Ventana-1 (DP 200) and OS-1 (Coreo), both OpenSlide's public test data; attributes of other slides that
/// readers and anonymizers name. Even a harmless name must have a harmless value. Areas are numbered: <c>AOI0</c> stands for all.
/// </remarks>
internal static partial class VentanaKeys
{
    // By the attribute's name, wherever it stands; of PrescanData some are elements.
    private static readonly FrozenDictionary<string, IdentityKind> Identifying = new Dictionary<string, IdentityKind>
    {
        ["UserName"] = IdentityKind.Person,
        ["OperatorID"] = IdentityKind.Person,
        ["SlideAnnotation"] = IdentityKind.Text,
        ["Barcode1D"] = IdentityKind.Barcode,
        ["Barcode2D"] = IdentityKind.Barcode,
        ["BarCode1"] = IdentityKind.Barcode,
        ["BarCode2"] = IdentityKind.Barcode,
        ["UnitNumber"] = IdentityKind.Serial,
        ["DeviceSerialNumber"] = IdentityKind.Serial,
        ["UniqueID"] = IdentityKind.Identifier,
        ["SlideIdentifier"] = IdentityKind.Identifier,
        ["Rack"] = IdentityKind.Identifier,
        ["Slot"] = IdentityKind.Identifier,
        ["JP2FileName"] = IdentityKind.FileName,
        ["OutputFileName"] = IdentityKind.FileName,
        ["BaseName"] = IdentityKind.FileName,
        ["BaseFileName"] = IdentityKind.FileName,
        ["DirPath"] = IdentityKind.FileName,
        ["Path"] = IdentityKind.FileName,
        ["ServerDirectory"] = IdentityKind.FileName,
        ["ScanDate"] = IdentityKind.Date,
        ["ScanTime"] = IdentityKind.Time,

        // When the software was built: it tells one site's scanner from another's.
        ["BuildDate"] = IdentityKind.Date,
        ["ScannerModel"] = IdentityKind.Text,
        ["BuildVersion"] = IdentityKind.Text,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> HarmlessNumbers = new[]
    {
        "EncodeInfo@Ver",
        "SlideInfo@StitchApproach", "SlideInfo@FallbackStitchApproach", "SlideInfo@UseFallbackForStitch",
        "LabelImage@ShowLabel", "LabelImage@LabelBoundary",
        "iScan@Magnification", "iScan@ScanRes", "iScan@Z-layers", "iScan@Z-spacing", "iScan@ShowLabel", "iScan@LabelBoundary",
        "iScan@FocusMode", "iScan@FocusQuality", "iScan@ScanMode", "iScan@ScanWhitePoint", "iScan@Anonymization",
        "AOI@Left", "AOI@Top", "AOI@Right", "AOI@Bottom", "AOI@AOIScanned", "AOI@OriginX", "AOI@OriginY",
        "AoiInfo@XIMAGESIZE", "AoiInfo@YIMAGESIZE", "AoiInfo@NumRows", "AoiInfo@NumCols", "AoiInfo@Pos-X", "AoiInfo@Pos-Y",
        "SlideStitchInfo@Left", "SlideStitchInfo@Top", "SlideStitchInfo@Right", "SlideStitchInfo@Bottom",
        "ImageInfo@AOIScanned", "ImageInfo@AOIIndex", "ImageInfo@NumRows", "ImageInfo@NumCols", "ImageInfo@Width",
        "ImageInfo@Height", "ImageInfo@Pos-X", "ImageInfo@Pos-Y", "ImageInfo@MaxJTPFileSize",
        "TileJointInfo@FlagJoined", "TileJointInfo@Confidence", "TileJointInfo@Tile1", "TileJointInfo@Tile2",
        "TileJointInfo@OverlapX", "TileJointInfo@OverlapY",
        "FrameInfo@AOIScanned", "FrameInfo@AOIIndex", "Frame@Z", "Frame@FocusZ", "Frame@Focus",
        "Registration@UseLinearEncoder", "Registration@Radius", "Registration@OverlapMinMicrons",
        "Registration@OverlapMaxMicrons", "Registration@ShiftMaxMicrons", "Registration@OverlapMin", "Registration@OverlapMax",
        "Registration@ShiftMax", "Color@Applied",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string[]> HarmlessWords = new Dictionary<string, string[]>
    {
        ["iScan@Mode"] = ["brightfield", "Tissue"],
        ["TileJointInfo@Direction"] = ["LEFT", "RIGHT", "UP", "DOWN"],
        ["ServerDirectory@Copy"] = ["false", "true"],
        ["Registration@Method"] = ["None"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether a value identifies.</summary>
    /// <param name="element">The element's name.</param>
    /// <param name="attribute">The attribute's name; null for the element's text.</param>
    /// <param name="value">Not empty.</param>
    /// <returns>The kind of identity, or null where both are known to be harmless.</returns>
    public static IdentityKind? Classify(string element, string? attribute, string value)
    {
        var key = $"{(AreaPattern().IsMatch(element) ? "AOI" : element)}@{attribute}";
        var isHarmless = key switch
        {
            "iScan@ScannerModel" => IsModel(value),
            "iScan@BuildVersion" => IsVersion(value),
            "Frame@XY" => PlacePattern().IsMatch(value),
            "Color@TwistRGB" => value.Split(',').All(number => VentanaXml.Parse(number.Trim()) is not null),
            _ => HarmlessWords.TryGetValue(key, out var words)
                ? words.Contains(value, StringComparer.Ordinal)
                : HarmlessNumbers.Contains(key) && VentanaXml.Parse(value) is not null,
        };
        return isHarmless ? null
            : Identifying.TryGetValue(attribute ?? element, out var kind) ? kind
            : IdentityKind.UnknownKey;
    }

    /// <summary>Whether a text of tag 270 is one that Ventana writes.</summary>
    /// <param name="text">The text.</param>
    public static bool IsDescription(string text) =>
        VentanaNames.Overviews.Contains(text, StringComparer.Ordinal)
        || text is VentanaNames.Probability or VentanaNames.Thumbnail || LevelPattern().IsMatch(text);

    /// <summary>Whether a name is one that Ventana gives its scanners.</summary>
    /// <param name="text">The model.</param>
    public static bool IsModel(string text) => ModelPattern().IsMatch(text);

    /// <summary>Whether a text is the version of a program, and nothing else.</summary>
    /// <param name="text">The version.</param>
    public static bool IsVersion(string text) => VersionPattern().IsMatch(text);

    /// <summary>Whether tag 305 is one that Ventana writes.</summary>
    /// <param name="text">The software.</param>
    public static bool IsSoftware(string text) => SoftwarePattern().IsMatch(text);

    [GeneratedRegex("^AOI[0-9]{1,4}$")]
    private static partial Regex AreaPattern();

    [GeneratedRegex("^[0-9]{1,6},[0-9]{1,6}$")]
    private static partial Regex PlacePattern();

    [GeneratedRegex(@"^level=[0-9]{1,2} mag=[0-9]{1,4}(?:\.[0-9]{1,9})? quality=[0-9]{1,3}$")]
    private static partial Regex LevelPattern();

    [GeneratedRegex("^(?:VENTANA DP [0-9]{3}|iScan Coreo(?: Au)?|iScan HT)$")]
    private static partial Regex ModelPattern();

    [GeneratedRegex(@"^[0-9]{1,5}(?:\.[0-9]{1,6}){1,3}$")]
    private static partial Regex VersionPattern();

    [GeneratedRegex(@"^ScanOutputManager [0-9]{1,5}(?:\.[0-9]{1,6}){1,3}$")]
    private static partial Regex SoftwarePattern();
}
