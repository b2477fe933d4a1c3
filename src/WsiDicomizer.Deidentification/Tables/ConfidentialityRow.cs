using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Tables;

/// <summary>One row of Table E.1-1: an attribute, or a repeating group of them.</summary>
public sealed class ConfidentialityRow
{
    /// <summary>Column of the basic profile, then the options in the order of <see cref="DeidentificationOption"/>.</summary>
    private const int FirstActionColumn = 6;
    private const int OptionColumns = 10;

    private readonly TableAction[] _actions;

    internal ConfidentialityRow(string[] columns)
    {
        IsPrivate = columns[0] == "private";
        Tag = IsPrivate ? default : DicomMaskedTag.Parse(columns[0]);
        Keyword = columns[1];
        ValueRepresentations = columns[2].Length == 0 ? [] : [.. columns[2].Split('/').Select(DicomVR.Parse)];
        Name = columns[3];
        IsRetired = columns[4].Length > 0;
        IsInStandardCompositeIOD = columns[5].Length > 0;
        _actions = [.. columns[FirstActionColumn..].Select(TableActions.Parse)];
    }

    /// <summary>The attribute; digits that may be anything are masked. Meaningless for the row of private attributes.</summary>
    public DicomMaskedTag Tag { get; }

    /// <summary>Whether this is the row of all private attributes (odd groups).</summary>
    public bool IsPrivate { get; }

    /// <summary>The keyword; empty for private attributes, curves and command elements.</summary>
    public string Keyword { get; }

    /// <summary>The name for people.</summary>
    public string Name { get; }

    /// <summary>The VRs of the attribute; empty where the table's row covers many.</summary>
    public IReadOnlyList<DicomVR> ValueRepresentations { get; }

    /// <summary>Whether PS3.6 has retired the attribute.</summary>
    public bool IsRetired { get; }

    /// <summary>Whether a standard composite IOD has the attribute.</summary>
    public bool IsInStandardCompositeIOD { get; }

    /// <summary>The entry of the basic profile.</summary>
    public TableAction BasicProfile => _actions[0];

    /// <summary>The entry of an option.</summary>
    /// <param name="option">The option; pixel cleaning has no column.</param>
    public TableAction this[DeidentificationOption option] =>
        (int)option < OptionColumns ? _actions[1 + (int)option] : TableAction.None;
}
