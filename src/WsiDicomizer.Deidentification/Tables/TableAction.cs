namespace WsiDicomizer.Deidentification.Tables;

/// <summary>An entry of Table E.1-1: an action, or several of which the attribute's Type decides.</summary>
/// <remarks>Source: PS3.15 Table E.1-1a.</remarks>
public enum TableAction
{
    /// <summary>No entry.</summary>
    None,

    /// <summary>K.</summary>
    K,

    /// <summary>X.</summary>
    X,

    /// <summary>Z.</summary>
    Z,

    /// <summary>D.</summary>
    D,

    /// <summary>U.</summary>
    U,

    /// <summary>C.</summary>
    C,

    /// <summary>X/Z: X unless Type 2 demands Z.</summary>
    XZ,

    /// <summary>X/D: X unless Type 1 demands D.</summary>
    XD,

    /// <summary>Z/D: Z unless Type 1 demands D.</summary>
    ZD,

    /// <summary>X/Z/D: X unless Type 2 demands Z or Type 1 demands D.</summary>
    XZD,

    /// <summary>X/Z/U*: X unless the sequence must be there; then its items stay with mapped UIDs.</summary>
    XZU,
}

/// <summary>How table entries are spelled and decided.</summary>
public static class TableActions
{
    private static readonly (TableAction Action, string Text)[] Spelling =
    [
        (TableAction.None, string.Empty), (TableAction.K, "K"), (TableAction.X, "X"), (TableAction.Z, "Z"),
        (TableAction.D, "D"), (TableAction.U, "U"), (TableAction.C, "C"), (TableAction.XZ, "X/Z"),
        (TableAction.XD, "X/D"), (TableAction.ZD, "Z/D"), (TableAction.XZD, "X/Z/D"), (TableAction.XZU, "X/Z/U*"),
    ];

    /// <summary>Reads an entry as the table spells it.</summary>
    /// <param name="text">For example <c>X/Z/D</c>; empty for no entry.</param>
    /// <exception cref="FormatException">The table has no such entry.</exception>
    public static TableAction Parse(string text)
    {
        foreach (var (action, spelled) in Spelling)
        {
            if (spelled == text)
            {
                return action;
            }
        }

        throw new FormatException("not an action code of Table E.1-1a");
    }

    /// <summary>The entry as the table spells it.</summary>
    /// <param name="action">The entry.</param>
    public static string ToText(this TableAction action) => Spelling[(int)action].Text;

    /// <summary>Whether the attribute's Type decides between several actions.</summary>
    /// <param name="action">The entry.</param>
    public static bool IsCompound(this TableAction action) => action >= TableAction.XZ;

    /// <summary>The one action of an entry for an attribute of a Type.</summary>
    /// <param name="action">The entry; <see cref="TableAction.None"/> keeps.</param>
    /// <param name="type">
    /// The strongest Type of the attribute in the instance's IOD; null where the IOD is not known, which takes the
    /// strongest action of the entry.
    /// </param>
    /// <remarks>Source: PS3.15 Table E.1-1a. X/Z/U* keeps the references wherever the sequence must be there.</remarks>
    public static DeidentificationAction Decide(this TableAction action, AttributeType? type) => action switch
    {
        TableAction.X => DeidentificationAction.X,
        TableAction.Z => DeidentificationAction.Z,
        TableAction.D => DeidentificationAction.D,
        TableAction.U => DeidentificationAction.U,
        TableAction.C => DeidentificationAction.C,
        TableAction.XZ => type is AttributeType.Type3 ? DeidentificationAction.X : DeidentificationAction.Z,
        TableAction.XD => type is AttributeType.Type3 ? DeidentificationAction.X : DeidentificationAction.D,
        TableAction.ZD => type.MayBeEmpty() ? DeidentificationAction.Z : DeidentificationAction.D,
        TableAction.XZD when type is AttributeType.Type3 => DeidentificationAction.X,
        TableAction.XZD => type.MayBeEmpty() ? DeidentificationAction.Z : DeidentificationAction.D,
        TableAction.XZU => type is AttributeType.Type3 ? DeidentificationAction.X : DeidentificationAction.U,
        _ => DeidentificationAction.K,
    };

    private static bool MayBeEmpty(this AttributeType? type) =>
        type is AttributeType.Type2 or AttributeType.Type2C or AttributeType.Type3;
}
