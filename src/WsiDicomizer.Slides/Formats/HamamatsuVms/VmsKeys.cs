using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace WsiDicomizer.Slides.Formats.HamamatsuVms;

/// <summary>Which keys of the index identify, as data: a whitelist, so that what nobody thought of counts as identity.</summary>
/// <remarks>Sources: the keys that OpenSlide's reader and its public test slides have. A harmless key must have a harmless value.</remarks>
internal static partial class VmsKeys
{
    private static readonly FrozenDictionary<string, IdentityKind> Identifying = new Dictionary<string, IdentityKind>
    {
        ["Reference"] = IdentityKind.Identifier,
        ["AuthCode"] = IdentityKind.Identifier,
        ["HardwareSerial"] = IdentityKind.Serial,
        ["Creator"] = IdentityKind.Text,
        ["MapFile"] = IdentityKind.FileName,
        ["MacroImage"] = IdentityKind.FileName,
        ["OptimisationFile"] = IdentityKind.FileName,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> HarmlessNumbers = new[]
    {
        "NoLayers", "NoJpegColumns", "NoJpegRows", "PhysicalWidth", "PhysicalHeight", "PhysicalMacroWidth", "PhysicalMacroHeight",
        "LayerSpacing", "LayerOffset", "SourceLens", "XOffsetFromSlideCentre", "YOffsetFromSlideCentre", "PixelWidth",
        "PixelHeight", "BitsPerPixel",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a value identifies.</summary>
    /// <param name="key">Its key; empty for a comment.</param>
    /// <param name="value">Not empty.</param>
    /// <returns>The kind of identity, or null where both are known to be harmless.</returns>
    public static IdentityKind? Classify(string key, string value)
    {
        if (Identifying.TryGetValue(key, out var kind))
        {
            return kind;
        }

        if (ImageKey().IsMatch(key))
        {
            return IdentityKind.FileName;
        }

        var isHarmless = (HarmlessNumbers.Contains(key) && Number().IsMatch(value))
            || (key == "PixelOrder" && value == "RGB")
            || (key == "HardwareModel" && IsModel(value));
        return isHarmless ? null : IdentityKind.UnknownKey;
    }

    /// <summary>Whether a text is a model of Hamamatsu's scanners and nothing else.</summary>
    /// <param name="text">The text.</param>
    public static bool IsModel(string text) => Model().IsMatch(text);

    [GeneratedRegex(@"^ImageFile(?:\([0-9]{1,4}(?:,[0-9]{1,4}){1,2}\))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex ImageKey();

    // Nanometres of a glass have up to 8 digits.
    [GeneratedRegex(@"^-?[0-9]{1,9}(?:\.[0-9]{1,9})?;?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"^(?:NanoZoomer(?: ?(?:2\.0-?)?(?:HT|RS|RS2|XR|SQ))?|C[0-9]{4,5}(?:-[0-9]{2}[A-Z]?)?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Model();
}
