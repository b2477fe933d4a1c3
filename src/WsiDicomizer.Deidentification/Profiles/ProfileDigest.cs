using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using WsiDicomizer.Deidentification.Tables;

namespace WsiDicomizer.Deidentification.Profiles;

/// <summary>The digest of what a profile says, whatever its layout.</summary>
internal static class ProfileDigest
{
    /// <summary>SHA-256 of the canonical form: one line per statement, each list in an order of its own.</summary>
    public static string Compute(Profile profile)
    {
        var text = new StringBuilder();
        Line(text, "name", profile.Name);
        Line(text, "title", profile.Title);
        Line(text, "basis", profile.Basis.ToString());
        Line(text, "options", string.Join(',', profile.Options.Select(option => option.GetName())));
        Line(text, "images", $"{profile.Images.Label},{profile.Images.Overview},{profile.Images.Thumbnail}");
        Line(text, "private", profile.Private.ToString());
        Line(text, "unknown", profile.Unknown.ToString());
        if (profile.Dates is { } dates)
        {
            Line(text, "dates", string.Create(
                CultureInfo.InvariantCulture,
                $"{dates.FirstDay},{dates.LastDay},{dates.WholeWeeks},{dates.Scale?.First},{dates.Scale?.Last},{dates.RandomizeOrder},{dates.Coarsen}"));
        }

        foreach (var rule in profile.Identifiers.OrderBy(rule => rule.Attribute.Tag.Value))
        {
            Line(text, "identifier", Selector(rule.Attribute), rule.Pattern.Text);
        }

        Overrides(text, "attribute", profile.Attributes);
        foreach (var scanner in profile.Scanners)
        {
            Line(text, "scanner");
            foreach (var (tag, _, pattern) in scanner.When.OrderBy(condition => condition.Tag))
            {
                Line(text, "when", tag.ToString(), pattern);
            }

            Overrides(text, "scanner-attribute", scanner.Attributes);
        }

        foreach (var allowed in profile.Texts?.Allowed ?? [])
        {
            Line(text, "text", allowed);
        }

        if (profile.Texts is not null)
        {
            Line(text, "texts", "allow");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static void Overrides(StringBuilder text, string kind, IEnumerable<AttributeOverride> rules)
    {
        foreach (var rule in rules
            .OrderBy(rule => rule.Attribute.Tag.Value)
            .ThenBy(rule => rule.Attribute.PrivateCreator, StringComparer.Ordinal))
        {
            Line(
                text,
                kind,
                Selector(rule.Attribute),
                rule.Action.ToString(),
                rule.MaximumAge?.ToString(CultureInfo.InvariantCulture) ?? string.Empty,
                rule.KeepMatching?.ToString() ?? string.Empty);
        }
    }

    private static string Selector(AttributeSelector selector) => string.Create(
        CultureInfo.InvariantCulture, $"{selector.Tag.Value:X8}/{selector.Tag.Mask:X8}/{selector.PrivateCreator}");

    // Lengths make the form unambiguous whatever the parts contain.
    private static void Line(StringBuilder text, params ReadOnlySpan<string> parts)
    {
        foreach (var part in parts)
        {
            text.Append(CultureInfo.InvariantCulture, $"{part.Length}:{part};");
        }

        text.Append('\n');
    }
}
