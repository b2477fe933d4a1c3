using System.Text.Json;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Deidentification.Reports;
using WsiDicomizer.Deidentification.Tables;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Conversion.Instances;

/// <summary>report.json of a run over DICOM instances: what was done, how often and why. No value, name, path or time.</summary>
/// <remarks>Adding is thread-safe. The bytes depend on inputs, profile and key alone, not on order, number of threads or machine.</remarks>
internal sealed class InstancesReport
{
    /// <summary>The file's name.</summary>
    public const string FileName = "report.json";

    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n" };

    private readonly ResolvedProfile _profile;
    private readonly string _keyFingerprint;
    private readonly DeidentificationReportBuilder _actions = new();
    private readonly InputFaults _faults = new();
    private bool _hasActions;

    /// <summary>Creates the report of a run.</summary>
    public InstancesReport(ResolvedProfile profile, string keyFingerprint)
    {
        _profile = profile;
        _keyFingerprint = keyFingerprint;
    }

    /// <summary>The sum of all actions; null where no instance was de-identified.</summary>
    public DeidentificationReport? Actions => _hasActions ? _actions.Build() : null;

    /// <summary>Adds an instance that was de-identified.</summary>
    /// <param name="file">The input.</param>
    /// <param name="report">What was done to it.</param>
    public void Add(DicomFile file, DeidentificationReport report)
    {
        _faults.Add(file);
        _actions.Add(report);
        _hasActions = true;
    }

    /// <summary>Writes the file and brings it to the disk.</summary>
    /// <param name="path">A file that does not exist yet.</param>
    /// <param name="results">What became of all inputs.</param>
    /// <param name="ambiguous">How many SOP Instance UIDs stand for several instances.</param>
    public void Save(string path, IReadOnlyList<InstanceResult> results, int ambiguous)
    {
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        using (var json = new Utf8JsonWriter(stream, Indented))
        {
            json.WriteStartObject();
            WriteHead(json);
            WriteCounts(json, results, ambiguous);
            WriteFaults(json);
            WriteActions(json);
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        stream.Flush(flushToDisk: true);
    }

    private void WriteHead(Utf8JsonWriter json)
    {
        json.WriteString("program", "WsiDicomizer");
        json.WriteString("version", typeof(InstancesReport).Assembly.GetName().Version!.ToString(3));
        json.WriteStartObject("profile");
        json.WriteString("name", _profile.Name);
        json.WriteString("sha256", _profile.Digest);
        json.WriteString("table", ConfidentialityTable.Default.Edition);
        json.WriteString("tableSha256", ConfidentialityTable.Default.Digest);
        json.WriteEndObject();
        json.WriteString("keyFingerprint", _keyFingerprint);
    }

    private static void WriteCounts(Utf8JsonWriter json, IReadOnlyList<InstanceResult> results, int ambiguous)
    {
        int Count(InstanceStatus status) => results.Count(result => result.Status == status);
        json.WriteStartObject("inputs");
        json.WriteNumber("delivered", Count(InstanceStatus.Delivered));
        json.WriteNumber("duplicates", Count(InstanceStatus.Duplicate));
        json.WriteNumber("failed", Count(InstanceStatus.Failed));
        json.WriteNumber("notDicom", Count(InstanceStatus.NotDicom));
        json.WriteNumber("dicomdir", Count(InstanceStatus.MediaDirectory));
        json.WriteStartObject("droppedImages");
        foreach (var kind in results.Where(result => result.Status == InstanceStatus.Dropped)
            .GroupBy(result => result.DroppedImage, StringComparer.Ordinal).OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            json.WriteNumber(kind.Key, kind.Count());
        }

        json.WriteEndObject();
        json.WriteEndObject();
        WriteMasks(json, results);
        json.WriteNumber("sharedSOPInstanceUIDs", ambiguous);
        var delivered = results.Where(result => result.Status == InstanceStatus.Delivered).ToList();
        WriteByUid(json, "sopClasses", delivered.Select(result => result.SOPClassUID!));
        WriteByUid(json, "transferSyntaxes", delivered.Select(result => result.TransferSyntax!.UID));
        json.WriteStartObject("encapsulatedFrames");
        json.WriteNumber("total", delivered.Sum(result => (long)result.Frames));
        json.WriteNumber("scrubbed", delivered.Sum(result => (long)result.ScrubbedFrames));
        json.WriteEndObject();
    }

    private static void WriteMasks(Utf8JsonWriter json, IReadOnlyList<InstanceResult> results)
    {
        var masks = results.Where(result => result is { Status: InstanceStatus.Delivered, Mask: not null }).Select(result => result.Mask!);
        json.WriteStartArray("labelMasks");
        foreach (var mask in masks.OrderBy(mask => mask.OutsideDigest, StringComparer.Ordinal).ThenBy(mask => mask.Area.ToString(), StringComparer.Ordinal))
        {
            mask.WriteTo(json);
        }

        json.WriteEndArray();
        json.WriteStartArray("notMasked");
        foreach (var reason in results.Where(result => result.DropReason is not null)
            .GroupBy(result => result.DropReason!, StringComparer.Ordinal).OrderBy(reason => reason.Key, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("reason", reason.Key);
            json.WriteNumber("count", reason.Count());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // Somebody's own UID may hold anything: only registered ones are told.
    private static void WriteByUid(Utf8JsonWriter json, string name, IEnumerable<DicomUID> uids)
    {
        json.WriteStartArray(name);
        foreach (var group in uids.GroupBy(uid => DicomUIDRegistry.Default.TryGet(uid.UID, out _) ? uid.UID : string.Empty, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            if (DicomUIDRegistry.Default.TryGet(group.Key, out var entry))
            {
                json.WriteString("uid", entry.Uid);
                json.WriteString("name", entry.Name);
            }
            else
            {
                json.WriteString("name", "not registered");
            }

            json.WriteNumber("count", group.Count());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteFaults(Utf8JsonWriter json)
    {
        json.WriteStartArray("inputFaults");
        foreach (var (fault, count) in _faults.Counts)
        {
            json.WriteStartObject();
            json.WriteString("fault", fault.Kind);
            if (fault.Tag is { } tag)
            {
                json.WriteString("attribute", tag.ToString());
                json.WriteString("keyword", DicomDictionary.Default.GetKeyword(tag));
            }

            json.WriteNumber("count", count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteActions(Utf8JsonWriter json)
    {
        if (Actions is { } actions)
        {
            json.WritePropertyName("deidentification");
            actions.WriteTo(json);
        }
    }
}
