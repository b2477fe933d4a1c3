using System.Globalization;
using WsiDicomizer.Deidentification.Tables;

namespace WsiDicomizer.Deidentification.Profiles;

/// <summary>What a profile says beside its rules for single attributes, as text for people.</summary>
/// <param name="Name">The key of the profile language.</param>
/// <param name="Text">What holds, in a few words.</param>
public sealed record ProfileSetting(string Name, string Text)
{
    private const string Nothing = "none";

    /// <summary>The settings of a profile, in the order of the language.</summary>
    /// <param name="profile">The profile.</param>
    public static IReadOnlyList<ProfileSetting> Of(Profile profile) =>
    [
        new("basis", profile.Basis == ProfileBasis.None ? Nothing : "ps3.15-basic"),
        new("options", Join(profile.Options.Select(option => option.GetName()))),
        new("dates", Dates(profile)),
        new("identifiers", Join(profile.Identifiers
            .OrderBy(rule => rule.Attribute.Tag.Value)
            .Select(rule => $"{rule.Attribute} {rule.Pattern}"))),
        new("images", $"label {profile.Images.Label.ToWord()}, overview {profile.Images.Overview.ToWord()}, "
            + $"thumbnail {profile.Images.Thumbnail.ToWord()}"),
        new("private", profile.Basis == ProfileBasis.None ? "keep" : profile.Private == PrivatePolicy.Safe ? "safe" : "remove"),
        new("unknown", profile.Basis == ProfileBasis.None ? "keep" : profile.Unknown == UnknownPolicy.Refuse ? "refuse" : "remove"),
        new("scanners", Join(profile.Scanners.Select(Scanner), "; ")),
        new("texts", profile.Texts is { } texts
            ? string.Create(CultureInfo.InvariantCulture, $"only the {texts.Allowed.Count} that are allowed")
            : "any, as the rules say"),
    ];

    /// <summary>The rules that a profile has for a scanner alone, in a line.</summary>
    /// <param name="rule">The rules.</param>
    public static string Scanner(ScannerRule rule) =>
        "when " + Join(rule.When.Select(condition => $"{condition.Keyword} is '{condition.Pattern}'"), " and ")
        + ": " + Join(rule.Attributes.Select(attribute => $"{attribute.Attribute} {Action(attribute)}"));

    private static string Action(AttributeOverride rule) =>
        AttributeRule.Describe(pseudonym: null, rule.MaximumAge, rule.KeepMatching) is { Length: > 0 } detail
            ? $"{rule.Action} ({detail})"
            : rule.Action.ToString();

    private static string Dates(Profile profile) => profile.Dates is { } dates
        ? dates.Describe()
        : profile.Basis == ProfileBasis.None || profile.Options.Contains(DeidentificationOption.RetainLongitudinalFullDates)
            ? "kept as they are"
            : "removed, emptied or replaced";

    private static string Join(IEnumerable<string> words, string separator = ", ") =>
        string.Join(separator, words) is { Length: > 0 } joined ? joined : Nothing;
}
