using System.Globalization;
using System.Text.RegularExpressions;
using WsiDicomizer.Deidentification.Keys;
using WsiDicomizer.Deidentification.Tables;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Profiles;

/// <summary>Where the action for an attribute comes from.</summary>
public enum RuleSource
{
    /// <summary>A row of Table E.1-1.</summary>
    Table,

    /// <summary>An option's column in that row.</summary>
    Option,

    /// <summary>A rule of our own, for attributes without a row.</summary>
    OwnRule,

    /// <summary>The profile's <c>identifiers</c>.</summary>
    Identifier,

    /// <summary>The profile's <c>attributes</c>.</summary>
    Override,

    /// <summary>The profile's <c>scanners</c>.</summary>
    Scanner,

    /// <summary>The profile's <c>texts</c>.</summary>
    Texts,

    /// <summary>The safe private attributes of Table E.3.10-1.</summary>
    SafePrivate,

    /// <summary>The profile keeps everything.</summary>
    Basis,

    /// <summary>The dictionary knows the attribute, and nothing says that it can identify.</summary>
    NoRow,

    /// <summary>Nothing knows the attribute.</summary>
    Unknown,

    /// <summary>It has no place in a data set, such as a group length.</summary>
    Structure,
}

/// <summary>The one action for an attribute, with its reason.</summary>
public sealed record AttributeRule
{
    /// <summary>The attribute; digits that may be anything are masked.</summary>
    public required DicomMaskedTag Tag { get; init; }

    /// <summary>The keyword, or the numbers where there is none.</summary>
    public required string Keyword { get; init; }

    /// <summary>What is done.</summary>
    public required DeidentificationAction Action { get; init; }

    /// <summary>What says so.</summary>
    public required RuleSource Source { get; init; }

    /// <summary>Why, for people: <c>E.1-1: X/Z/D, Type 1</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>The private creator, where the rule is about a private attribute.</summary>
    public string? PrivateCreator { get; init; }

    /// <summary>The VRs of a private attribute, where they are known.</summary>
    public IReadOnlyList<DicomVR> PrivateRepresentations { get; init; } = [];

    /// <summary>Whether the value may be left empty: false where the IOD has the attribute as Type 1 or 1C.</summary>
    public bool MayBeEmpty { get; init; } = true;

    /// <summary>How the pseudonym looks, where the attribute gets one.</summary>
    public PseudonymPattern? Pseudonym { get; init; }

    /// <summary>The highest age that is kept, in years.</summary>
    public int? MaximumAge { get; init; }

    /// <summary>What may stay of a cleaned text.</summary>
    public Regex? KeepMatching { get; init; }

    /// <summary>Group and element; digits that may be anything are <c>x</c>; behind them the private creator.</summary>
    public string TagText => MaskedTagText.Format(Tag) + (PrivateCreator is null ? string.Empty : $" {PrivateCreator}");

    /// <summary>What belongs to the action: <c>max 89</c>; mostly empty.</summary>
    public string Detail => Describe(Pseudonym, MaximumAge, KeepMatching);

    /// <summary>What belongs to an action.</summary>
    /// <param name="pseudonym">How the pseudonym looks.</param>
    /// <param name="maximumAge">The highest age that is kept, in years.</param>
    /// <param name="keepMatching">What may stay of a cleaned text.</param>
    internal static string Describe(PseudonymPattern? pseudonym, int? maximumAge, Regex? keepMatching) =>
        pseudonym is not null ? pseudonym.Text
        : maximumAge is { } years ? string.Create(CultureInfo.InvariantCulture, $"max {years}")
        : keepMatching is not null ? $"keep-matching '{keepMatching}'"
        : string.Empty;
}
