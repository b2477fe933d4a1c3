using System.Numerics;
using WsiDicomizer.Deidentification.Tables;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Profiles;

/// <summary>Finds the one action for each attribute: table row, option, own rule, identifier, override; the last wins.</summary>
/// <param name="profile">The profile.</param>
/// <param name="types">The Types of the instance's IOD; null where it is not known.</param>
internal sealed class RuleResolver(Profile profile, AttributeTypes? types)
{
    private readonly SortedDictionary<(uint Tag, uint Mask, string? Creator), AttributeRule> _rules =
        new(Comparer<(uint Tag, uint Mask, string? Creator)>.Create((left, right) =>
            left.Tag != right.Tag ? left.Tag.CompareTo(right.Tag)
            : left.Mask != right.Mask ? left.Mask.CompareTo(right.Mask)
            : string.CompareOrdinal(left.Creator, right.Creator)));

    /// <summary>The rules for instances whose source fits some of the profile's scanner rules.</summary>
    /// <param name="scanners">0-based indices into the profile's scanner rules, in order.</param>
    public AttributeRuleSet Resolve(IEnumerable<int> scanners)
    {
        if (profile.Basis == ProfileBasis.PS315Basic)
        {
            foreach (var row in ConfidentialityTable.Default.Rows.Where(row => !row.IsPrivate))
            {
                Add(FromRow(row));
            }

            AddOwnRules();
            AddTemporalOffset();
            AddSafePrivate();
            foreach (var identifier in DefaultIdentifiers.All)
            {
                Add(FromIdentifier(identifier) with { Source = RuleSource.OwnRule, Reason = DefaultIdentifiers.Reason });
            }
        }

        foreach (var identifier in profile.Identifiers)
        {
            Add(FromIdentifier(identifier));
        }

        AddOverrides(profile.Attributes, RuleSource.Override, "profile: attributes");
        foreach (var index in scanners)
        {
            AddOverrides(profile.Scanners[index].Attributes, RuleSource.Scanner, $"profile: scanners, rule {index + 1}");
        }

        return new AttributeRuleSet([.. _rules.Values], types);
    }

    private void Add(AttributeRule rule) => _rules[(rule.Tag.Value, rule.Tag.Mask, rule.PrivateCreator)] = rule;

    private AttributeType? TypeOf(DicomMaskedTag tag) => types?.Strongest(DicomTag.FromValue(tag.Value));

    private static bool MayBeEmpty(AttributeType? type) => type is not (AttributeType.Type1 or AttributeType.Type1C);

    private AttributeRule FromRow(ConfidentialityRow row)
    {
        var type = TypeOf(row.Tag);
        var (code, option) = Column(row);
        var reason = option is null ? "E.1-1" : option.Value.GetName();
        return new AttributeRule
        {
            Tag = row.Tag,
            Keyword = row.Keyword.Length > 0 ? row.Keyword : row.Name,
            Action = code.Decide(type),
            Source = option is null ? RuleSource.Table : RuleSource.Option,
            Reason = Explain(reason, code, type),
            MayBeEmpty = type is null ? !HasDummy(row.BasicProfile) : MayBeEmpty(type),
        };
    }

    // Where the IOD is not known, an attribute for which the table foresees a dummy may be one that must have a value.
    private static bool HasDummy(TableAction code) =>
        code is TableAction.D or TableAction.ZD or TableAction.XD or TableAction.XZD;

    private static string Explain(string source, TableAction code, AttributeType? type)
    {
        if (!code.IsCompound())
        {
            return $"{source}: {code.ToText()}";
        }

        var decided = type is null ? "IOD not known" : "Type " + type.Value.ToString()["Type".Length..];
        return $"{source}: {code.ToText()}, {decided}";
    }

    // An option's column overrides the profile's (PS3.15 E.3). Between options the standard sets no order: modified dates
    // come first, since a date kept beside shifted ones would give the shift away; otherwise what is to be retained (K)
    // is retained even if another option would clean it.
    private (TableAction Code, DeidentificationOption? Option) Column(ConfidentialityRow row)
    {
        (TableAction Code, DeidentificationOption? Option) chosen = (row.BasicProfile, null);
        foreach (var option in profile.Options)
        {
            var code = row[option];
            if (code == TableAction.C && option == DeidentificationOption.RetainLongitudinalModifiedDates)
            {
                return (code, option);
            }

            if (code == TableAction.C && !CanBeCleaned(row))
            {
                continue;
            }

            if (code == TableAction.K || (code == TableAction.C && chosen.Option is null))
            {
                chosen = (code, option);
            }
        }

        return chosen;
    }

    // Bytes and coded words have no text to take words out of: the basic profile's action is the safe cleaning. So it is
    // for curves, whose row names no VR. Overlays are cleaned by blanking them.
    private static bool CanBeCleaned(ConfidentialityRow row) =>
        row.Keyword == "OverlayData"
        || (row.ValueRepresentations.Count > 0
            && row.ValueRepresentations.All(vr => vr == DicomVR.SQ || (vr.Kind == DicomVRKind.Text && vr != DicomVR.CS)));

    private void AddOwnRules()
    {
        foreach (var rule in OwnRule.All.Where(rule => rule.Holds(profile.Options)))
        {
            var type = TypeOf(rule.Tag);
            var kept = rule.KeptBy is { } option && profile.Options.Contains(option);
            Add(new AttributeRule
            {
                Tag = rule.Tag,
                Keyword = rule.Keyword,
                Action = kept ? DeidentificationAction.K : rule.Action.Decide(type),
                Source = kept ? RuleSource.Option : RuleSource.OwnRule,
                Reason = kept ? $"{rule.KeptBy!.Value.GetName()}: K" : $"{Explain("own rule", rule.Action, type)} ({rule.Why})",
                MayBeEmpty = type is not null && MayBeEmpty(type),
            });
        }
    }

    // The standard's own distance in time has no row: unscaled beside scaled dates it would give the factor away.
    private void AddTemporalOffset()
    {
        if (profile.Dates is not { } dates || (dates.Scale is null && !dates.RandomizeOrder && dates.Coarsen is null))
        {
            return;
        }

        Add(new AttributeRule
        {
            Tag = new DicomMaskedTag(DicomTag.LongitudinalTemporalOffsetFromEvent.Value, uint.MaxValue),
            Keyword = nameof(DicomTag.LongitudinalTemporalOffsetFromEvent),
            Action = dates.Scale is null ? DeidentificationAction.X : DeidentificationAction.C,
            Source = RuleSource.OwnRule,
            Reason = "own rule: it goes with the dates",
        });
    }

    private void AddSafePrivate()
    {
        if (profile.Private != PrivatePolicy.Safe)
        {
            return;
        }

        foreach (var attribute in SafePrivateAttribute.All)
        {
            Add(new AttributeRule
            {
                Tag = attribute.Tag,
                Keyword = MaskedTagText.Format(attribute.Tag),
                Action = DeidentificationAction.K,
                Source = RuleSource.SafePrivate,
                Reason = "retain-safe-private: E.3.10-1",
                PrivateCreator = attribute.PrivateCreator,
                PrivateRepresentations = attribute.ValueRepresentations,
            });
        }
    }

    private AttributeRule FromIdentifier(IdentifierRule identifier)
    {
        // An empty identifier stays empty where the table does not demand a value: one pseudonym for all who have none
        // would make them one patient.
        var row = ConfidentialityTable.Default.Find(DicomTag.FromValue(identifier.Attribute.Tag.Value));
        var emptyAllowed = row?.BasicProfile is TableAction.Z or TableAction.ZD or TableAction.XZ or TableAction.XZD;
        return new AttributeRule
        {
            Tag = identifier.Attribute.Tag,
            Keyword = identifier.Attribute.Keyword,
            Action = DeidentificationAction.D,
            Source = RuleSource.Identifier,
            Reason = "profile: identifiers",
            MayBeEmpty = emptyAllowed || MayBeEmpty(TypeOf(identifier.Attribute.Tag)),
            Pseudonym = identifier.Pattern,
        };
    }

    private void AddOverrides(IEnumerable<AttributeOverride> overrides, RuleSource source, string reason)
    {
        // What speaks of more attributes comes first, so that (60xx,xxxx) does not outdo (60xx,3000) beside it.
        foreach (var rule in overrides.OrderBy(rule => BitOperations.PopCount(rule.Attribute.Tag.Mask)))
        {
            RemoveCovered(rule.Attribute);
            Add(new AttributeRule
            {
                Tag = rule.Attribute.Tag,
                Keyword = rule.Attribute.Keyword,
                Action = rule.Action,
                Source = source,
                Reason = reason,
                PrivateCreator = rule.Attribute.PrivateCreator,
                MayBeEmpty = MayBeEmpty(TypeOf(rule.Attribute.Tag)),
                MaximumAge = rule.MaximumAge,
                KeepMatching = rule.KeepMatching,
            });
        }
    }

    // The last word on many attributes is the last on each of them.
    private void RemoveCovered(AttributeSelector attribute)
    {
        if (attribute.PrivateCreator is not null || attribute.Tag.Mask == uint.MaxValue)
        {
            return;
        }

        var covered = _rules.Where(entry => entry.Value.PrivateCreator is null
            && (entry.Value.Tag.Mask & attribute.Tag.Mask) == attribute.Tag.Mask
            && (entry.Value.Tag.Value & attribute.Tag.Mask) == attribute.Tag.Value);
        foreach (var entry in covered.ToList())
        {
            _rules.Remove(entry.Key);
        }
    }
}
