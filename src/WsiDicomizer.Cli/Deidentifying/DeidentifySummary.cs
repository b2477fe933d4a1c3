using WsiDicomizer.Cli.Converting;
using WsiDicomizer.Cli.Terminal;
using WsiDicomizer.Conversion.Instances;
using WsiDicomizer.Deidentification.Profiles;

namespace WsiDicomizer.Cli.Deidentifying;

/// <summary>The end of a run, in a few lines that a person understands; nothing of an input's identity.</summary>
internal static class DeidentifySummary
{
    /// <summary>The lines.</summary>
    public static IEnumerable<string> Lines(
        DeidentifyCounts counts,
        InstancesSummary summary,
        DeidentifyRequest request,
        ResolvedProfile profile,
        string keyFingerprint)
    {
        yield return Inputs(counts);
        if (counts.Instances == 0)
        {
            yield break;
        }

        yield return $"Written: {Quantity.Of(counts[InstanceStatus.Delivered], "DICOM file")}, {Quantity.Bytes(counts.Bytes)}, "
            + $"in {Printable.From(request.Output)}.";
        if (counts.Frames > 0)
        {
            yield return $"Compressed frames: {Quantity.Number(counts.Frames)}, coded data byte for byte; "
                + $"{Quantity.Number(counts.ScrubbedFrames)} of them without comments or application data that they had.";
        }

        if (summary.Actions is { } actions)
        {
            var letters = actions.Entries
                .GroupBy(entry => entry.Action.ToString(), StringComparer.Ordinal)
                .Select(group => KeyValuePair.Create(group.Key, group.Sum(entry => entry.Count)));
            yield return $"Attributes: {string.Join("; ", ActionWords.Describe(letters))}.";
            if (actions.EncryptedOriginals is { } originals)
            {
                yield return $"Originals: {Quantity.Of(originals.Attributes, "attribute")} kept encrypted for "
                    + $"{Quantity.Of(originals.Certificates.Count, "certificate")}.";
            }

            foreach (var note in actions.Notes)
            {
                yield return $"  note: {Printable.From(note)}";
            }
        }

        foreach (var note in Overviews(summary))
        {
            yield return $"  note: {note}";
        }

        if (summary.SharedSOPInstanceUIDs > 0)
        {
            yield return $"  note: {Quantity.Of(summary.SharedSOPInstanceUIDs, "SOP Instance UID")} with several different "
                + "instances: all of them are in the output, with numbers at the ends of their names";
        }

        yield return profile.KeepsIdentity
            ? $"Processed with profile {profile.Name}: identity was kept; protect the output like the originals."
            : $"Processed with profile {profile.Name}.";
        yield return RunKey.Describe(request.KeyFile, keyFingerprint);
    }

    private static IEnumerable<string> Overviews(InstancesSummary summary)
    {
        var masked = summary.Results.Count(result => result is { Status: InstanceStatus.Delivered, Mask: not null });
        if (masked > 0)
        {
            yield return $"{Quantity.Of(masked, "overview")} with the label covered where --label-area tells; everything else in them is as it was";
        }

        foreach (var reason in summary.Results.Where(result => result.DropReason is not null)
            .GroupBy(result => result.DropReason!, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            yield return $"{Quantity.Of(reason.Count(), "overview")} left out, for the label cannot be covered: {Printable.From(reason.Key)}";
        }
    }

    private static string Inputs(DeidentifyCounts counts)
    {
        var parts = new List<string> { $"{Quantity.Of(counts[InstanceStatus.Delivered], "instance")} processed" };
        Add(counts[InstanceStatus.Dropped], "image", "of label, glass or thumbnail left out, as the profile says");
        Add(counts[InstanceStatus.Duplicate], "duplicate", "left out");
        Add(counts[InstanceStatus.MediaDirectory], "DICOMDIR", "left out");
        if (counts.Failed > 0)
        {
            parts.Add($"{Quantity.Number(counts.Failed)} failed (see the messages above)");
        }

        Add(counts[InstanceStatus.NotDicom], "other file", "left alone: not DICOM");
        return string.Join(", ", parts) + ".";

        void Add(int count, string noun, string what)
        {
            if (count > 0)
            {
                parts.Add($"{Quantity.Of(count, noun)} {what}");
            }
        }
    }
}
