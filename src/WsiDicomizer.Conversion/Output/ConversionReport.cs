using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Conversion.LabelMasks;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Deidentification.Reports;
using WsiDicomizer.Deidentification.Tables;

namespace WsiDicomizer.Conversion.Output;

/// <summary><c>report.json</c>: what was done, with counts and digests; no identity, no original value, no time.</summary>
internal sealed class ConversionReport
{
    /// <summary>The file's name in the slide's folder.</summary>
    public const string FileName = "report.json";

    private const string DigestMeaning =
        "SHA-256 of each frame's coded data, in the order of frames: for copied and rewrapped frames the bytes between the "
        + "stream's header and its end marker, which are those of the source's tile; for others the whole stream";

    // A slide of a million tiles has a report of 70 MB: it is written as it is made.
    private const int PendingBytes = 64 << 10;

    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n" };

    private readonly ResolvedProfile _profile;
    private readonly IReadOnlyList<string> _notes;
    private readonly bool? _hasCaseData;
    private readonly List<(ConvertedInstance Instance, DeidentificationReport Actions)> _instances = [];

    /// <summary>Creates the report.</summary>
    /// <param name="profile">What is done to identity.</param>
    /// <param name="notes">What a person should know.</param>
    /// <param name="hasCaseData">Whether the case data told of the slide; null where none was given.</param>
    public ConversionReport(ResolvedProfile profile, IReadOnlyList<string> notes, bool? hasCaseData = null)
    {
        _hasCaseData = hasCaseData;
        _profile = profile;
        _notes = notes;
    }

    /// <summary>Adds an instance.</summary>
    /// <param name="instance">What was written.</param>
    /// <param name="actions">What was done to its data set.</param>
    public void Add(ConvertedInstance instance, DeidentificationReport actions) => _instances.Add((instance, actions));

    // What was chosen for the slide, then what de-identification had to decide: tags and reasons, no values.
    private List<string> AllNotes =>
        [.. _notes, .. _instances.SelectMany(entry => DescribeDamage(entry.Instance)), .. _instances.SelectMany(entry => entry.Actions.Notes).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> DescribeDamage(ConvertedInstance instance)
    {
        if (instance.DamagedFrames.Count > 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{instance.FileName}: {instance.DamagedFrames.Count} tile(s) cannot be read or decoded and became background; "
                + $"damagedFrames in report.json lists them");
        }
    }

    /// <summary>Writes the file and brings it to the disk.</summary>
    /// <param name="path">A file that does not exist yet.</param>
    public void Save(string path)
    {
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        using (var json = new Utf8JsonWriter(stream, Indented))
        {
            Write(json);
        }

        stream.WriteByte((byte)'\n');
        stream.Flush(flushToDisk: true);
    }

    /// <summary>What the caller is told.</summary>
    /// <param name="slidePseudonym">The slide's name in the output.</param>
    /// <param name="directory">Its folder.</param>
    public ConversionResult ToResult(string slidePseudonym, string directory) => new()
    {
        SlidePseudonym = slidePseudonym,
        Directory = directory,
        Instances = [.. _instances.Select(entry => entry.Instance)],
        ActionCounts = _instances
            .SelectMany(entry => entry.Actions.Entries)
            .GroupBy(action => action.Action.ToString(), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => (int)group.Sum(action => action.Count), StringComparer.Ordinal),
        HasCaseData = _hasCaseData,
        Notes = AllNotes,
    };

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("program", "WsiDicomizer");
        json.WriteString("version", typeof(ConversionReport).Assembly.GetName().Version!.ToString(3));
        json.WriteStartObject("profile");
        json.WriteString("name", _profile.Name);
        json.WriteString("sha256", _profile.Digest);
        json.WriteString("table", ConfidentialityTable.Default.Edition);
        json.WriteEndObject();
        if (_hasCaseData is { } hasCaseData)
        {
            // That it was there, and nothing that comes from it: a digest of so few possible texts tells them.
            json.WriteString("caseData", hasCaseData ? "used" : "none");
        }

        json.WriteStartArray("notes");
        foreach (var note in AllNotes)
        {
            json.WriteStringValue(note);
        }

        json.WriteEndArray();
        json.WriteString("frameDigests", DigestMeaning);
        json.WriteStartArray("instances");
        foreach (var (instance, actions) in _instances)
        {
            json.WriteStartObject();
            WriteInstance(json, instance);
            WriteActions(json, actions);
            WriteDigests(json, instance.FrameDigests.Span);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteInstance(Utf8JsonWriter json, ConvertedInstance instance)
    {
        json.WriteString("file", instance.FileName);
        json.WriteString("role", instance.Role);
        json.WriteString("sopInstanceUID", instance.SOPInstanceUID);
        json.WriteNumber("totalPixelMatrixColumns", instance.Size.Width);
        json.WriteNumber("totalPixelMatrixRows", instance.Size.Height);
        json.WriteNumber("columns", instance.FrameSize.Width);
        json.WriteNumber("rows", instance.FrameSize.Height);
        json.WriteNumber("numberOfFrames", instance.FrameCount);
        json.WriteString("transferSyntax", instance.TransferSyntaxUID);
        json.WriteString("photometricInterpretation", instance.PhotometricInterpretation);
        json.WriteString("pixels", instance.Handling.ToTerm());
        json.WriteStartArray("filledFrameNumbers");
        foreach (var frame in instance.FilledFrames)
        {
            json.WriteNumberValue(frame + 1);
        }

        json.WriteEndArray();
        WriteDamage(json, instance.DamagedFrames);
        WriteMask(json, instance.Mask);
        json.WriteNumber("fileLength", instance.FileLength);
        WriteForm(json, instance);
    }

    private static void WriteDamage(Utf8JsonWriter json, IReadOnlyList<DamagedFrame> frames)
    {
        if (frames.Count == 0)
        {
            return;
        }

        json.WriteStartArray("damagedFrames");
        foreach (var frame in frames)
        {
            json.WriteStartObject();
            json.WriteNumber("frameNumber", frame.FrameIndex + 1);
            json.WriteString("reason", frame.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteMask(Utf8JsonWriter json, LabelMask? mask)
    {
        if (mask is not null)
        {
            json.WritePropertyName("labelMask");
            mask.WriteTo(json);
        }
    }

    private static void WriteForm(Utf8JsonWriter json, ConvertedInstance instance)
    {
        if (instance.Part is { } part)
        {
            json.WriteStartObject("concatenation");
            json.WriteNumber("inConcatenationNumber", part.Number);
            json.WriteNumber("inConcatenationTotalNumber", part.Total);
            json.WriteNumber("concatenationFrameOffsetNumber", part.FrameOffset);
            json.WriteEndObject();
        }

        if (instance.Tiff is { } tiff)
        {
            json.WriteStartObject("tiff");
            json.WriteString("format", tiff.IsBigTiff ? "BigTIFF" : "TIFF");
            json.WriteNumber("levels", tiff.Levels);
            json.WriteNumber("extraBytes", tiff.ExtraBytes);
            json.WriteEndObject();
        }
    }

    private static void WriteActions(Utf8JsonWriter json, DeidentificationReport actions)
    {
        json.WriteStartArray("actions");
        foreach (var action in actions.Entries)
        {
            json.WriteStartObject();
            json.WriteString("attribute", action.Path);
            json.WriteString("keyword", action.Keyword);
            json.WriteString("action", action.Action.ToString());
            json.WriteString("reason", action.Reason);
            json.WriteNumber("count", action.Count);
            if (action.Redactions > 0)
            {
                json.WriteNumber("redactions", action.Redactions);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        actions.EncryptedOriginals?.WriteTo(json);
    }

    private static void WriteDigests(Utf8JsonWriter json, ReadOnlySpan<byte> digests)
    {
        json.WriteStartArray("frames");
        Span<char> text = stackalloc char[SHA256.HashSizeInBytes * 2];
        for (var offset = 0; offset < digests.Length; offset += SHA256.HashSizeInBytes)
        {
            Convert.TryToHexStringLower(digests.Slice(offset, SHA256.HashSizeInBytes), text, out _);
            json.WriteStringValue(text);
            if (json.BytesPending > PendingBytes)
            {
                json.Flush();
            }
        }

        json.WriteEndArray();
    }
}
