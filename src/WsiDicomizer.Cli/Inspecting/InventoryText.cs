using WsiDicomizer.Cli.Terminal;
using WsiDicomizer.Conversion.Inventories;

namespace WsiDicomizer.Cli.Inspecting;

/// <summary>Prints an inventory, or what is new in it: for people, or as the JSON that later ones are compared with.</summary>
internal static class InventoryText
{
    private const string Nothing = "-";

    /// <summary>Prints it.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="request">What was asked.</param>
    /// <param name="inventory">All that was found.</param>
    /// <param name="earlier">What it is compared with; null for nothing.</param>
    public static void Write(
        ICommandConsole console, InventoryRequest request, ArchiveInventory inventory, ArchiveInventory? earlier)
    {
        var told = earlier is null ? inventory : inventory.NewSince(earlier);
        if (request.Json)
        {
            console.Out.WriteLine(ToJson(told));
        }
        else
        {
            WriteText(console, told, earlier);
        }

        var summary = request.Json ? console.Error : console.Out;
        foreach (var line in Summary(inventory, told, earlier))
        {
            summary.WriteLine(line);
        }
    }

    private static string ToJson(ArchiveInventory inventory)
    {
        using var stream = new MemoryStream();
        InventoryJson.Write(stream, inventory);
        return System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void WriteText(ICommandConsole console, ArchiveInventory told, ArchiveInventory? earlier)
    {
        var known = (earlier?.Groups ?? []).Select(group => group.Source).ToHashSet();
        foreach (var group in told.Groups)
        {
            var mark = earlier is null || known.Contains(group.Source) ? string.Empty : " (new source)";
            console.Out.WriteLine($"{Name(group.Source)}: {Quantity.Of(group.Files, FileWord(group.Source))}{mark}");
            var hasValues = group.Entries.Any(entry => entry.Values is not null);
            string[] headers = ["name", "keyword", "VR", "files", "values", "action", "reason"];
            var table = new TextTable(hasValues ? [.. headers, "some values"] : headers);
            foreach (var entry in group.Entries)
            {
                table.AddRow([.. Cells(entry), .. hasValues ? new[] { string.Join(" | ", entry.Values ?? []) } : []]);
            }

            table.Write(console);
            console.Out.WriteLine();
        }
    }

    private static string[] Cells(InventoryEntry entry) =>
    [
        entry.Name,
        entry.Keywords.Length > 0 ? entry.Keywords : entry.Kind == InventoryKind.VendorKey ? "vendor key" : Nothing,
        entry.ValueRepresentations.Count > 0 ? string.Join(" ", entry.ValueRepresentations) : Nothing,
        Quantity.Number(entry.Files),
        entry is { MayHaveMore: true, DistinctValues: 0 } ? "not read"
            : (entry.MayHaveMore ? "≥ " : string.Empty) + Quantity.Number(entry.DistinctValues),
        string.Join(" ", entry.Actions.Select(action => action.Action).Distinct(StringComparer.Ordinal)),
        entry.Actions is [var only]
            ? only.Reason
            : string.Join("; ", entry.Actions.Select(action => $"{action.Action}: {action.Reason}")),
    ];

    private static string Name(InventorySource source)
    {
        var maker = source.Manufacturer.Length > 0 ? Printable.From(source.Manufacturer) : "(no manufacturer)";
        var model = source.ManufacturerModelName.Length > 0 ? Printable.From(source.ManufacturerModelName) : "(no model)";
        return $"{maker}, {model}, {source.Format}";
    }

    private static string FileWord(InventorySource source) => source.Format == "dicom" ? "file" : "slide";

    private static IEnumerable<string> Summary(ArchiveInventory all, ArchiveInventory told, ArchiveInventory? earlier)
    {
        yield return $"{Quantity.Of(all.Groups.Sum(group => group.Files), "file")} of {Quantity.Of(all.Groups.Count, "source")}, "
            + $"{Quantity.Number(all.OtherFiles)} passed over (neither DICOM nor slides), {Quantity.Number(all.FailedFiles)} failed.";
        if (earlier is not null)
        {
            yield return told.Groups.Count == 0
                ? "Nothing is new."
                : $"New: {Quantity.Number(told.Groups.Sum(group => group.Entries.Count))} attributes and keys in "
                    + $"{Quantity.Of(told.Groups.Count, "source")}.";
        }

        if (all.EntriesLeftOut > 0)
        {
            yield return $"Not listed, beyond the limit of {Quantity.Number(InventoryLimits.Default.MaximumEntries)}: "
                + $"{Quantity.Number(all.EntriesLeftOut)} occurrences of further attributes and keys.";
        }

        yield return $"Actions are those of profile {all.Profile}: X remove, Z empty, D dummy value or pseudonym, U keyed UID, "
            + "C clean, K keep.";
    }
}
