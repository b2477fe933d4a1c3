using WsiDicomizer.Deidentification.Engine;
using WsiDicomizer.Deidentification.Keys;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Deidentification.Reports;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Conversion.Inventories;

/// <summary>What a profile does to each attribute of a data set: asked of the engine itself, so that it is what would be done.</summary>
internal sealed class DatasetActions
{
    /// <summary>What a profile that keeps everything does.</summary>
    public static readonly InventoryAction Kept = new("K", "profile: basis none");

    private readonly DeidentificationEngine _engine;
    private readonly bool _refusesUnknown;

    /// <summary>Prepares a profile.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="key">Any key.</param>
    public DatasetActions(ResolvedProfile profile, ProjectKey key)
    {
        // An attribute that is refused is one line of the inventory, and no reason to leave out all others of its file.
        _refusesUnknown = profile.Profile.Unknown == UnknownPolicy.Refuse;
        var asking = _refusesUnknown
            ? ResolvedProfile.Resolve(profile.Profile with { Unknown = UnknownPolicy.Remove })
            : profile;
        _engine = new DeidentificationEngine(asking, key);
    }

    /// <summary>The actions, by the engine's path of the attribute.</summary>
    /// <param name="dataset">The data set; not changed.</param>
    public Result Find(DicomDataset dataset) => new(
        _engine.Profile.KeepsIdentity,
        (_engine.Profile.KeepsIdentity ? [] : _engine.Deidentify(dataset).Report.Entries)
            .ToLookup(entry => entry.Path, ToAction, StringComparer.Ordinal));

    private InventoryAction ToAction(ReportEntry entry) =>
        _refusesUnknown && entry.Source == RuleSource.Unknown
            ? new InventoryAction("refused", entry.Reason)
            : new InventoryAction(entry.Action.ToString(), entry.Reason);

    /// <summary>The actions for one data set.</summary>
    /// <param name="KeepsEverything">Whether all is kept, and no path asked for.</param>
    /// <param name="ByPath">By the engine's path of the attribute.</param>
    internal sealed record Result(bool KeepsEverything, ILookup<string, InventoryAction> ByPath);
}
