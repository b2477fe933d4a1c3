using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace WsiDicomizer.Slides.Formats.Qptiff;

/// <summary>Which values of the XML identify, as data: a whitelist, so that what nobody thought of counts as identity.</summary>
/// <remarks>
/// Even a harmless name must have a harmless value. An attribute is named <c>element@attribute</c>. Evidence: the names that
/// tifffile and opentile report; no public specification was at hand.
/// </remarks>
internal static partial class QptiffKeys
{
    private static readonly FrozenDictionary<string, IdentityKind> Identifying = new Dictionary<string, IdentityKind>
    {
        ["Identifier"] = IdentityKind.Identifier,
        ["SlideID"] = IdentityKind.Identifier,
        ["Barcode"] = IdentityKind.Barcode,
        ["ComputerName"] = IdentityKind.Identifier,
        ["UserName"] = IdentityKind.Person,
        ["OperatorName"] = IdentityKind.Person,
        ["StudyName"] = IdentityKind.Text,
        ["AcquisitionSoftware"] = IdentityKind.Text,
        ["ScanProfile"] = IdentityKind.Text,
        ["ValidationCode"] = IdentityKind.Identifier,
        ["Name"] = IdentityKind.Text,
        ["InstrumentType"] = IdentityKind.Text,
        ["SerialNumber"] = IdentityKind.Serial,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> HarmlessNumbers = new[]
    {
        "DescriptionVersion", "ExposureTime", "SignalUnits", "Gain", "OffsetCounts", "Binning", "BitDepth", "X", "Y", "Width",
        "Height",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string[]> HarmlessWords = new Dictionary<string, string[]>
    {
        ["ImageType"] = ["FullResolution", "ReducedResolution", "Thumbnail", "Overview", "Label"],
        ["IsUnmixedComponent"] = ["True", "False", "true", "false"],
        ["Orientation"] = ["Normal"],
        ["IsBrightfield"] = ["True", "False", "true", "false"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether a value identifies.</summary>
    /// <param name="key">The element's name, or <c>element@attribute</c>.</param>
    /// <param name="value">Not empty.</param>
    /// <returns>The kind of identity, or null where both are known to be harmless.</returns>
    public static IdentityKind? Classify(string key, string value)
    {
        if (Identifying.TryGetValue(key, out var kind))
        {
            return kind;
        }

        var isHarmless = key switch
        {
            "Objective" => ParseMagnification(value) is not null,
            "Color" => ColorPattern().IsMatch(value),
            _ => HarmlessWords.TryGetValue(key, out var words)
                ? words.Contains(value, StringComparer.Ordinal)
                : HarmlessNumbers.Contains(key) && NumberPattern().IsMatch(value),
        };
        return isHarmless ? null : IdentityKind.UnknownKey;
    }

    /// <summary>Parses <c>20x</c>.</summary>
    /// <param name="text">The objective.</param>
    /// <returns>Null where it is no magnification of a microscope.</returns>
    public static double? ParseMagnification(string text) =>
        MagnificationPattern().Match(text) is { Success: true } match
        && double.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture) is > 0 and <= 200 and var power
            ? power
            : null;

    [GeneratedRegex("^(?<number>[0-9]{1,3}(?:\\.[0-9]{1,2})?)[xX]?$")]
    private static partial Regex MagnificationPattern();

    [GeneratedRegex("^[0-9]{1,3},[0-9]{1,3},[0-9]{1,3}$")]
    private static partial Regex ColorPattern();

    [GeneratedRegex("^-?[0-9]{1,9}(?:\\.[0-9]{1,9})?$")]
    private static partial Regex NumberPattern();
}
