namespace WsiDicomizer.Conversion.Inventories;

/// <summary>What a profile does to an entry in some of its files.</summary>
/// <param name="Action">The letter of PS3.15 Table E.1-1a, or <c>refused</c>.</param>
/// <param name="Reason">Why, for people.</param>
public readonly record struct InventoryAction(string Action, string Reason)
{
    /// <summary>The ordinal order of action and reason.</summary>
    internal static IComparer<InventoryAction> Order { get; } = Comparer<InventoryAction>.Create(static (left, right) =>
        string.CompareOrdinal(left.Action, right.Action) is not 0 and var action
            ? action
            : string.CompareOrdinal(left.Reason, right.Reason));
}
