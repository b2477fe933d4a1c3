using WsiDicomizer.Cli.Terminal;
using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Deidentification.Profiles;

namespace WsiDicomizer.Cli.Converting;

/// <summary>The end of a run, in a few lines that a person understands; nothing of a source's identity.</summary>
internal static class ConvertSummary
{
    /// <summary>The lines.</summary>
    /// <param name="totals">What was done.</param>
    /// <param name="request">What was asked.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="keyFingerprint">What tells the key of the key file from others.</param>
    public static IEnumerable<string> Lines(
        ConvertTotals totals, ConvertRequest request, ResolvedProfile profile, string keyFingerprint)
    {
        yield return Slides(totals);
        if (totals.Converted == 0)
        {
            yield break;
        }

        var frames = totals.Frames.Select(pair => $"{Quantity.Number(pair.Value)} {Words(pair.Key)}");
        yield return $"Written: {Quantity.Of(totals.Files, "DICOM file")}, {Quantity.Bytes(totals.Bytes)}, "
            + $"in {Printable.From(request.Output)}.";
        if (totals.TiffFiles > 0)
        {
            yield return $"TIFF as well: {Quantity.Of(totals.TiffFiles, "file")}; directories and the tiles of smaller levels "
                + $"take {Quantity.Bytes(totals.TiffBytes)} of it.";
        }

        yield return $"Frames: {string.Join("; ", frames)}.";
        if (totals.DamagedFrames > 0)
        {
            yield return $"DAMAGED: {Quantity.Of(totals.DamagedFrames, "tile")} cannot be read or decoded and became background; "
                + "report.json lists them.";
        }

        if (totals.Actions.Count > 0)
        {
            yield return $"Attributes: {string.Join("; ", ActionWords.Describe(totals.Actions))}.";
        }

        yield return profile.KeepsIdentity
            ? $"Processed with profile {profile.Name}: identity was kept; protect the output like the slides."
            : $"Processed with profile {profile.Name}.";
        yield return RunKey.Describe(request.KeyFile, keyFingerprint);
    }

    private static string Slides(ConvertTotals totals)
    {
        var parts = new List<string> { $"{Quantity.Of(totals.Converted, "slide")} converted" };
        if (totals.Failed > 0)
        {
            parts.Add($"{Quantity.Number(totals.Failed)} failed (see the messages above)");
        }

        if (totals.NotSlides > 0)
        {
            parts.Add($"{Quantity.Of(totals.NotSlides, "other file")} passed over: not slides");
        }

        return string.Join(", ", parts) + ".";
    }

    /// <summary>What was done to frames, for people.</summary>
    public static string Words(FrameHandling handling) => handling switch
    {
        FrameHandling.Copied => "copied byte for byte",
        FrameHandling.Rewrapped => "copied, coded data byte for byte with a new stream header",
        FrameHandling.Joined => "joined from strips, pixels unchanged",
        FrameHandling.Transformed => "cut out of one large stream, coefficients unchanged",
        FrameHandling.Recompressed => "recompressed as JPEG XL, coefficients unchanged",
        FrameHandling.Masked => "with the label covered, all else unchanged",
        FrameHandling.DecodedLossless => "decoded and stored without loss",
        FrameHandling.Reencoded => "encoded again, with loss",
        FrameHandling.Computed => "computed from the largest level",
        _ => handling.ToString(),
    };
}
