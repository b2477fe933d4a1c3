namespace WsiDicomizer.Conversion.Inventories;

/// <summary>One attribute, key or place of a source.</summary>
public sealed record InventoryEntry
{
    /// <summary>What it is.</summary>
    public required InventoryKind Kind { get; init; }

    /// <summary>
    /// Its name: a tag path such as <c>(0040,0560)[*].(0040,0551)</c>, private attributes with their creator
    /// (<c>(0009,xx02 ACME 1.1)</c>), or the vendor's key.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>The path in keywords, e.g. <c>SpecimenDescriptionSequence[*].SpecimenIdentifier</c>; empty for others.</summary>
    public required string Keywords { get; init; }

    /// <summary>The VRs that it came with, in order; empty for what is not of DICOM.</summary>
    public required IReadOnlyList<string> ValueRepresentations { get; init; }

    /// <summary>In how many files (slides, for vendors' formats) it occurs.</summary>
    public required int Files { get; init; }

    /// <summary>How many different values it has; empty counts as one.</summary>
    public required int DistinctValues { get; init; }

    /// <summary>Whether there may be more than <see cref="DistinctValues"/>.</summary>
    public required bool MayHaveMore { get; init; }

    /// <summary>What the profile does to it, and why; several where that depends on the instance or the value.</summary>
    public required IReadOnlyList<InventoryAction> Actions { get; init; }

    /// <summary>Some of the values, where they were asked for; otherwise null.</summary>
    public IReadOnlyList<string>? Values { get; init; }
}
