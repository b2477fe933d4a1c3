using System.Text.RegularExpressions;
using WsiDicomizer.Deidentification.Keys;
using WsiDicomizer.Deidentification.Tables;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Profiles;

/// <summary>A profile as it was written, checked but not yet resolved to one action per attribute.</summary>
/// <remarks>Immutable. Made by <see cref="ProfileParser"/> or <see cref="ProfileCatalog"/>.</remarks>
public sealed record Profile
{
    /// <summary>The name: lower-case letters, digits and hyphens; behind them what was changed for one run.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>The file it came from.</summary>
    public required string Path { get; init; }

    /// <summary>What it builds on.</summary>
    public required ProfileBasis Basis { get; init; }

    /// <summary>The options, in the order of the table's columns.</summary>
    public required IReadOnlyList<DeidentificationOption> Options { get; init; }

    /// <summary>How dates are modified; null where the options keep or remove them.</summary>
    public DatePolicy? Dates { get; init; }

    /// <summary>Attributes that get keyed pseudonyms.</summary>
    public required IReadOnlyList<IdentifierRule> Identifiers { get; init; }

    /// <summary>What becomes of label, overview and thumbnail.</summary>
    public required ImagePolicy Images { get; init; }

    /// <summary>What becomes of private attributes.</summary>
    public required PrivatePolicy Private { get; init; }

    /// <summary>What becomes of attributes that nothing knows.</summary>
    public required UnknownPolicy Unknown { get; init; }

    /// <summary>Rules that have the last word.</summary>
    public required IReadOnlyList<AttributeOverride> Attributes { get; init; }

    /// <summary>More rules for some sources only, in the order of the file.</summary>
    public required IReadOnlyList<ScannerRule> Scanners { get; init; }

    /// <summary>The only texts that may stay; null where texts are not restricted so.</summary>
    public TextPolicy? Texts { get; init; }

    /// <summary>SHA-256 of what the profile says, in hexadecimal; comments and layout do not count.</summary>
    public required string Digest { get; init; }

    /// <summary>The profile with another word on the overview: name and digest, which outputs carry, tell of it.</summary>
    /// <param name="overview">What becomes of the overview.</param>
    /// <returns>This profile, where it says the same already.</returns>
    public Profile WithOverview(ImageDisposition overview)
    {
        if (overview == Images.Overview)
        {
            return this;
        }

        var changed = this with { Name = $"{Name}, overview {overview.ToWord()}", Images = Images with { Overview = overview } };
        return changed with { Digest = ProfileDigest.Compute(changed) };
    }
}

/// <summary>An attribute that gets a keyed pseudonym.</summary>
/// <param name="Attribute">The attribute, at every depth.</param>
/// <param name="Pattern">How the pseudonym looks.</param>
public sealed record IdentifierRule(AttributeSelector Attribute, PseudonymPattern Pattern);

/// <summary>A profile's own word on an attribute.</summary>
/// <param name="Attribute">The attribute, at every depth.</param>
/// <param name="Action">What is done to it.</param>
public sealed record AttributeOverride(AttributeSelector Attribute, DeidentificationAction Action)
{
    /// <summary>With K on an age: ages above become this one, in years.</summary>
    public int? MaximumAge { get; init; }

    /// <summary>With C: of each value the parts that match stay, the rest goes.</summary>
    public Regex? KeepMatching { get; init; }

    /// <summary>The line of the profile that says so, from 1.</summary>
    internal long Line { get; init; }

    /// <summary>The column of the profile that says so, from 1.</summary>
    internal long Column { get; init; }
}

/// <summary>Rules for instances whose source fits.</summary>
/// <param name="When">Attributes with the pattern each must fit; <c>*</c> stands for any text.</param>
/// <param name="Attributes">The rules.</param>
public sealed record ScannerRule(
    IReadOnlyList<(DicomTag Tag, string Keyword, string Pattern)> When,
    IReadOnlyList<AttributeOverride> Attributes);
