using YamlDotNet.RepresentationModel;

namespace WsiDicomizer.Deidentification.Profiles;

/// <summary>Reads a profile's <c>scanners</c>.</summary>
/// <param name="yaml">The profile.</param>
/// <param name="rules">Reads their attributes.</param>
internal sealed class ScannerRuleParser(ProfileYaml yaml, AttributeRuleParser rules)
{
    /// <summary>The keys of a scanner rule, as the schema has them.</summary>
    internal static readonly string[] Keys = ["when", "attributes"];

    /// <summary>Reads the list.</summary>
    public IReadOnlyList<ScannerRule> Parse(YamlNode node)
    {
        var items = yaml.Items(node, "scanner rules");
        if (items.Count > yaml.Limits.MaximumScannerRules)
        {
            throw yaml.Fail(items[yaml.Limits.MaximumScannerRules], "too many scanner rules");
        }

        return [.. items.Select(item => yaml.Attempt(() => Rule(item), null)).OfType<ScannerRule>()];
    }

    private ScannerRule Rule(YamlNode item)
    {
        var fields = yaml.Fields(item, "when and attributes", Keys);
        var when = fields.TryGetValue("when", out var condition)
            ? condition
            : throw yaml.Fail(item, "the key 'when' is missing");
        var attributes = fields.TryGetValue("attributes", out var overrides)
            ? overrides
            : throw yaml.Fail(item, "the key 'attributes' is missing");
        return new ScannerRule(rules.Conditions(when), rules.Overrides(attributes));
    }
}
