using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace WsiDicomizer.Slides.Formats.Zeiss;

/// <summary>Which values of the XML identify, as data: a whitelist, so that what nobody thought of counts as identity.</summary>
/// <remarks>
/// A key is <c>Element</c>, <c>Element@Attribute</c>, or the same with the element's parent before it, <c>Parent/Element</c>, which
/// goes first. Even a harmless key must have a harmless value. Sources: formats.md section 9.6 and the names that open readers
/// of CZI know; there is no public list.
/// </remarks>
internal static partial class ZeissKeys
{
    private static readonly FrozenDictionary<string, IdentityKind> Identifying = new Dictionary<string, IdentityKind>
    {
        ["UserName"] = IdentityKind.Person,
        ["User/DisplayName"] = IdentityKind.Person,
        ["User@Name"] = IdentityKind.Person,
        ["FirstName"] = IdentityKind.Person,
        ["MiddleName"] = IdentityKind.Person,
        ["LastName"] = IdentityKind.Person,
        ["Email"] = IdentityKind.Person,
        ["Phone"] = IdentityKind.Person,
        ["Institution"] = IdentityKind.Text,
        ["Document/Name"] = IdentityKind.Identifier,
        ["Document/Title"] = IdentityKind.Text,
        ["Document/Description"] = IdentityKind.Text,
        ["Document/Comment"] = IdentityKind.Text,
        ["Document/Keywords"] = IdentityKind.Text,
        ["Document/Subject"] = IdentityKind.Text,
        ["CreationDate"] = IdentityKind.Date,
        ["AcquisitionDateAndTime"] = IdentityKind.Date,
        ["AcquisitionTime"] = IdentityKind.Date,
        ["AcquisitionDuration"] = IdentityKind.Time,
        ["Barcode/Content"] = IdentityKind.Barcode,
        ["Barcode/Value"] = IdentityKind.Barcode,
        ["Barcode"] = IdentityKind.Barcode,
        ["SerialNumber"] = IdentityKind.Serial,
        ["UserDefinedName"] = IdentityKind.Serial,
        ["ComputerName"] = IdentityKind.Serial,
        ["MachineName"] = IdentityKind.Serial,
        ["Microscope@Name"] = IdentityKind.Serial,
        ["ImageName"] = IdentityKind.Identifier,
        ["OriginalFileName"] = IdentityKind.Identifier,
        ["FilePath"] = IdentityKind.Identifier,
        ["FolderPath"] = IdentityKind.Identifier,
        ["ImageFrame"] = IdentityKind.Identifier,
        ["SlideName"] = IdentityKind.Identifier,
        ["Scene@Name"] = IdentityKind.Text,
        ["Channel@Name"] = IdentityKind.Text,
        ["Channel/Name"] = IdentityKind.Text,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> HarmlessNumbers = new[]
    {
        "SizeX", "SizeY", "SizeC", "SizeZ", "SizeT", "SizeM", "SizeS", "SizeB", "SizeH", "SizeR", "SizeI", "SizeV", "Distance/Value",
        "ComponentBitCount", "PyramidLayersCount", "MinificationFactor", "LensNA", "NominalMagnification", "WorkingDistance",
        "RefractiveIndex", "ExcitationWavelength", "EmissionWavelength", "ExposureTime", "Gain", "Intensity", "FocusPosition",
        "StageXPosition", "StageYPosition", "Interval/Start", "Interval/Increment", "Positions/Start", "Scene@Index", "CenterPosition",
        "ContourSize", "Low", "High", "Gamma", "RoiCenterOffsetX", "RoiCenterOffsetY", "Angle", "PixelDistance",
        "OriginalCompressionParameter",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string[]> HarmlessWords = new Dictionary<string, string[]>
    {
        ["PixelType"] = ["Gray8", "Gray16", "Bgr24", "Bgr48", "Bgra32", "Gray32Float"],
        ["ContrastMethod"] = ["Brightfield", "Fluorescence", "PhaseContrast", "DIC", "DarkField", "Polarization", "Other"],
        ["IlluminationType"] = ["Transmitted", "Epifluorescence", "Fluorescence", "Oblique", "Other"],
        ["AcquisitionMode"] = ["WideField", "LaserScanningConfocalMicroscopy", "Other"],
        ["DefaultUnitFormat"] = ["µm", "\u03BCm", "um", "nm", "mm", "m"],
        ["Immersion"] = ["Air", "Oil", "Water", "Glycerol", "Other"],
        ["Microscope/System"] = ["Axio Scan.Z1", "Axioscan 7", "Axioscan 7 KMAT"],
        ["Microscope/Type"] = ["Upright", "Inverted", "Other"],
        ["Application/Name"] = ["ZEN", "ZEN slidescan", "ZEN (blue edition)", "ZEN 2 (blue edition)", "AIM"],
        ["Barcode/Type"] = ["Code39", "Code128", "QRCode", "QR", "DataMatrix", "PDF417"],
        ["Distance@Id"] = ["X", "Y", "Z"],
        ["IsSelected"] = ["true", "false"],
        ["IsActivated"] = ["true", "false"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Channels are named by whoever set the scan up: only names that the program offers are known.
    private static readonly FrozenSet<string> KnownChannels = new[]
    {
        "TL Brightfield", "Brightfield", "DAPI", "FITC", "TRITC", "Cy3", "Cy5", "Cy7", "EGFP", "AF488", "AF555", "AF594", "AF647", "DsRed",
        "mCherry", "Hoechst 33342",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Namespaces = new[]
    {
        "http://www.w3.org/2001/XMLSchema", "http://www.w3.org/2001/XMLSchema-instance",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a value identifies.</summary>
    /// <param name="parent">The element around the element; empty for the root.</param>
    /// <param name="key">The element's name, or <c>element@attribute</c>.</param>
    /// <param name="value">Not empty.</param>
    /// <returns>The kind of identity, or null where both are known to be harmless.</returns>
    public static IdentityKind? Classify(string parent, string key, string value)
    {
        var qualified = $"{parent}/{key}";
        if (key is "Channel@Name" || qualified is "Channel/Name" or "Channel/Fluor" or "Channel/DyeName")
        {
            return KnownChannels.Contains(value) ? null : IdentityKind.Text;
        }

        if (Identifying.TryGetValue(qualified, out var kind) || Identifying.TryGetValue(key, out kind))
        {
            return kind;
        }

        return IsHarmless(qualified, value) || IsHarmless(key, value) ? null : IdentityKind.UnknownKey;
    }

    /// <summary>Whether a name is one that Zeiss gives its scanners.</summary>
    /// <param name="text">The name.</param>
    public static bool IsSystem(string text) => HarmlessWords["Microscope/System"].Contains(text, StringComparer.Ordinal);

    private static bool IsHarmless(string key, string value) => key switch
    {
        "Application/Version" => VersionPattern().IsMatch(value),
        "Objective@Name" or "Objective/Model" or "Manufacturer/Model" => ObjectivePattern().IsMatch(value),
        "Manufacturer/Manufacturer" => value is "Zeiss" or "Carl Zeiss",
        "Channel/Color" or "Color" => ColourPattern().IsMatch(value),
        _ when key.EndsWith("@Id", StringComparison.Ordinal) && CountedPattern().IsMatch(value) => true,
        _ when IsNamespace(key) => Namespaces.Contains(value),
        _ => HarmlessWords.TryGetValue(key, out var words)
            ? words.Contains(value, StringComparer.Ordinal)
            : HarmlessNumbers.Contains(key) && AreNumbers(value),
    };

    private static bool IsNamespace(string key) =>
        key.EndsWith("@xmlns:xsd", StringComparison.Ordinal) || key.EndsWith("@xmlns:xsi", StringComparison.Ordinal);

    // One number, or two with a comma between them.
    private static bool AreNumbers(string value) => value.Split(',') is { Length: <= 3 } parts && parts.All(part =>
        double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number));

    [GeneratedRegex(@"^[0-9]{1,4}(?:\.[0-9]{1,6}){1,4}$")]
    private static partial Regex VersionPattern();

    [GeneratedRegex(@"^(?:Plan-Apochromat|Plan-Neofluar|EC Plan-Neofluar|Fluar|N-Achroplan|C-Apochromat) [0-9]{1,3}(?:\.[0-9])?x/[0-9]\.[0-9]{1,3}(?: M27| Air| Oil| W| DIC)*$")]
    private static partial Regex ObjectivePattern();

    [GeneratedRegex("^#[0-9A-Fa-f]{6}(?:[0-9A-Fa-f]{2})?$")]
    private static partial Regex ColourPattern();

    [GeneratedRegex("^[A-Z][A-Za-z]{1,20}(?::[0-9]{1,3}){1,2}$")]
    private static partial Regex CountedPattern();
}
