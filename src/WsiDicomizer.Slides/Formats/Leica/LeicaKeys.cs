using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace WsiDicomizer.Slides.Formats.Leica;

/// <summary>Which values of the XML identify, as data: a whitelist, so that what nobody thought of counts as identity.</summary>
/// <remarks>
/// Sources: the XML of Leica-1, Leica-2 and Leica-Fluorescence-1 (OpenSlide's public test data). Even a harmless name must
/// have a harmless value. An attribute is named <c>element@attribute</c>.
/// </remarks>
internal static partial class LeicaKeys
{
    private static readonly FrozenDictionary<string, IdentityKind> Identifying = new Dictionary<string, IdentityKind>
    {
        ["scn@uuid"] = IdentityKind.Identifier,
        ["collection@uuid"] = IdentityKind.Identifier,
        ["collection@name"] = IdentityKind.Identifier,
        ["collection@barcode"] = IdentityKind.Barcode,
        ["barcode"] = IdentityKind.Barcode,
        ["image@uuid"] = IdentityKind.Identifier,
        ["image@name"] = IdentityKind.Identifier,
        ["creationDate"] = IdentityKind.Date,

        // It says when the software was built, which tells one site's scanner from another's.
        ["device@version"] = IdentityKind.Serial,
        ["channel@name"] = IdentityKind.Text,
        ["comment"] = IdentityKind.Text,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> HarmlessNumbers = new[]
    {
        "collection@sizeX", "collection@sizeY", "pixels@sizeX", "pixels@sizeY", "pixels@sizeZ", "pixels@sizeC",
        "dimension@sizeX", "dimension@sizeY", "dimension@r", "dimension@z", "dimension@c", "dimension@ifd", "view@sizeX",
        "view@sizeY", "view@offsetX", "view@offsetY", "view@spacingZ", "objective", "numericalAperture", "channel@index",
        "exposureTime", "ccdGain",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string[]> HarmlessWords = new Dictionary<string, string[]>
    {
        ["illuminationSource"] = [LeicaNames.Brightfield, LeicaNames.Fluorescence],
        ["scn@xmlns"] = LeicaNames.Namespaces,
        ["scn@xmlns:xsi"] = ["http://www.w3.org/2001/XMLSchema-instance"],
        ["scn@xmlns:xsd"] = ["http://www.w3.org/2001/XMLSchema"],
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
            "device@model" => value.Split(';').All(part => IsModel(part.Trim())),
            "channel@rgb" => ColourPattern().IsMatch(value),
            _ => HarmlessWords.TryGetValue(key, out var words)
                ? words.Contains(value, StringComparer.Ordinal)
                : HarmlessNumbers.Contains(key) && LeicaNumbers.Parse(value) is not null,
        };
        return isHarmless ? null
            : key == "device@model" ? IdentityKind.Text
            : IdentityKind.UnknownKey;
    }

    /// <summary>Whether a name is one that Leica gives its scanners and programs.</summary>
    /// <param name="text">One part of the model.</param>
    public static bool IsModel(string text) => ModelPattern().IsMatch(text);

    [GeneratedRegex("^Leica SCN(?:400F?)?$")]
    private static partial Regex ModelPattern();

    [GeneratedRegex("^#[0-9A-Fa-f]{6}$")]
    private static partial Regex ColourPattern();
}
