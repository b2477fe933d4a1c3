using System.Text;
using System.Text.Json;
using WsiDicomizer.Deidentification.Encryption;
using WsiDicomizer.Deidentification.Profiles;

namespace WsiDicomizer.Deidentification.Reports;

/// <summary>What de-identification did to a data set, or to several together; it holds no value of any of them.</summary>
public sealed record DeidentificationReport
{
    /// <summary>The profile's name.</summary>
    public required string Profile { get; init; }

    /// <summary>The SHA-256 of what the profile says, in hexadecimal.</summary>
    public required string ProfileDigest { get; init; }

    /// <summary>The edition of PS3.15 Table E.1-1.</summary>
    public required string TableEdition { get; init; }

    /// <summary>The SHA-256 of the table's rows, in hexadecimal.</summary>
    public required string TableDigest { get; init; }

    /// <summary>The fingerprint of the key.</summary>
    public required string KeyFingerprint { get; init; }

    /// <summary>How many data sets are counted here.</summary>
    public required int Instances { get; init; }

    /// <summary>What was done, by path.</summary>
    public required IReadOnlyList<ReportEntry> Entries { get; init; }

    /// <summary>What a person should know: faults of the input, choices made for lack of knowledge. No values.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>What was kept encrypted; null where nothing was to be kept.</summary>
    public EncryptedOriginals? EncryptedOriginals { get; init; }

    /// <summary>Adds reports of one profile and key together.</summary>
    /// <param name="reports">At least one.</param>
    /// <exception cref="ArgumentException">There is none, or they are of different profiles or keys.</exception>
    public static DeidentificationReport Merge(IReadOnlyList<DeidentificationReport> reports)
    {
        if (reports.Count == 0)
        {
            throw new ArgumentException("expected reports of one profile and one key", nameof(reports));
        }

        var builder = new DeidentificationReportBuilder();
        foreach (var report in reports)
        {
            builder.Add(report);
        }

        return builder.Build();
    }

    /// <summary>Writes the report as a JSON object.</summary>
    /// <param name="writer">Where to.</param>
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("profile", Profile);
        writer.WriteString("profileDigest", ProfileDigest);
        writer.WriteString("tableEdition", TableEdition);
        writer.WriteString("tableDigest", TableDigest);
        writer.WriteString("keyFingerprint", KeyFingerprint);
        writer.WriteNumber("instances", Instances);
        writer.WriteStartArray("notes");
        foreach (var note in Notes)
        {
            writer.WriteStringValue(note);
        }

        writer.WriteEndArray();
        EncryptedOriginals?.WriteTo(writer);
        writer.WriteStartArray("attributes");
        foreach (var entry in Entries)
        {
            WriteEntry(writer, entry);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>The report as JSON text.</summary>
    public string ToJson()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void WriteEntry(Utf8JsonWriter writer, ReportEntry entry)
    {
        writer.WriteStartObject();
        writer.WriteString("path", entry.Path);
        writer.WriteString("keyword", entry.Keyword);
        writer.WriteString("action", entry.Action.ToString());
        writer.WriteString("source", NameOf(entry.Source));
        writer.WriteString("reason", entry.Reason);
        writer.WriteNumber("count", entry.Count);
        if (entry.Redactions > 0)
        {
            writer.WriteNumber("redactions", entry.Redactions);
        }

        writer.WriteEndObject();
    }

    private static string NameOf(RuleSource source) => source switch
    {
        RuleSource.Table => "table",
        RuleSource.Option => "option",
        RuleSource.OwnRule => "own rule",
        RuleSource.Identifier => "identifier",
        RuleSource.Override => "override",
        RuleSource.Scanner => "scanner rule",
        RuleSource.SafePrivate => "safe private",
        RuleSource.Basis => "basis",
        RuleSource.NoRow => "no row",
        RuleSource.Unknown => "unknown",
        _ => "structure",
    };
}
