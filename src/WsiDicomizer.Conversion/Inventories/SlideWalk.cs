using WsiDicomizer.Conversion.DataSet;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Deidentification.Tables;
using WsiDicomizer.Dicom;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Inventories;

/// <summary>Counts the keys of a vendor's slide and the other places of its identity, and what conversion makes of them.</summary>
internal sealed class SlideWalk
{
    private readonly Slide _slide;
    private readonly ResolvedProfile _profile;
    private readonly AttributeRuleSet _rules;
    private readonly InventoryContext _context;
    private readonly FileTally _file;

    /// <summary>Prepares a slide.</summary>
    /// <param name="slide">The slide.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="context">Shared limits.</param>
    public SlideWalk(Slide slide, ResolvedProfile profile, InventoryContext context)
    {
        var maker = slide.Metadata.Manufacturer ?? string.Empty;
        var model = slide.Metadata.ManufacturerModelName ?? string.Empty;
        _slide = slide;
        _profile = profile;
        _context = context;
        _rules = profile.RulesFor(new DicomDataset
        {
            { DicomTag.SOPClassUID, DicomUID.VLWholeSlideMicroscopyImageStorage },
            { DicomTag.Manufacturer, DicomText.ToLongString(maker) },
            { DicomTag.ManufacturerModelName, DicomText.ToLongString(model) },
        });
        _file = new FileTally(
            new InventorySource(slide.FormatName, context.Shorten(maker), context.Shorten(model)), context);
    }

    /// <summary>Walks.</summary>
    public FileTally Walk()
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, value) in _slide.Metadata.VendorProperties)
        {
            keys.Add(key);
            var tally = Count(InventoryKind.VendorKey, key, value);
            tally.AddAction(BlockAction);
            foreach (var attribute in UnderstoodProperties.Find(_slide.Metadata, value))
            {
                tally.AddAction(Action(attribute));
            }
        }

        foreach (var record in _slide.IdentityRecords.Where(record => !keys.Contains(record.Name)))
        {
            Count(InventoryKind.Place, record.Name, record.Value).AddAction(PlaceAction(record));
        }

        return _file;
    }

    private EntryTally Count(InventoryKind kind, string name, string? value)
    {
        var tally = _file.Get(kind, name.Length == 0 ? "(no key)" : _context.Shorten(name), string.Empty);
        if (value is null || value.Length > _context.Limits.MaximumValueBytes)
        {
            tally.Values.AddUnread("(picture or large)");
        }
        else
        {
            tally.Values.Add(value);
        }

        return tally;
    }

    // The vendor's own words go into a private block, every key alike.
    private InventoryAction BlockAction
    {
        get
        {
            var place = $"in {VendorPropertiesBlock.Properties} {VendorPropertiesBlock.Creator}";
            if (_profile.KeepsIdentity)
            {
                return new InventoryAction("K", $"{place}: {DatasetActions.Kept.Reason}");
            }

            var around = _rules.FindPrivate(VendorPropertiesBlock.Properties, VendorPropertiesBlock.Creator);
            var rule = around is null or { Action: DeidentificationAction.X }
                ? around
                : _rules.FindPrivate(VendorPropertiesBlock.Value, VendorPropertiesBlock.Creator);
            return rule is null
                ? new InventoryAction("X", $"{place}: E.1-1: X, private")
                : new InventoryAction(rule.Action.ToString(), $"{place}: {rule.Reason}");
        }
    }

    private InventoryAction PlaceAction(IdentityRecord record)
    {
        switch (record.Kind)
        {
            case IdentityKind.FileName when string.IsNullOrEmpty(_slide.Metadata.Barcode):
                return Action(DicomTag.ContainerIdentifier);
            case IdentityKind.LabelImage:
                return Picture("label", _profile.Images.Label);
            case IdentityKind.MacroImage:
                return _profile.Images.Overview == ImageDisposition.MaskLabel && _slide.AssociatedImages.Any(image => image.LabelArea is not null)
                    ? new InventoryAction("C", "profile: images, overview; the part that the label can take is covered")
                    : Picture("overview", _profile.Images.Overview);
            default:
                return record.Location.Contains("ICC", StringComparison.OrdinalIgnoreCase)
                    ? Action(DicomTag.ICCProfile)
                    : new InventoryAction("X", "conversion does not carry it over");
        }
    }

    private static InventoryAction Picture(string name, ImageDisposition disposition) =>
        new(disposition == ImageDisposition.Keep ? "K" : "X", $"profile: images, {name}");

    private InventoryAction Action(DicomTag tag)
    {
        var keyword = DicomDictionary.Default.GetKeyword(tag);
        return _profile.KeepsIdentity ? new InventoryAction("K", $"as {keyword}: {DatasetActions.Kept.Reason}")
            : _rules.Find(tag) is { } rule ? new InventoryAction(rule.Action.ToString(), $"as {keyword}: {rule.Reason}")
            : new InventoryAction("K", $"as {keyword}: no row, no rule");
    }
}
