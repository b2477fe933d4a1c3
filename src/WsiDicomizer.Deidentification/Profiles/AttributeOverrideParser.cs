using System.Globalization;
using System.Text.RegularExpressions;
using WsiDicomizer.Deidentification.Tables;
using WsiDicomizer.Dicom;
using YamlDotNet.RepresentationModel;

namespace WsiDicomizer.Deidentification.Profiles;

/// <summary>Reads what a profile says to do to one attribute: <c>K</c>, or <c>{ action: K, max: 89 }</c>.</summary>
/// <param name="yaml">The profile.</param>
/// <param name="modifiesDates">Whether the profile has modified dates.</param>
internal sealed class AttributeOverrideParser(ProfileYaml yaml, bool modifiesDates)
{
    /// <summary>The keys of the long form, as the schema has them.</summary>
    internal static readonly string[] Keys = ["action", "max", "keep-matching"];

    private static readonly (string Word, DeidentificationAction Value)[] Actions =
    [
        ("X", DeidentificationAction.X), ("Z", DeidentificationAction.Z), ("D", DeidentificationAction.D),
        ("U", DeidentificationAction.U), ("K", DeidentificationAction.K), ("C", DeidentificationAction.C),
    ];

    /// <summary>Reads an override.</summary>
    /// <param name="key">The attribute's place.</param>
    /// <param name="node">What is to be done.</param>
    /// <param name="selector">The attribute.</param>
    public AttributeOverride Parse(YamlNode key, YamlNode node, AttributeSelector selector)
    {
        var place = node;
        var fields = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        if (node is YamlMappingNode)
        {
            fields = yaml.Fields(node, "an action", Keys);
            place = fields.TryGetValue("action", out var word) ? word : throw yaml.Fail(node, "the key 'action' is missing");
        }

        var action = yaml.Choice(place, "action", Actions);
        if (OverrideLimits.Against(selector, action, modifiesDates) is { } objection)
        {
            throw yaml.Fail(place, objection);
        }

        return new AttributeOverride(selector, action)
        {
            MaximumAge = fields.TryGetValue("max", out var max) ? MaximumAge(max, selector, action) : null,
            KeepMatching = fields.TryGetValue("keep-matching", out var pattern) ? KeepMatching(pattern, selector, action) : null,
            Line = key.Start.Line,
            Column = key.Start.Column,
        };
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

    private Regex KeepMatching(YamlNode node, AttributeSelector selector, DeidentificationAction action)
    {
        var pattern = yaml.Text(node, "a regular expression");
        if (action != DeidentificationAction.C || pattern.Length > yaml.Limits.MaximumPatternLength)
        {
            throw yaml.Fail(
                node, $"'keep-matching' goes with action C and has {yaml.Limits.MaximumPatternLength} characters at most");
        }

        if (!selector.IsText)
        {
            throw yaml.Fail(node, $"'keep-matching' looks for text, and '{selector}' has none");
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
}
