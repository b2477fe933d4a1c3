using WsiDicomizer.Deidentification.Keys;
using WsiDicomizer.Dicom;
using YamlDotNet.RepresentationModel;

namespace WsiDicomizer.Deidentification.Profiles;

/// <summary>Reads the lines of a profile that speak of single attributes.</summary>
/// <param name="yaml">The profile.</param>
/// <param name="modifiesDates">Whether the profile has modified dates.</param>
internal sealed class AttributeRuleParser(ProfileYaml yaml, bool modifiesDates)
{
    /// <summary>The keys of a pseudonym, as the schema has them.</summary>
    internal static readonly string[] IdentifierKeys = ["pseudonym"];

    private readonly AttributeOverrideParser _overrides = new(yaml, modifiesDates);

    /// <summary>The mapping <c>identifiers</c>.</summary>
    public IReadOnlyList<IdentifierRule> Identifiers(YamlNode node) => Rules(
        node, "attributes with their pseudonyms", (key, value, selector) => new IdentifierRule(selector, Pattern(key, value, selector)));

    /// <summary>The mapping <c>attributes</c>.</summary>
    public IReadOnlyList<AttributeOverride> Overrides(YamlNode node) => Rules(
        node, "attributes with their actions", (key, value, selector) => _overrides.Parse(key, value, selector));

    /// <summary>The mapping <c>when</c> of a scanner rule.</summary>
    public IReadOnlyList<(DicomTag Tag, string Keyword, string Pattern)> Conditions(YamlNode node)
    {
        var conditions = new List<(DicomTag, string, string)>();
        foreach (var (key, value) in yaml.Entries(node, "attributes with patterns"))
        {
            yaml.Attempt(() => conditions.Add(Condition(key, value)));
        }

        return conditions.Count > 0 || yaml.IsWrong
            ? conditions
            : throw yaml.Fail(node, "a scanner rule has at least one condition");
    }

    private (DicomTag Tag, string Keyword, string Pattern) Condition(YamlScalarNode key, YamlNode value)
    {
        var selector = Selector(key);
        return selector.PrivateCreator is null && selector.Tag.Mask == uint.MaxValue && selector.IsText
            ? (DicomTag.FromValue(selector.Tag.Value), selector.Keyword, yaml.Text(value, "a text in which * stands for any text"))
            : throw yaml.Fail(key, "a condition is about an attribute of the standard with text");
    }

    private List<T> Rules<T>(YamlNode node, string expected, Func<YamlScalarNode, YamlNode, AttributeSelector, T> read)
    {
        var rules = new List<T>();
        var seen = new HashSet<(DicomMaskedTag, string?)>();
        foreach (var (key, value) in yaml.Entries(node, expected))
        {
            if (rules.Count == yaml.Limits.MaximumRules)
            {
                throw yaml.Fail(key, "too many rules in one list");
            }

            yaml.Attempt(() => rules.Add(seen.Add(Identity(Selector(key), out var selector))
                ? read(key, value, selector)
                : throw yaml.Fail(key, $"'{selector}' stands here twice")));
        }

        return rules;
    }

    private static (DicomMaskedTag Tag, string? Creator) Identity(AttributeSelector selector, out AttributeSelector same)
    {
        same = selector;
        return (selector.Tag, selector.PrivateCreator);
    }

    private AttributeSelector Selector(YamlScalarNode key) =>
        AttributeSelector.TryParse(key.Value ?? string.Empty, out var selector, out var error)
            ? selector!
            : throw yaml.Fail(key, error);

    private PseudonymPattern Pattern(YamlNode key, YamlNode value, AttributeSelector selector)
    {
        var fields = yaml.Fields(value, "{ pseudonym: \"P-{code:8}\" }", IdentifierKeys);
        if (!fields.TryGetValue("pseudonym", out var node))
        {
            throw yaml.Fail(value, "the key 'pseudonym' is missing");
        }

        if (selector.PrivateCreator is not null
            || selector.ValueRepresentations is not [var vr]
            || vr.Code is not ("LO" or "SH" or "PN" or "ST" or "LT" or "UT" or "UC"))
        {
            throw yaml.Fail(key, $"'{selector}' cannot hold a pseudonym: its VR is none of LO, SH, PN, ST, LT, UT, UC");
        }

        if (!PseudonymPattern.TryParse(yaml.Text(node, "a pattern like \"P-{code:8}\""), out var pattern))
        {
            throw yaml.Fail(
                node,
                "not a pattern: expected letters, digits and . _ ^ - around one {code:N}, N from 6 to 32, like \"P-{code:8}\"");
        }

        var longest = vr == DicomVR.PN ? 64 : vr.MaximumLength;
        return longest == 0 || pattern!.Length <= longest
            ? pattern!
            : throw yaml.Fail(node, $"pseudonyms of this pattern have {pattern.Length} characters; {vr} holds {longest}");
    }
}
