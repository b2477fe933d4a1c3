using System.Text.Encodings.Web;
using System.Text.Json;

namespace WsiDicomizer.Conversion.Inventories;

/// <summary>Inventories as JSON: what <c>inspect --inventory --json</c> prints, and what a later one is compared with.</summary>
/// <remarks>Neither values nor digests of them are in it, unless values were asked for.</remarks>
public static class InventoryJson
{
    private const string FormatName = "wsidicomizer-inventory";
    private const int Version = 1;

    private static readonly JsonWriterOptions Indented = new()
    {
        Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Default,
    };

    /// <summary>Writes an inventory.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="inventory">The inventory.</param>
    public static void Write(Stream stream, ArchiveInventory inventory)
    {
        using var json = new Utf8JsonWriter(stream, Indented);
        json.WriteStartObject();
        json.WriteString("format", FormatName);
        json.WriteNumber("version", Version);
        json.WriteStartObject("profile");
        json.WriteString("name", inventory.Profile);
        json.WriteString("sha256", inventory.ProfileDigest);
        json.WriteEndObject();
        json.WriteNumber("otherFiles", inventory.OtherFiles);
        json.WriteNumber("failedFiles", inventory.FailedFiles);
        json.WriteNumber("entriesLeftOut", inventory.EntriesLeftOut);
        json.WriteStartArray("sources");
        foreach (var group in inventory.Groups)
        {
            json.WriteStartObject();
            json.WriteString("format", group.Source.Format);
            json.WriteString("manufacturer", group.Source.Manufacturer);
            json.WriteString("model", group.Source.ManufacturerModelName);
            json.WriteNumber("files", group.Files);
            json.WriteStartArray("entries");
            foreach (var entry in group.Entries)
            {
                Write(json, entry);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Reads a saved inventory: as much of it as a comparison needs.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">What it may ask for; null for the defaults.</param>
    /// <exception cref="InventoryException">It cannot be read, or is no saved inventory.</exception>
    public static ArchiveInventory Load(string path, InventoryLimits? limits = null)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (stream.Length > (limits ?? InventoryLimits.Default).MaximumSavedBytes)
            {
                throw new InventoryException("the saved inventory is larger than one may be; was it made by 'inspect --inventory --json'?");
            }

            using var document = JsonDocument.Parse(stream);
            return Read(document.RootElement);
        }
        catch (JsonException exception)
        {
            throw NotOne(exception);
        }
        catch (Exception exception) when (exception is InvalidOperationException or KeyNotFoundException or FormatException)
        {
            // A property is missing, or not of its type.
            throw NotOne(exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InventoryException("the saved inventory cannot be read; check its path and that you may", exception);
        }
    }

    private static InventoryException NotOne(Exception? exception) =>
        new("this is no saved inventory; make one with 'inspect --inventory --json'", exception);

    private static void Write(Utf8JsonWriter json, InventoryEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("kind", entry.Kind.ToString());
        json.WriteString("name", entry.Name);
        json.WriteString("keywords", entry.Keywords);
        Write(json, "vr", entry.ValueRepresentations);
        json.WriteNumber("files", entry.Files);
        json.WriteNumber("distinctValues", entry.DistinctValues);
        json.WriteBoolean("mayHaveMore", entry.MayHaveMore);
        json.WriteStartArray("actions");
        foreach (var action in entry.Actions)
        {
            json.WriteStartObject();
            json.WriteString("action", action.Action);
            json.WriteString("reason", action.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (entry.Values is { } values)
        {
            Write(json, "values", values);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static ArchiveInventory Read(JsonElement root)
    {
        if (root.GetProperty("format").GetString() != FormatName || root.GetProperty("version").GetInt32() != Version)
        {
            throw NotOne(exception: null);
        }

        var profile = root.GetProperty("profile");
        return new ArchiveInventory
        {
            Profile = Text(profile, "name"),
            ProfileDigest = Text(profile, "sha256"),
            OtherFiles = root.GetProperty("otherFiles").GetInt32(),
            FailedFiles = root.GetProperty("failedFiles").GetInt32(),
            EntriesLeftOut = root.GetProperty("entriesLeftOut").GetInt32(),
            Groups = [.. root.GetProperty("sources").EnumerateArray().Select(ReadGroup)
                .DistinctBy(group => group.Source)],
        };
    }

    private static InventoryGroup ReadGroup(JsonElement group) => new(
        new InventorySource(Text(group, "format"), Text(group, "manufacturer"), Text(group, "model")),
        group.GetProperty("files").GetInt32(),
        [.. group.GetProperty("entries").EnumerateArray().Select(ReadEntry).DistinctBy(entry => (entry.Kind, entry.Name))]);

    private static InventoryEntry ReadEntry(JsonElement entry) => new()
    {
        Kind = Enum.TryParse<InventoryKind>(Text(entry, "kind"), out var kind) ? kind : throw NotOne(exception: null),
        Name = Text(entry, "name"),
        Keywords = Text(entry, "keywords"),
        ValueRepresentations = [.. entry.GetProperty("vr").EnumerateArray().Select(vr => vr.GetString() ?? string.Empty)],
        Files = entry.GetProperty("files").GetInt32(),
        DistinctValues = entry.GetProperty("distinctValues").GetInt32(),
        MayHaveMore = entry.GetProperty("mayHaveMore").GetBoolean(),
        Actions = [.. entry.GetProperty("actions").EnumerateArray()
            .Select(action => new InventoryAction(Text(action, "action"), Text(action, "reason")))],
    };

    private static string Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString() ?? throw NotOne(exception: null);
}
