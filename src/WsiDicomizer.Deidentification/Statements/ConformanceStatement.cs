using WsiDicomizer.Deidentification.Engine;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Deidentification.Tables;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Statements;

/// <summary>A table or standard that the statement rests on.</summary>
/// <param name="Title">Standard and table.</param>
/// <param name="Edition">Its edition.</param>
/// <param name="Sha256">The SHA-256 of its rows, in hexadecimal; null where it is not a table of this program.</param>
public sealed record StatementSource(string Title, string Edition, string? Sha256);

/// <summary>An option of PS3.15 E.3.</summary>
/// <param name="Name">The name in profiles.</param>
/// <param name="Code">Its code in CID 7050.</param>
/// <param name="Meaning">The meaning of the code.</param>
/// <param name="IsSupported">Whether the program can carry it out.</param>
/// <param name="IsApplied">Whether the profile has it.</param>
public sealed record StatementOption(string Name, string Code, string Meaning, bool IsSupported, bool IsApplied);

/// <summary>What becomes of an attribute.</summary>
/// <param name="Tag">Group and element; digits that may be anything are <c>x</c>; behind it a private creator.</param>
/// <param name="Keyword">The keyword, or the numbers where there is none.</param>
/// <param name="Action">X, Z, D, U, C or K.</param>
/// <param name="Result">What stands in the output.</param>
/// <param name="Reason">The row, option or override that says so.</param>
public sealed record StatementAttribute(string Tag, string Keyword, string Action, string Result, string Reason);

/// <summary>A part of the statement.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Sentences">What it says, one sentence or paragraph each.</param>
public sealed record StatementSection(string Title, IReadOnlyList<string> Sentences);

/// <summary>What an application that applies a profile has to state (PS3.15 E.1.3; the form follows PS3.2 N.11.2.6).</summary>
/// <remarks>Made from the resolved profile alone, so it says what is done. It speaks of profile and program, of no data.</remarks>
public sealed record ConformanceStatement
{
    /// <summary>The profile's name.</summary>
    public required string Profile { get; init; }

    /// <summary>What the profile is for.</summary>
    public required string Title { get; init; }

    /// <summary>The SHA-256 of what the profile says, in hexadecimal.</summary>
    public required string Digest { get; init; }

    /// <summary>Program and version.</summary>
    public required string Program { get; init; }

    /// <summary>Whether anything is de-identified at all.</summary>
    public required bool Deidentifies { get; init; }

    /// <summary>The codes that stand in each output's DeidentificationMethodCodeSequence.</summary>
    public required IReadOnlyList<MethodCode> MethodCodes { get; init; }

    /// <summary>All options of the standard.</summary>
    public required IReadOnlyList<StatementOption> Options { get; init; }

    /// <summary>What the rules come from.</summary>
    public required IReadOnlyList<StatementSource> Sources { get; init; }

    /// <summary>Scope, replacement, integrity of references, pixels, encryption and limits in words.</summary>
    public required IReadOnlyList<StatementSection> Sections { get; init; }

    /// <summary>Every attribute that a rule speaks of, by tag, for VL Whole Slide Microscopy instances.</summary>
    public required IReadOnlyList<StatementAttribute> Attributes { get; init; }

    /// <summary>Makes the statement of a profile.</summary>
    /// <param name="profile">The profile.</param>
    public static ConformanceStatement From(ResolvedProfile profile) => new()
    {
        Profile = profile.Name,
        Title = profile.Profile.Title,
        Digest = profile.Digest,
        Program = DeidentificationMarks.Program,
        Deidentifies = !profile.KeepsIdentity,
        MethodCodes = profile.MethodCodes,
        Options =
        [
            .. Enum.GetValues<DeidentificationOption>().Select(option => new StatementOption(
                option.GetName(),
                option.GetMethodCode(),
                MethodCode.Get(option.GetMethodCode()).CodeMeaning,
                OptionListParser.CanCarryOut(option),
                profile.Profile.Options.Contains(option))),
        ],
        Sources =
        [
            new(ConfidentialityTable.Default.Title, ConfidentialityTable.Default.Edition, ConfidentialityTable.Default.Digest),
            Source("e3-4-1.tsv"),
            Source("e3-10-1.tsv"),
            Source("cid-7050.tsv"),
            Source("wsm-types.tsv"),
            new(DicomDictionary.Default.Edition.Split(", edition ")[0], DicomDictionary.Default.Edition.Split(' ')[^1], null),
        ],
        Sections = StatementSections.Of(profile),
        Attributes = [.. profile.WholeSlideRules.Rules.Select(rule => new StatementAttribute(
            rule.TagText, rule.Keyword, rule.Action.ToString(), StatementResult.Of(rule), rule.Reason))],
    };

    private static StatementSource Source(string table)
    {
        var file = TableFile.Read(table);
        return new StatementSource(file.Title, file.Edition, file.Digest);
    }
}
