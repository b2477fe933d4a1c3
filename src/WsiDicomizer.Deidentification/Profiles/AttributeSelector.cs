using System.Globalization;
using System.Text.RegularExpressions;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Profiles;

/// <summary>Which attribute a line of a profile means: by keyword, by tag, or by private creator.</summary>
/// <param name="Tag">The attribute; of a private one the block digits are masked.</param>
/// <param name="PrivateCreator">The private creator; null for attributes of the standard.</param>
/// <param name="Keyword">The keyword, or the numbers where there is none.</param>
public sealed partial record AttributeSelector(DicomMaskedTag Tag, string? PrivateCreator, string Keyword)
{
    /// <summary>The VRs the attribute may have; empty where they are not known.</summary>
    public IReadOnlyList<DicomVR> ValueRepresentations { get; init; } = [];

    /// <summary>Whether the attribute is text.</summary>
    internal bool IsText => ValueRepresentations.Any(
        vr => vr.Code is "LO" or "SH" or "ST" or "LT" or "UT" or "UC" or "PN" or "CS" or "AE");

    /// <summary>Reads a selector.</summary>
    /// <param name="text"><c>PatientAge</c>, <c>(0010,1010)</c>, <c>(60xx,3000)</c> or <c>(0009,xx10) ACME 1.1</c>.</param>
    /// <param name="selector">The selector.</param>
    /// <param name="error">What is wrong where it is none.</param>
    internal static bool TryParse(string text, out AttributeSelector? selector, out string error)
    {
        selector = text.StartsWith('(') ? FromNumbers(text, out error) : FromKeyword(text, out error);
        return selector is not null;
    }

    /// <summary>The selector as a profile would write it.</summary>
    public override string ToString() => PrivateCreator is null ? Keyword : $"{Keyword} {PrivateCreator}";

    private static AttributeSelector? FromKeyword(string text, out string error)
    {
        error = string.Empty;
        if (DicomDictionary.Default.TryGetTag(text, out var tag))
        {
            return Standard(new DicomMaskedTag(tag.Value, uint.MaxValue), text);
        }

        // Keywords of repeating groups stand for all of their groups.
        if (DicomDictionary.Default.TryGetMaskedTag(text, out var masked))
        {
            return Standard(masked, text);
        }

        error = $"unknown keyword '{ProfileYaml.Shown(text)}'{Suggestion.For(text, DicomDictionary.Default.Keywords)}; "
            + "expected a keyword of PS3.6, \"(gggg,eeee)\", or \"(gggg,xxee) PRIVATE CREATOR\"";
        return null;
    }

    private static AttributeSelector? FromNumbers(string text, out string error)
    {
        error = $"not a tag: '{ProfileYaml.Shown(text)}'; expected \"(gggg,eeee)\" with even gggg, or \"(gggg,xxee) PRIVATE CREATOR\" with odd gggg";
        var match = Syntax().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var masked = DicomMaskedTag.Parse(match.Groups["tag"].Value);
        var creator = match.Groups["creator"].Value.Trim();
        var isPrivate = (masked.Value & 0x0001_0000) != 0;
        if (isPrivate != (creator.Length > 0) || (isPrivate && masked.Mask != 0xFFFF_00FF))
        {
            return null;
        }

        error = string.Empty;
        var numbers = match.Groups["tag"].Value;
        return isPrivate ? new AttributeSelector(masked, creator, numbers) : Standard(masked, KeywordOf(masked, numbers));
    }

    private static string KeywordOf(DicomMaskedTag masked, string numbers) =>
        masked.Mask == uint.MaxValue && DicomDictionary.Default.TryGetEntry(DicomTag.FromValue(masked.Value), out var entry)
            ? entry.Keyword
            : numbers.ToUpper(CultureInfo.InvariantCulture).Replace('X', 'x');

    private static AttributeSelector Standard(DicomMaskedTag masked, string keyword)
    {
        var vrs = DicomDictionary.Default.TryGetEntry(DicomTag.FromValue(masked.Value), out var entry)
            ? entry.ValueRepresentations
            : [];
        return new AttributeSelector(masked, null, keyword) { ValueRepresentations = vrs };
    }

    [GeneratedRegex(
        @"\A(?<tag>\([0-9A-Fa-fxX]{4},[0-9A-Fa-fxX]{4}\))(?<creator>\s+[ -\[\]-~]{1,64})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Syntax();
}
