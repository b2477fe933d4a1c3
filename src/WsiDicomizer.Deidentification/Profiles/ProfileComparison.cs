using WsiDicomizer.Deidentification.Tables;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Profiles;

/// <summary>What a profile does to an attribute, and why.</summary>
/// <param name="Action">X, Z, D, U, C or K.</param>
/// <param name="Detail">What belongs to the action: <c>max 89</c>; mostly empty.</param>
/// <param name="Reason">What says so.</param>
public sealed record AttributeDecision(string Action, string Detail, string Reason)
{
    /// <summary>Action and detail: <c>K, max 89</c>.</summary>
    public override string ToString() => Detail.Length == 0 ? Action : $"{Action}, {Detail}";
}

/// <summary>An attribute to which two profiles do different things.</summary>
/// <param name="Tag">The attribute; digits that may be anything are <c>x</c>; behind it a private creator.</param>
/// <param name="Keyword">The keyword, or the numbers where there is none.</param>
/// <param name="First">What the first profile does.</param>
/// <param name="Second">What the second profile does.</param>
public sealed record AttributeDifference(string Tag, string Keyword, AttributeDecision First, AttributeDecision Second);

/// <summary>A setting in which two profiles differ.</summary>
/// <param name="Name">The key of the profile language.</param>
/// <param name="First">What the first profile says.</param>
/// <param name="Second">What the second profile says.</param>
public sealed record SettingDifference(string Name, string First, string Second);

/// <summary>What differs between two profiles, for VL Whole Slide Microscopy instances of any source.</summary>
/// <param name="Settings">Settings, in the order of the language.</param>
/// <param name="Attributes">Attributes, by tag.</param>
public sealed record ProfileComparison(
    IReadOnlyList<SettingDifference> Settings, IReadOnlyList<AttributeDifference> Attributes)
{
    /// <summary>Compares two profiles.</summary>
    /// <param name="first">One.</param>
    /// <param name="second">The other.</param>
    public static ProfileComparison Compare(ResolvedProfile first, ResolvedProfile second) =>
        new([.. CompareSettings(first.Profile, second.Profile)], [.. CompareAttributes(first, second)]);

    private static IEnumerable<SettingDifference> CompareSettings(Profile first, Profile second)
    {
        foreach (var (one, other) in ProfileSetting.Of(first).Zip(ProfileSetting.Of(second)))
        {
            if (one.Text != other.Text)
            {
                yield return new SettingDifference(one.Name, one.Text, other.Text);
            }
        }

        if (first.Texts is { } texts && second.Texts is { } others && !texts.Allowed.SequenceEqual(others.Allowed, StringComparer.OrdinalIgnoreCase))
        {
            yield return new SettingDifference(
                "texts", Only(texts, others), Only(others, texts));
        }
    }

    private static string Only(TextPolicy policy, TextPolicy other) =>
        $"alone: {string.Join(", ", policy.Allowed.Except(other.Allowed, StringComparer.OrdinalIgnoreCase))}";

    private static IEnumerable<AttributeDifference> CompareAttributes(ResolvedProfile first, ResolvedProfile second)
    {
        var (one, other) = (first.WholeSlideRules, second.WholeSlideRules);
        var attributes = one.Rules.Concat(other.Rules)
            .DistinctBy(rule => (rule.Tag, rule.PrivateCreator))
            .OrderBy(rule => rule.Tag.Value)
            .ThenBy(rule => rule.PrivateCreator, StringComparer.Ordinal);
        foreach (var rule in attributes)
        {
            var (left, right) = (Decide(first, one, rule), Decide(second, other, rule));
            if ((left.Action, left.Detail) != (right.Action, right.Detail))
            {
                yield return new AttributeDifference(rule.TagText, rule.Keyword, left, right);
            }
        }
    }

    private static AttributeDecision Decide(ResolvedProfile profile, AttributeRuleSet rules, AttributeRule attribute)
    {
        var tag = DicomTag.FromValue(attribute.Tag.Value);
        var rule = attribute.PrivateCreator is { } creator ? rules.FindPrivate(tag, creator)
            : rules.Rules.FirstOrDefault(candidate => candidate.PrivateCreator is null && candidate.Tag == attribute.Tag) ?? rules.Find(tag);
        return rule is not null ? new AttributeDecision(rule.Action.ToString(), rule.Detail, rule.Reason)
            : profile.KeepsIdentity ? new AttributeDecision(nameof(DeidentificationAction.K), string.Empty, "profile: basis none")
            : attribute.PrivateCreator is null ? new AttributeDecision(nameof(DeidentificationAction.K), string.Empty, "no row, no rule")
            : new AttributeDecision(nameof(DeidentificationAction.X), string.Empty, "E.1-1: X, private");
    }
}
