using WsiDicomizer.Deidentification.Keys;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Dicom;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Inventories;

/// <summary>Makes the inventory of an archive, file after file. Only headers are read, no pixel.</summary>
/// <remarks>
/// Not thread-safe. A file that fails leaves nothing in it. Memory: bounded by <see cref="InventoryLimits"/> and by one file.
/// </remarks>
public sealed class InventoryBuilder
{
    private static readonly InventorySource Further = new("(further sources)", string.Empty, string.Empty);

    private readonly ResolvedProfile _profile;
    private readonly InventoryContext _context;
    private readonly DatasetActions _actions;
    private readonly Dictionary<InventorySource, SourceTally> _sources = [];
    private int _entries;
    private int _others;
    private int _failed;
    private int _leftOut;

    /// <summary>Creates a builder.</summary>
    /// <param name="profile">The profile whose actions are told.</param>
    /// <param name="key">Any key: the inventory does not depend on it.</param>
    /// <param name="showsValues">Whether some values of each entry are kept.</param>
    /// <param name="limits">What is kept at most; null for the defaults.</param>
    public InventoryBuilder(ResolvedProfile profile, ProjectKey key, bool showsValues, InventoryLimits? limits = null)
    {
        _profile = profile;
        _context = new InventoryContext(key, limits ?? InventoryLimits.Default, showsValues);
        _actions = new DatasetActions(profile, key);
    }

    /// <summary>Adds a DICOM file of any SOP class.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="DicomException">A value cannot be read.</exception>
    /// <exception cref="Deidentification.DeidentificationException">It nests too deep.</exception>
    public void Add(DicomFile file) => Count(context => new DatasetWalk(file.Dataset, _actions.Find(file.Dataset), context).Walk());

    /// <summary>Adds a slide of a vendor's format.</summary>
    /// <param name="slide">The slide.</param>
    /// <exception cref="SlideFormatException">The slide is damaged.</exception>
    public void Add(Slide slide) => Count(context => new SlideWalk(slide, _profile, context).Walk());

    /// <summary>Counts a file that is neither DICOM nor a slide.</summary>
    public void AddOther() => _others++;

    /// <summary>Counts a file that cannot be read.</summary>
    public void AddFailure() => _failed++;

    /// <summary>The inventory of what was added.</summary>
    public ArchiveInventory Build() => new()
    {
        Profile = _profile.Name,
        ProfileDigest = _profile.Digest,
        OtherFiles = _others,
        FailedFiles = _failed,
        EntriesLeftOut = _leftOut,
        Groups = [.. _sources.OrderBy(pair => pair.Key, InventorySource.Order).Select(pair => new InventoryGroup(
            pair.Key,
            pair.Value.Files,
            [.. pair.Value.Entries
                .OrderBy(entry => entry.Key.Kind)
                .ThenBy(entry => entry.Key.Name, StringComparer.Ordinal)
                .Select(entry => entry.Value.ToEntry(entry.Key.Kind, entry.Key.Name))]))],
    };

    private void Count(Func<InventoryContext, FileTally> walk)
    {
        // A file's own values are counted apart, so that one that fails half-way costs nothing of the shared room.
        var own = new InventoryContext(_context);
        var file = walk(own);
        var source = GetSource(file.Source);
        source.Files++;
        foreach (var ((kind, name), tally) in file.Entries)
        {
            if (!source.Entries.TryGetValue((kind, name), out var entry))
            {
                if (_entries >= _context.Limits.MaximumEntries)
                {
                    _leftOut++;
                    continue;
                }

                _entries++;
                entry = new EntryTally(tally.Keywords, _context);
                source.Entries.Add((kind, name), entry);
            }

            entry.AddFile(tally);
        }
    }

    private SourceTally GetSource(InventorySource name)
    {
        if (!_sources.TryGetValue(name, out var source))
        {
            if (_sources.Count >= _context.Limits.MaximumSources && name != Further)
            {
                return GetSource(Further);
            }

            source = new SourceTally();
            _sources.Add(name, source);
        }

        return source;
    }
}
