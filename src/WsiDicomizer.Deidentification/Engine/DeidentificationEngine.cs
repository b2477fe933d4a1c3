using WsiDicomizer.Deidentification.Crosswalks;
using WsiDicomizer.Deidentification.Keys;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Deidentification.Reports;
using WsiDicomizer.Deidentification.Tables;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Engine;

/// <summary>The one door: an identified data set goes in, a data set without identity comes out.</summary>
/// <remarks>
/// Thread-safe: one engine serves any number of data sets at a time. The output depends on data sets, profile and key
/// alone, not on what else was de-identified, nor on time or place. The engine sees data sets, never files or pixels: pixel
/// data passes through as it is, and file meta information is the writer's. Source: PS3.15 Annex E.
/// </remarks>
public sealed class DeidentificationEngine
{
    private readonly ResolvedProfile _profile;
    private readonly DeidentificationLimits _limits;
    private readonly ProjectKey _key;

    /// <summary>Creates the engine.</summary>
    /// <param name="profile">What is done to each attribute.</param>
    /// <param name="key">From which pseudonyms and UIDs come.</param>
    /// <param name="limits">What a hostile data set may ask for; null for the defaults.</param>
    public DeidentificationEngine(ResolvedProfile profile, ProjectKey key, DeidentificationLimits? limits = null)
    {
        _profile = profile;
        _limits = limits ?? DeidentificationLimits.Default;
        _key = key;
        Pseudonymizer = new Pseudonymizer(key);
    }

    /// <summary>Makes the same pseudonyms and UIDs as the engine, for names of files and folders.</summary>
    public Pseudonymizer Pseudonymizer { get; }

    /// <summary>The profile.</summary>
    public ResolvedProfile Profile => _profile;

    /// <summary>De-identifies a data set.</summary>
    /// <param name="identified">The data set; it stays as it is. Cost: linear in its elements.</param>
    /// <param name="original">
    /// What it was made from, where names in it were replaced: they may still stand in texts, and are taken out of them as
    /// the data set's own are. Null for nothing.
    /// </param>
    /// <param name="crosswalk">Where originals and what stands for them are entered; null for nowhere.</param>
    /// <exception cref="DeidentificationException">
    /// It nests too deep, or has attributes that nothing knows and the profile refuses those.
    /// </exception>
    public DeidentificationResult Deidentify(
        DicomDataset identified, DicomDataset? original = null, CrosswalkEntries? crosswalk = null)
    {
        if (_profile.KeepsIdentity)
        {
            return KeepIdentity(identified);
        }

        var context = new CleaningContext(identified, original, _profile, _key, Pseudonymizer, _limits, crosswalk);
        var root = new ReportNode(string.Empty);
        var output = new DatasetCleaner(context).Clean(identified, root, DicomCharacterSet.Default, depth: 0);
        if (context.Unknown.Count > 0)
        {
            throw Refuse([.. context.Unknown]);
        }

        if (context.Rules.Types is null)
        {
            context.Note("the IOD of this SOP class is not known here: where a Type decides, the strongest action was taken");
        }

        DeidentificationMarks.Write(output, identified, _profile);
        if (crosswalk is not null)
        {
            context.Dates?.Record(identified, crosswalk);
        }

        return new DeidentificationResult(output, Report(root, context.Notes));
    }

    private DeidentificationResult KeepIdentity(DicomDataset identified)
    {
        var output = identified.Clone();
        output.Remove(item => item.Tag.Group is 0x0000 or 0x0002 or 0x0004);
        if (!output.Contains(DicomTag.PatientIdentityRemoved))
        {
            output.AddOrUpdate(DicomTag.PatientIdentityRemoved, "NO");
        }

        var root = new ReportNode(string.Empty);
        foreach (var item in output)
        {
            root.Count(item.Tag, DeidentificationAction.K, RuleSource.Basis, "profile: basis none");
        }

        return new DeidentificationResult(output, Report(root, []));
    }

    private DeidentificationReport Report(ReportNode root, IReadOnlyCollection<string> notes) => new()
    {
        Profile = _profile.Name,
        ProfileDigest = _profile.Digest,
        TableEdition = ConfidentialityTable.Default.Edition,
        TableDigest = ConfidentialityTable.Default.Digest,
        KeyFingerprint = _key.Fingerprint,
        Instances = 1,
        Entries = [.. root.Entries()],
        Notes = [.. notes],
    };

    private static DeidentificationException Refuse(IReadOnlyList<DicomTag> tags)
    {
        var rules = string.Concat(tags.Select(tag => $"\n  \"{tag}\": X"));
        return new DeidentificationException(
            $"no rule knows {tags.Count} attributes, and the profile says 'unknown: refuse'; "
            + $"to remove them, put this into the profile:\nattributes:{rules}",
            tags);
    }
}
