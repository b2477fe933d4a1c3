using System.Globalization;
using System.Text.RegularExpressions;
using WsiDicomizer.Deidentification.Keys;
using WsiDicomizer.Deidentification.Tables;
using WsiDicomizer.Dicom;
using YamlDotNet.RepresentationModel;

namespace WsiDicomizer.Deidentification.Profiles;

/// <summary>Reads the lines of a profile that speak of single attributes.</summary>
/// <param name="yaml">The profile.</param>
internal sealed class AttributeRuleParser(ProfileYaml yaml)
{
    private const int MaximumPatternLength = 1000;

    private static readonly (string Word, DeidentificationAction Value)[] Actions =
    [
        ("X", DeidentificationAction.X), ("Z", DeidentificationAction.Z), ("D", DeidentificationAction.D),
        ("U", DeidentificationAction.U), ("K", DeidentificationAction.K), ("C", DeidentificationAction.C),
    ];

    // What the engine itself writes, or what makes an instance what it is; a profile cannot change these.
    private static readonly DicomTag[] NotForProfiles =
    [
        DicomTag.SOPClassUID, DicomTag.SpecificCharacterSet, DicomTag.PatientIdentityRemoved, DicomTag.DeidentificationMethod,
        DicomTag.DeidentificationMethodCodeSequence, DicomTag.LongitudinalTemporalInformationModified, DicomTag.PixelData,
    ];

    /// <summary>The mapping <c>identifiers</c>.</summary>
    public IReadOnlyList<IdentifierRule> Identifiers(YamlNode node)
    {
        var rules = new List<IdentifierRule>();
        foreach (var (key, value) in yaml.Entries(node, "attributes with their pseudonyms"))
        {
            var selector = Selector(key);
            if (rules.Any(rule => rule.Attribute.Tag == selector.Tag))
            {
                throw yaml.Fail(key, $"'{selector}' stands here twice");
            }

            rules.Add(new IdentifierRule(selector, Pattern(key, value, selector)));
        }

        return rules;
    }

    /// <summary>The mapping <c>attributes</c>.</summary>
    public IReadOnlyList<AttributeOverride> Overrides(YamlNode node)
    {
        var rules = new List<AttributeOverride>();
        foreach (var (key, value) in yaml.Entries(node, "attributes with their actions"))
        {
            var selector = Selector(key);
            if (rules.Any(rule => rule.Attribute.Tag == selector.Tag && rule.Attribute.PrivateCreator == selector.PrivateCreator))
            {
                throw yaml.Fail(key, $"'{selector}' stands here twice");
            }

            rules.Add(Override(selector, value));
        }

        return rules;
    }

    /// <summary>The mapping <c>when</c> of a scanner rule.</summary>
    public IReadOnlyList<(DicomTag Tag, string Keyword, string Pattern)> Conditions(YamlNode node)
    {
        var conditions = new List<(DicomTag, string, string)>();
        foreach (var (key, value) in yaml.Entries(node, "attributes with patterns"))
        {
            var selector = Selector(key);
            if (selector.PrivateCreator is not null || !IsText(selector))
            {
                throw yaml.Fail(key, "a condition is about an attribute of the standard with text");
            }

            conditions.Add((
                DicomTag.FromValue(selector.Tag.Value), selector.Keyword, yaml.Text(value, "a text in which * stands for any text")));
        }

        return conditions.Count > 0 ? conditions : throw yaml.Fail(node, "a scanner rule has at least one condition");
    }

    private AttributeSelector Selector(YamlScalarNode key) =>
        AttributeSelector.TryParse(key.Value ?? string.Empty, out var selector, out var error)
            ? selector!
            : throw yaml.Fail(key, error);

    private PseudonymPattern Pattern(YamlNode key, YamlNode value, AttributeSelector selector)
    {
        var fields = yaml.Fields(value, "{ pseudonym: \"P-{code:8}\" }", "pseudonym");
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

    private AttributeOverride Override(AttributeSelector selector, YamlNode node)
    {
        if (NotForProfiles.Any(selector.Tag.IsMatch))
        {
            throw yaml.Fail(node, $"'{selector}' is not for profiles: the program says there what is true");
        }

        if (node is not YamlMappingNode)
        {
            return Checked(node, new AttributeOverride(selector, yaml.Choice(node, "action", Actions)));
        }

        var fields = yaml.Fields(node, "an action", "action", "max", "keep-matching");
        var action = fields.TryGetValue("action", out var word)
            ? yaml.Choice(word, "action", Actions)
            : throw yaml.Fail(node, "the key 'action' is missing");
        return Checked(node, new AttributeOverride(selector, action)
        {
            MaximumAge = fields.TryGetValue("max", out var max) ? MaximumAge(max, selector, action) : null,
            KeepMatching = fields.TryGetValue("keep-matching", out var pattern) ? KeepMatching(pattern, action) : null,
        });
    }

    private int MaximumAge(YamlNode node, AttributeSelector selector, DeidentificationAction action)
    {
        if (action != DeidentificationAction.K || selector.ValueRepresentations is not [var vr] || vr != DicomVR.AS)
        {
            throw yaml.Fail(node, "'max' goes with action K on an attribute of VR AS, such as PatientAge");
        }

        return int.TryParse(yaml.Text(node, "years"), NumberStyles.None, CultureInfo.InvariantCulture, out var years)
            && years is > 0 and < 1000
            ? years
            : throw yaml.Fail(node, "'max' is a number of years from 1 to 999");
    }

    private Regex KeepMatching(YamlNode node, DeidentificationAction action)
    {
        var pattern = yaml.Text(node, "a regular expression");
        if (action != DeidentificationAction.C || pattern.Length > MaximumPatternLength)
        {
            throw yaml.Fail(node, "'keep-matching' goes with action C and has 1000 characters at most");
        }

        try
        {
            // Without backtracking no text can make the search slow; lookaround and back references are not available.
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw yaml.Fail(node, "not a regular expression that can be used here (no lookaround, no back references)");
        }
    }

    private AttributeOverride Checked(YamlNode node, AttributeOverride rule)
    {
        var vrs = rule.Attribute.ValueRepresentations;
        if (rule.Action == DeidentificationAction.U && vrs.Count > 0 && !vrs.Contains(DicomVR.UI))
        {
            throw yaml.Fail(node, $"'{rule.Attribute}' has no UIDs to map: U is for VR UI");
        }

        if (rule.Action == DeidentificationAction.C
            && (rule.Attribute.PrivateCreator is not null || (vrs.Count > 0 && !vrs.Contains(DicomVR.SQ) && !IsText(rule.Attribute)
                && rule.Attribute.Tag.Value != DicomTag.ICCProfile.Value)))
        {
            throw yaml.Fail(node, $"'{rule.Attribute}' cannot be cleaned: C is for text and sequences; use X, Z, D or K");
        }

        return rule.Attribute.PrivateCreator is null || rule.Action is DeidentificationAction.X or DeidentificationAction.K
            ? rule
            : throw yaml.Fail(node, "private attributes are kept or removed: K or X");
    }

    private static bool IsText(AttributeSelector selector) =>
        selector.ValueRepresentations.Any(vr => vr.Code is "LO" or "SH" or "ST" or "LT" or "UT" or "UC" or "PN" or "CS" or "AE");
}
