using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Deidentification.Tables;

namespace WsiDicomizer.Cli.Json;

/// <summary>A profile in <c>profiles show --json</c>.</summary>
internal sealed record ProfileDescription
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    public required string Title { get; init; }

    /// <summary>The SHA-256 of what the profile says, in hexadecimal.</summary>
    public required string Digest { get; init; }

    /// <summary>Whether everything is kept.</summary>
    public required bool KeepsIdentity { get; init; }

    /// <summary>The edition of the table that it builds on.</summary>
    public required string TableEdition { get; init; }

    /// <summary>The options, as profiles name them.</summary>
    public required IReadOnlyList<string> Options { get; init; }

    /// <summary>How dates are modified, in a sentence; null where they are not.</summary>
    public required string? Dates { get; init; }

    /// <summary>What becomes of the images beside the pyramid: drop or keep.</summary>
    public required IReadOnlyDictionary<string, string> Images { get; init; }

    /// <summary>All settings of the profile in words.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    /// <summary>One action per attribute, by tag.</summary>
    public required IReadOnlyList<AttributeAction> Attributes { get; init; }

    /// <summary>Describes a profile.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="rules">Its rules for the sources that are asked for.</param>
    public static ProfileDescription From(ResolvedProfile profile, AttributeRuleSet rules) => new()
    {
        Name = profile.Name,
        Title = profile.Profile.Title,
        Digest = profile.Digest,
        KeepsIdentity = profile.KeepsIdentity,
        TableEdition = ConfidentialityTable.Default.Edition,
        Options = [.. profile.Profile.Options.Select(option => option.GetName())],
        Dates = profile.Profile.Dates?.Describe(),
        Images = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["label"] = profile.Images.Label.ToWord(),
            ["overview"] = profile.Images.Overview.ToWord(),
            ["thumbnail"] = profile.Images.Thumbnail.ToWord(),
        },
        Settings = ProfileSetting.Of(profile.Profile).ToDictionary(setting => setting.Name, setting => setting.Text),
        Attributes = [.. RulesOf(rules)],
    };

    /// <summary>One line per rule, by tag.</summary>
    public static IEnumerable<AttributeAction> RulesOf(AttributeRuleSet rules) => rules.Rules.Select(
        rule => new AttributeAction(rule.TagText, rule.Keyword, rule.Action.ToString(), rule.Detail, rule.Reason));
}
