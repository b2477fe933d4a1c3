namespace WsiDicomizer.Deidentification.Tables;

/// <summary>One row of Table E.3.4-1: a concept that content items have as their name.</summary>
public sealed class StructuredContentRow
{
    private const int BasicColumn = 3;

    // The options that have a column, in the order of the columns after the basic profile's.
    private static readonly DeidentificationOption[] Columns =
    [
        DeidentificationOption.RetainUIDs,
        DeidentificationOption.RetainDeviceIdentity,
        DeidentificationOption.RetainInstitutionIdentity,
        DeidentificationOption.RetainPatientCharacteristics,
        DeidentificationOption.RetainLongitudinalFullDates,
        DeidentificationOption.RetainLongitudinalModifiedDates,
        DeidentificationOption.CleanDescriptors,
    ];

    private readonly TableAction[] _actions;

    internal StructuredContentRow(string[] columns)
    {
        CodeValue = columns[0];
        CodingSchemeDesignator = columns[1];
        ValueType = columns[2];
        _actions = [.. columns[BasicColumn..(BasicColumn + 1 + Columns.Length)].Select(TableActions.Parse)];
        CodeMeaning = columns[^1];
    }

    /// <summary>The concept's code.</summary>
    public string CodeValue { get; }

    /// <summary>The concept's scheme.</summary>
    public string CodingSchemeDesignator { get; }

    /// <summary>What the concept is, for people.</summary>
    public string CodeMeaning { get; }

    /// <summary>The ValueType of the items: TEXT, DATETIME, PNAME ….</summary>
    public string ValueType { get; }

    /// <summary>The entry of the basic profile.</summary>
    public TableAction BasicProfile => _actions[0];

    /// <summary>The entry of an option.</summary>
    /// <param name="option">The option; some have no column.</param>
    public TableAction this[DeidentificationOption option] =>
        Array.IndexOf(Columns, option) is >= 0 and var index ? _actions[1 + index] : TableAction.None;

    /// <summary>The one action under some options.</summary>
    /// <param name="options">The profile's options.</param>
    /// <returns>K, C, X or D; where the table leaves X or D to the template, X.</returns>
    public DeidentificationAction Decide(IReadOnlyList<DeidentificationOption> options)
    {
        // As for attributes: modified dates come first, then what is retained, then what is cleaned.
        var entries = options.Select(option => this[option]).ToList();
        if (options.Contains(DeidentificationOption.RetainLongitudinalModifiedDates)
            && this[DeidentificationOption.RetainLongitudinalModifiedDates] == TableAction.C)
        {
            return DeidentificationAction.C;
        }

        return entries.Contains(TableAction.K) ? DeidentificationAction.K
            : entries.Contains(TableAction.C) ? DeidentificationAction.C
            : BasicProfile == TableAction.D ? DeidentificationAction.D
            : DeidentificationAction.X;
    }
}
