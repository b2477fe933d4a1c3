using System.Text.Json;

namespace WsiDicomizer.Conversion.Instances;

/// <summary>report.json of a run that put originals back: how many. No value, name, path or time.</summary>
internal static class ReidentificationReport
{
    /// <summary>The file's name.</summary>
    public const string FileName = "report.json";

    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n" };

    /// <summary>Writes the file and brings it to the disk.</summary>
    /// <param name="path">A file that does not exist yet.</param>
    /// <param name="results">What became of all inputs.</param>
    public static void Save(string path, IReadOnlyList<InstanceResult> results)
    {
        int Count(InstanceStatus status) => results.Count(result => result.Status == status);
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        using (var json = new Utf8JsonWriter(stream, Indented))
        {
            json.WriteStartObject();
            json.WriteString("program", "WsiDicomizer");
            json.WriteString("version", typeof(ReidentificationReport).Assembly.GetName().Version!.ToString(3));
            json.WriteStartObject("inputs");
            json.WriteNumber("reidentified", Count(InstanceStatus.Delivered));
            json.WriteNumber("duplicates", Count(InstanceStatus.Duplicate));
            json.WriteNumber("failed", Count(InstanceStatus.Failed));
            json.WriteNumber("notDicom", Count(InstanceStatus.NotDicom));
            json.WriteNumber("dicomdir", Count(InstanceStatus.MediaDirectory));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        stream.Flush(flushToDisk: true);
    }
}
