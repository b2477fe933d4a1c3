using System.Globalization;
using System.Text.RegularExpressions;
using WsiDicomizer.Deidentification.Crosswalks;
using WsiDicomizer.Deidentification.Icc;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Deidentification.Tables;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Engine;

/// <summary>Carries out the actions of Table E.1-1a on single attributes.</summary>
/// <param name="context">What holds for the data set.</param>
/// <param name="cleanSequence">Cleans the items of a sequence inside.</param>
internal sealed class AttributeActions(
    CleaningContext context, Func<DicomSequence, DatasetCleaner.Level, DicomSequence> cleanSequence)
{
    private const int LocalCodeLength = 10;
    private const int MaximumMatchedLength = 10_240;
    private const string ApplicationEntityPrefix = "AE-";
    private const string CodedWordPrefix = "L_";

    private static readonly DicomTag TemporalOffset = DicomTag.LongitudinalTemporalOffsetFromEvent;

    private readonly DummyItems _dummyItems = new(context.Pseudonymizer);

    /// <summary>Carries out a rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="item">The attribute.</param>
    /// <param name="level">Where it is.</param>
    /// <param name="redactions">How many pieces were taken out of a cleaned text.</param>
    /// <returns>What stands in its place; null for nothing.</returns>
    public DicomItem? Apply(AttributeRule rule, DicomItem item, DatasetCleaner.Level level, out int redactions)
    {
        redactions = 0;
        return rule.Action switch
        {
            DeidentificationAction.X => null,
            DeidentificationAction.Z => rule.MayBeEmpty ? Empty(item) : Dummy(item),
            DeidentificationAction.D => rule.Pseudonym is null ? Dummy(item) : Pseudonym(rule, item),
            DeidentificationAction.U => Map(item, level),
            DeidentificationAction.C => Clean(rule, item, level, out redactions),
            _ => Keep(rule, item, level),
        };
    }

    /// <summary>Replaces a code of a local scheme, or its meaning.</summary>
    public DicomItem ReplaceLocalCode(DicomItem item, string scheme) =>
        CodedEntry.IsCode(item.Tag) && item is DicomStringElement { Count: > 0 } element && element.ValueRepresentation != DicomVR.UR
            ? Texts(element, value => Recorded(
                item.Tag, value, context.Pseudonymizer.CreateCode(
                    "CodeValue/" + scheme, value, CodedEntry.ReplacementLength(item.Tag))))
            : Dummy(item);

    private static DicomStringElement Texts(DicomStringElement element, Func<string, string> replace) =>
        DicomItemFactory.CreateText(element.Tag, element.ValueRepresentation, [.. element.Values.Select(replace)]);

    private static DicomItem Empty(DicomItem item)
    {
        var vr = RepresentationOf(item);
        return vr == DicomVR.SQ ? new DicomSequence(item.Tag) : DicomItemFactory.Create<string>(item.Tag, vr);
    }

    // The VR that the attribute came with if the dictionary allows it, otherwise the dictionary's.
    private static DicomVR RepresentationOf(DicomItem item)
    {
        var vr = item.ValueRepresentation;
        return !DicomDictionary.Default.TryGetEntry(item.Tag, out var entry)
            || entry.ValueRepresentations.Count == 0
            || entry.ValueRepresentations.Contains(vr)
            ? vr
            : entry.ValueRepresentations[0];
    }

    // Says where a crosswalk was asked for what stands for an original; costs nothing where none was.
    private string Recorded(
        DicomTag tag, string original, string replacement, CrosswalkCategory category = CrosswalkCategory.Identifier)
    {
        context.Crosswalk?.Add(category, DicomDictionary.Default.GetKeyword(tag), original, replacement);
        return replacement;
    }

    private string MapUid(DicomTag tag, string uid) =>
        Recorded(tag, uid, context.Pseudonymizer.MapUid(uid), CrosswalkCategory.Uid);

    private DicomItem Dummy(DicomItem item)
    {
        var vr = RepresentationOf(item);
        if (vr == DicomVR.SQ)
        {
            return _dummyItems.Create(item.Tag, item as DicomSequence);
        }

        var uid = item is DicomStringElement { Count: > 0 } element && vr == DicomVR.UI
            ? MapUid(item.Tag, element.Values[0])
            : DummyValues.Uid(context.Pseudonymizer, item.Tag);
        return DummyValues.Create(item.Tag, vr, uid);
    }

    private DicomItem Pseudonym(AttributeRule rule, DicomItem item)
    {
        var isEmpty = item is not DicomStringElement element || element.Values.All(string.IsNullOrWhiteSpace);
        if (isEmpty || item.ValueRepresentation != RepresentationOf(item))
        {
            return isEmpty && rule.MayBeEmpty ? Empty(item) : Dummy(item);
        }

        return Texts((DicomStringElement)item, value => string.IsNullOrWhiteSpace(value)
            ? string.Empty
            : Recorded(item.Tag, value, context.Pseudonymizer.CreatePseudonym(rule.Pseudonym!, rule.Keyword, value)));
    }

    private DicomItem Map(DicomItem item, DatasetCleaner.Level level) => item switch
    {
        DicomSequence sequence => cleanSequence(sequence, level),
        DicomUniqueIdentifier uids => Texts(
            uids, value => value.Length == 0 ? string.Empty : MapUid(item.Tag, value)),
        _ => Dummy(item),
    };

    private DicomItem? Clean(AttributeRule rule, DicomItem item, DatasetCleaner.Level level, out int redactions)
    {
        redactions = 0;
        switch (item)
        {
            case DicomSequence sequence:
                return cleanSequence(sequence, level);
            case DicomBytesElement bytes when item.Tag == DicomTag.ICCProfile:
                return CleanIccProfile(bytes, level);
            case DicomBytesElement bytes when IsOverlayData(item.Tag):
                return DicomItemFactory.CreateBytes(item.Tag, item.ValueRepresentation, new BlankByteSource(bytes.Source.Length));
            case DicomApplicationEntity titles:
                return Texts(titles, value => value.Length == 0
                    ? string.Empty
                    : Recorded(titles.Tag, value, ApplicationEntityPrefix
                        + context.Pseudonymizer.CreateCode("ApplicationEntity", value, LocalCodeLength)));
            case DicomDate or DicomTime or DicomDateTime when context.Dates is not null:
                return CleanDate(rule, (DicomStringElement)item, level);
            case DicomFloatingPointDouble distances when context.Dates is { } dates && item.Tag == TemporalOffset:
                return new DicomFloatingPointDouble(item.Tag, [.. distances.Values.Select(dates.Scale)]);

            // An offset from UTC tells where the examination was; the clocks of the instance agree without it.
            case DicomStringElement when context.Dates is not null && item.Tag == DicomTag.TimezoneOffsetFromUTC:
                return null;
            case DicomStringElement text:
                return CleanText(rule, text, out redactions);
            default:
                return rule.MayBeEmpty ? null : Dummy(item);
        }
    }

    // What is drawn in an overlay cannot be told from what is written in it, so nothing of it stays but its size.
    private static bool IsOverlayData(DicomTag tag) => (tag.Group & 0xFF00) == 0x6000 && tag.Element == 0x3000;

    private DicomItem CleanDate(AttributeRule rule, DicomStringElement dates, DatasetCleaner.Level level)
    {
        if (context.Dates!.Clean(dates, level.Source) is { } values)
        {
            return DicomItemFactory.CreateText(dates.Tag, dates.ValueRepresentation, values);
        }

        return rule.MayBeEmpty ? Empty(dates) : Dummy(dates);
    }

    private DicomItem CleanText(AttributeRule rule, DicomStringElement text, out int redactions)
    {
        var taken = 0;
        var longest = text.ValueRepresentation.MaximumLength;
        var cleaned = Texts(text, value =>
        {
            var kept = rule.KeepMatching is null
                ? context.Descriptors.Clean(value, out var pieces)
                : Matching(rule.KeepMatching, value, out pieces);
            taken += pieces;
            if (text.ValueRepresentation == DicomVR.CS && pieces > 0)
            {
                // A coded word has no letters for what was taken out, and may be what another place refers to.
                return Recorded(
                    text.Tag, value, CodedWordPrefix + context.Pseudonymizer.CreateCode("CodedWord", value, LocalCodeLength));
            }

            return longest > 0 && kept.Length > longest ? kept[..longest] : kept;
        });
        redactions = taken;
        if (cleaned.Values.Any(value => value.Length > 0) || text.Values.All(value => value.Length == 0))
        {
            return cleaned;
        }

        return rule.MayBeEmpty ? Empty(text) : Dummy(text);
    }

    // The search for all matches grows with the square of the length at worst: what is longer than LT may be goes.
    private static string Matching(Regex allowed, string value, out int pieces)
    {
        if (value.Length > MaximumMatchedLength)
        {
            pieces = 1;
            return string.Empty;
        }

        var kept = string.Join(' ', allowed.Matches(value).Select(match => match.Value).Where(part => part.Length > 0));
        pieces = kept == value ? 0 : 1;
        return kept;
    }

    private DicomOtherByte? CleanIccProfile(DicomBytesElement profile, DatasetCleaner.Level level)
    {
        if (profile.Count == 0)
        {
            return new DicomOtherByte(profile.Tag, []);
        }

        byte[] cleaned;
        if (profile.Source.Length > IccCleaningLimits.Default.MaximumLength
            || IccProfileCleaner.TryClean(
                profile.ToArray(), context.Profile.KeepsFullDates, IccCleaningLimits.Default, out cleaned) != IccCleaningResult.Cleaned)
        {
            context.Note($"{level.Node.Path}{profile.Tag}: no usable ICC profile; one of a plain RGB scanner stands in its place");
            cleaned = IccProfileCleaner.CreateSubstitute();
        }

        return new DicomOtherByte(profile.Tag, cleaned.Length % 2 == 0 ? cleaned : [.. cleaned, 0]);
    }

    private DicomItem Keep(AttributeRule rule, DicomItem item, DatasetCleaner.Level level) => item switch
    {
        DicomSequence sequence => cleanSequence(sequence, level),
        DicomAgeString ages when rule.MaximumAge is { } maximum => Texts(ages, value => Cap(value, maximum)),
        _ => item,
    };

    // Ages in months, weeks and days have three digits too and stay far below any cap that protects; a fault goes.
    private static string Cap(string age, int maximum)
    {
        if (age.Length != 4 || !int.TryParse(age.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return string.Empty;
        }

        var years = age[3] switch
        {
            'Y' => number,
            'M' => number / 12,
            'W' => number / 52,
            'D' => number / 365,
            _ => int.MaxValue,
        };
        return years <= maximum ? age : string.Create(CultureInfo.InvariantCulture, $"{maximum:D3}Y");
    }
}
