namespace WsiDicomizer.Cli.Inspecting;

/// <summary>What <c>inspect --inventory</c> was asked to do.</summary>
internal sealed record InventoryRequest
{
    /// <summary>Files and folders, as named.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>A profile's name or path.</summary>
    public required string Profile { get; init; }

    /// <summary>A saved inventory to compare with; null for none.</summary>
    public string? Against { get; init; }

    /// <summary>Shows some values of each entry.</summary>
    public bool ShowValues { get; init; }

    /// <summary>Prints a JSON document instead of text.</summary>
    public bool Json { get; init; }
}
