namespace WsiDicomizer.Conversion.Inventories;

/// <summary>Who wrote a file: what an inventory is ordered by.</summary>
/// <param name="Format">The format's name: <c>dicom</c>, <c>aperio</c>, ….</param>
/// <param name="Manufacturer">As the file says; empty where it does not.</param>
/// <param name="ManufacturerModelName">As the file says; empty where it does not.</param>
public readonly record struct InventorySource(string Format, string Manufacturer, string ManufacturerModelName)
{
    /// <summary>The ordinal order of format, manufacturer and model.</summary>
    internal static IComparer<InventorySource> Order { get; } = Comparer<InventorySource>.Create(static (left, right) =>
        string.CompareOrdinal(left.Format, right.Format) is not 0 and var format ? format
        : string.CompareOrdinal(left.Manufacturer, right.Manufacturer) is not 0 and var manufacturer ? manufacturer
        : string.CompareOrdinal(left.ManufacturerModelName, right.ManufacturerModelName));
}
