using System.Globalization;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Deidentification.Tables;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Cli.Json;

/// <summary>A profile in <c>profiles show --json</c>.</summary>
internal sealed record ProfileDescription
{
    private const int TagDigits = 8;

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

    /// <summary>One action per attribute, by tag.</summary>
    public required IReadOnlyList<AttributeAction> Attributes { get; init; }

    /// <summary>Describes a profile.</summary>
    public static ProfileDescription From(ResolvedProfile profile) => new()
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
            ["label"] = Word(profile.Images.Label),
            ["overview"] = Word(profile.Images.Overview),
            ["thumbnail"] = Word(profile.Images.Thumbnail),
        },
        Attributes = [.. RulesOf(profile)],
    };

    /// <summary>One line per rule, by tag.</summary>
    public static IEnumerable<AttributeAction> RulesOf(ResolvedProfile profile) =>
        profile.WholeSlideRules.Rules.Select(rule => new AttributeAction(
            Text(rule.Tag) + (rule.PrivateCreator is null ? string.Empty : $" {rule.PrivateCreator}"),
            rule.Keyword,
            rule.Action.ToString(),
            rule.Reason));

    /// <summary>The profile's word for what becomes of an image.</summary>
    public static string Word(ImageDisposition disposition) =>
        disposition.ToWord();

    private static string Text(DicomMaskedTag tag)
    {
        var digits = tag.Value.ToString("X8", CultureInfo.InvariantCulture).ToCharArray();
        for (var index = 0; index < TagDigits; index++)
        {
            if (((tag.Mask >> (4 * (TagDigits - 1 - index))) & 0xF) == 0)
            {
                digits[index] = 'x';
            }
        }

        return $"({digits.AsSpan(0, 4)},{digits.AsSpan(4)})";
    }
}
