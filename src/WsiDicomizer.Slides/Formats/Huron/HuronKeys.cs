using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace WsiDicomizer.Slides.Formats.Huron;

/// <summary>Which keys of tag 270 identify, as data: a whitelist, so that a key nobody thought of counts as identity.</summary>
/// <remarks>Even a harmless key must have a harmless value. Evidence: the keys that OpenSlide 4.1 documents; no public spec.</remarks>
internal static partial class HuronKeys
{
    private static readonly FrozenDictionary<string, IdentityKind> Identifying = new Dictionary<string, IdentityKind>
    {
        ["Scanner Id"] = IdentityKind.Serial,
        ["ScannerId"] = IdentityKind.Serial,
        ["Barcode"] = IdentityKind.Barcode,
        ["Label Text"] = IdentityKind.Text,
        ["LabelText"] = IdentityKind.Text,
        ["Date"] = IdentityKind.Date,
        ["Time"] = IdentityKind.Time,
        ["User"] = IdentityKind.Person,
        ["Slide Id"] = IdentityKind.Identifier,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a key and its value identify.</summary>
    /// <param name="key">As written; empty for text without a key.</param>
    /// <param name="value">Its value.</param>
    /// <returns>The kind of identity, or null where both are known to be harmless.</returns>
    public static IdentityKind? Classify(string key, string value)
    {
        if (Identifying.TryGetValue(key, out var kind))
        {
            return kind;
        }

        var isHarmless = key.ToUpperInvariant() switch
        {
            "RESOLUTION" => ResolutionPattern().IsMatch(value),
            "IMAGE DIMENSIONS" => DimensionsPattern().IsMatch(value),
            "OBJECTIVE" or "MAGNIFICATION" => MagnificationPattern().IsMatch(value),
            _ => false,
        };
        return isHarmless ? null : IdentityKind.UnknownKey;
    }

    /// <summary>Whether tag 272 has a name that Huron gives its scanners.</summary>
    /// <param name="text">The tag's text.</param>
    public static bool IsModel(string text) => ModelPattern().IsMatch(text);

    // The sign for micro is U+00B5 or U+03BC, or u.
    [GeneratedRegex("^[0-9]{1,3}(?:\\.[0-9]{1,6})?(?: ?[\u00B5\u03BCu]m(?:/pixel)?)?$")]
    private static partial Regex ResolutionPattern();

    [GeneratedRegex("^[0-9]{1,9} ?[xX,] ?[0-9]{1,9}$")]
    private static partial Regex DimensionsPattern();

    [GeneratedRegex("^[0-9]{1,3}(?:\\.[0-9]{1,2})? ?[xX]?$")]
    private static partial Regex MagnificationPattern();

    [GeneratedRegex("^TissueScope(?: (?:LE|LE120|iQ|PE|CF|4000|IQ))?$")]
    private static partial Regex ModelPattern();
}
