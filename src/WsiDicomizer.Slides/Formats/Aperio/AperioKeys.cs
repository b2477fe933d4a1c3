using System.Collections.Frozen;

namespace WsiDicomizer.Slides.Formats.Aperio;

/// <summary>Which keys of tag 270 identify, as data: a whitelist, so that a key nobody thought of counts as identity.</summary>
/// <remarks>
/// Sources: the keys of public slides and of DSA-WSI-DeID, ImageDePHI and PathSafe. Even a harmless key must have a
/// harmless value: what laboratories type into a technical field is identity again.
/// </remarks>
internal static class AperioKeys
{
    private static readonly FrozenDictionary<string, IdentityKind> Identifying = new Dictionary<string, IdentityKind>
    {
        ["Date"] = IdentityKind.Date,
        ["Time"] = IdentityKind.Time,
        ["Time Zone"] = IdentityKind.TimeZone,
        ["ConverterEpoch"] = IdentityKind.Date,
        ["ScanScope ID"] = IdentityKind.Serial,
        ["Scanner ID"] = IdentityKind.Serial,
        ["Filename"] = IdentityKind.Identifier,
        ["CompressedFile"] = IdentityKind.Identifier,
        ["Webslide Files"] = IdentityKind.Identifier,
        ["ImageID"] = IdentityKind.Identifier,
        ["DSR"] = IdentityKind.Identifier,
        ["DSR ID"] = IdentityKind.Identifier,
        ["eSlide ID"] = IdentityKind.Identifier,
        ["Rack"] = IdentityKind.Identifier,
        ["Slide"] = IdentityKind.Identifier,
        ["Accession"] = IdentityKind.Identifier,
        ["PatientID"] = IdentityKind.Identifier,
        ["Barcode"] = IdentityKind.Barcode,
        ["User"] = IdentityKind.Person,
        ["Patient"] = IdentityKind.Person,
        ["Patient Name"] = IdentityKind.Person,
        ["Pathologist"] = IdentityKind.Person,
        ["Title"] = IdentityKind.Text,
        ["Description"] = IdentityKind.Text,
        ["Clinic"] = IdentityKind.Text,
        ["Hospital"] = IdentityKind.Text,
        ["Copyright"] = IdentityKind.Text,
        ["Converter"] = IdentityKind.Text,
        ["Scan Warning"] = IdentityKind.Text,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> HarmlessNumbers = new[]
    {
        "AppMag", "MPP", "Left", "Top", "OriginalWidth", "OriginalHeight", "StripeWidth", "Filtered", "LineCameraSkew",
        "LineAreaXOffset", "LineAreaYOffset", "Focus Offset", "OffsetZ", "Exposure Time", "Exposure Scale",
        "DisplayColor", "Gamma",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // Keys whose values are words: only the words that makers ship, for laboratories name their own.
    private static readonly FrozenDictionary<string, string[]> HarmlessWords = new Dictionary<string, string[]>
    {
        ["Parmset"] = ["USM Filter"],
        ["ICC Profile"] = ["ScanScope v1", "AT2", "GT450", "GT450DX", "CS2"],
        ["ScannerType"] = ["GT450", "GT450 DX", "GT450DX", "AT2", "CS2", "ScanScope"],
        ["SessonMode"] = ["NR"],
        ["SessionMode"] = ["NR"],
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

        var isHarmless =
            (HarmlessNumbers.Contains(key) && AperioDescription.ParseNumber(value) is not null)
            || (HarmlessWords.TryGetValue(key, out var words) && words.Contains(value, StringComparer.Ordinal))
            || AperioHeader.IsResolution(key.Length == 0 ? value : $"{key} = {value}");
        if (isHarmless)
        {
            return null;
        }

        return HarmlessWords.ContainsKey(key) ? IdentityKind.Text : IdentityKind.UnknownKey;
    }
}
