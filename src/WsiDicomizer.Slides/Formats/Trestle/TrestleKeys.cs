using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace WsiDicomizer.Slides.Formats.Trestle;

/// <summary>Which keys of tag 270 identify, as data: a whitelist, so that a key nobody thought of counts as identity.</summary>
/// <remarks>Even a harmless key must have a harmless value. Evidence: the properties of OpenSlide's public test slides.</remarks>
internal static partial class TrestleKeys
{
    /// <summary>The overlaps of the levels.</summary>
    public const string Overlaps = "OverlapsXY";

    /// <summary>The objective's magnification.</summary>
    public const string ObjectivePower = "Objective Power";

    private static readonly FrozenSet<string> HarmlessNumbers =
        new[] { ObjectivePower, "JPEG Quality" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> HarmlessColors =
        new[] { "Background Color", "White Balance" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a key and its value identify.</summary>
    /// <param name="key">As written; empty for text without a key.</param>
    /// <param name="value">Its value.</param>
    /// <returns>The kind of identity, or null where both are known to be harmless.</returns>
    public static IdentityKind? Classify(string key, string value)
    {
        var isHarmless =
            (HarmlessNumbers.Contains(key) && ParseNumber(value) is not null)
            || (HarmlessColors.Contains(key) && ColorPattern().IsMatch(value))
            || (key.Equals(Overlaps, StringComparison.OrdinalIgnoreCase) && TrestleStructure.ParseOverlaps(value) is not null);
        return isHarmless ? null : IdentityKind.UnknownKey;
    }

    /// <summary>Parses a small number.</summary>
    /// <param name="text">The value.</param>
    /// <returns>Null where it is none from 0 to 999.</returns>
    public static double? ParseNumber(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is >= 0 and < 1000
            ? number
            : null;

    [GeneratedRegex("^[0-9A-Fa-f]{6}$")]
    private static partial Regex ColorPattern();
}
