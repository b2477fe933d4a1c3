using System.Text.Json;
using WsiDicomizer.InPlace.Planning;

namespace WsiDicomizer.InPlace.Reports;

/// <summary><c>report.json</c>: what was done, place by place; no identity, no original value, no time.</summary>
public static class AnonymizationReport
{
    /// <summary>The file's name in the slide's folder.</summary>
    public const string FileName = "report.json";

    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n" };

    /// <summary>Writes the file and brings it to the disk.</summary>
    /// <param name="path">A file that does not exist yet.</param>
    /// <param name="plan">What became of the slide.</param>
    /// <param name="notes">What a person should know.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Save(string path, AnonymizationPlan plan, IReadOnlyList<string> notes)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(notes);
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        using (var json = new Utf8JsonWriter(stream, Indented))
        {
            Write(json, plan, notes);
        }

        stream.WriteByte((byte)'\n');
        stream.Flush(flushToDisk: true);
    }

    private static void Write(Utf8JsonWriter json, AnonymizationPlan plan, IReadOnlyList<string> notes)
    {
        json.WriteStartObject();
        json.WriteString("program", "WsiDicomizer");
        json.WriteString("version", typeof(AnonymizationReport).Assembly.GetName().Version!.ToString(3));
        json.WriteString("format", plan.FormatName);
        json.WriteString("level", plan.Level.ToString());
        WriteTexts(json, "notes", notes);
        WriteTexts(json, "files", plan.NewFileNames);
        json.WriteStartObject("actions");
        foreach (var (action, count) in plan.ActionCounts)
        {
            json.WriteNumber(action, count);
        }

        json.WriteEndObject();
        json.WriteStartArray("places");
        foreach (var place in plan.Places)
        {
            Write(json, place);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PlannedPlace place)
    {
        json.WriteStartObject();
        json.WriteNumber("file", place.FileIndex);
        json.WriteString("where", place.Location);
        json.WriteString("kind", place.Kind.ToString());
        json.WriteString("action", place.Action.ToString());
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
