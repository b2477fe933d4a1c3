using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Deidentification.Reports;
using WsiDicomizer.Deidentification.Tables;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Engine;

/// <summary>Walks a data set at every depth, finds the rule for each attribute and builds the new data set.</summary>
internal sealed class DatasetCleaner
{
    private readonly CleaningContext _context;
    private readonly AttributeActions _actions;
    private readonly ContentItems? _contentItems;
    private readonly OwnWords _ownWords;
    private readonly AllowedTexts? _allowedTexts;

    public DatasetCleaner(CleaningContext context)
    {
        _context = context;
        _actions = new AttributeActions(context, CleanSequence);
        _ownWords = new OwnWords(context);
        _allowedTexts = context.Profile.Profile.Texts is { } texts
            ? new AllowedTexts(texts, context.Pseudonymizer, context.Rules.Types)
            : null;
        _contentItems = context.Profile.Profile.Options.Contains(DeidentificationOption.CleanStructuredContent)
            ? new ContentItems(context.Profile.Profile, _actions)
            : null;
    }

    /// <summary>Builds the clean copy of a data set.</summary>
    /// <param name="source">The data set; it stays as it is.</param>
    /// <param name="node">Where this level is counted.</param>
    /// <param name="inherited">The character set around it.</param>
    /// <param name="depth">0 for the outermost data set.</param>
    /// <exception cref="DeidentificationException">It nests too deep.</exception>
    public DicomDataset Clean(DicomDataset source, ReportNode node, DicomCharacterSet inherited, int depth)
    {
        if (depth > _context.Limits.MaximumDepth)
        {
            throw new DeidentificationException(
                $"sequences nest deeper than {nameof(DeidentificationLimits.MaximumDepth)} = {_context.Limits.MaximumDepth}",
                TopOf(node.Path));
        }

        var level = new Level(
            node, UnknownElementReader.EncodingOf(source, inherited), CodedEntry.LocalScheme(source), new PrivateBlocks(source), source, depth);
        var result = new DicomDataset();
        foreach (var item in source)
        {
            var kept = item.Tag.IsPrivate ? CleanPrivate(item, level, source, result) : CleanStandard(item, level);

            // A content tree without any item left is no sequence any more (PS3.3 table C.17-6: Type 1C).
            if (kept is not null && !(item.Tag == DicomTag.ContentSequence && kept is DicomSequence { Items.Count: 0 }))
            {
                result.AddOrUpdate(kept);
            }
        }

        return result;
    }

    private DicomSequence CleanSequence(DicomSequence sequence, Level level)
    {
        var node = level.Node.Inside(sequence.Tag);
        var result = new DicomSequence(sequence.Tag);
        foreach (var item in sequence.Items)
        {
            if (CleanItem(item, node, level) is { } cleaned)
            {
                result.Items.Add(cleaned);
            }
        }

        return result;
    }

    // A content item goes as a whole where its concept's row says so: what is named by its concept is nothing without it.
    private DicomDataset? CleanItem(DicomDataset item, ReportNode node, Level level)
    {
        if (_contentItems?.Decide(item) is not { } action)
        {
            return Clean(item, node, level.Encoding, level.Depth + 1);
        }

        node.Count(DicomTag.ConceptNameCodeSequence, action, RuleSource.Option, "clean-structured-content: E.3.4-1");
        if (action == DeidentificationAction.X)
        {
            return null;
        }

        var cleaned = Clean(item, node, level.Encoding, level.Depth + 1);
        var inside = level with { Node = node, Source = item };
        _contentItems.Apply(action, item, cleaned, inside);
        foreach (var value in ContentItems.Values)
        {
            if (cleaned.TryGetDicomItem<DicomItem>(value, out var kept) && OnlyAllowed(kept, inside) is { } allowed)
            {
                cleaned.AddOrUpdate(allowed);
            }
        }

        return cleaned;
    }

    private DicomItem? CleanStandard(DicomItem item, Level level)
    {
        // Group lengths, command and file elements, delimiters and padding have no place in a data set (PS3.5 7.2, PS3.7, PS3.10).
        if (item.Tag.IsGroupLength || item.Tag.Group is 0x0000 or 0x0002 or 0x0004 or 0xFFFC or 0xFFFE)
        {
            level.Node.Count(item.Tag, DeidentificationAction.X, RuleSource.Structure, "no part of a data set");
            return null;
        }

        var rule = _context.Rules.Find(item.Tag);
        if (rule is null && level.LocalScheme is not null && CodedEntry.IsCodeOrMeaning(item.Tag))
        {
            level.Node.Count(item.Tag, DeidentificationAction.D, RuleSource.OwnRule, CodedEntry.Reason);
            return _actions.ReplaceLocalCode(item, level.LocalScheme);
        }

        if (rule is null && !DicomDictionary.Default.TryGetEntry(item.Tag, out _))
        {
            level.Node.Count(item.Tag, DeidentificationAction.X, RuleSource.Unknown, "not in the dictionary, no rule");
            if (_context.Profile.Profile.Unknown == UnknownPolicy.Refuse)
            {
                _context.AddUnknown(item.Tag);
            }

            return null;
        }

        return Apply(rule, item, level);
    }

    private DicomItem? CleanPrivate(DicomItem item, Level level, DicomDataset source, DicomDataset result)
    {
        // Creators come back with the attributes that are kept.
        if (item.Tag.IsPrivateCreator)
        {
            return null;
        }

        var creator = level.PrivateBlocks.CreatorOf(item.Tag);
        var rule = creator is null ? null : _context.Rules.FindPrivate(item.Tag, creator);
        if (rule is null or { Action: DeidentificationAction.X })
        {
            level.Node.Count(
                item.Tag, DeidentificationAction.X, rule?.Source ?? RuleSource.Table, rule?.Reason ?? "E.1-1: X, private");
            return null;
        }

        if (source.TryGetDicomItem<DicomStringElement>(PrivateBlocks.CreatorTag(item.Tag), out var creatorElement))
        {
            result.AddOrUpdate(creatorElement);
        }

        return Apply(rule, item, level);
    }

    private DicomItem? Apply(AttributeRule? rule, DicomItem item, Level level)
    {
        var readable = Readable(rule, item, level);
        if (readable is null)
        {
            _context.Note($"{level.Node.Path}{item.Tag}: the bytes are not what the tag says, so the attribute was removed");
            level.Node.Count(item.Tag, DeidentificationAction.X, RuleSource.Structure, "unreadable");
            return null;
        }

        if (rule is null)
        {
            if (OnlyAllowed(readable, level) is { } other)
            {
                return other;
            }

            return readable is DicomSequence sequence
                ? CountKept(sequence, level) : _ownWords.Clean(readable, level) ?? CountKept(readable, level);
        }

        var result = _actions.Apply(rule, readable, level, out var redactions);
        if (rule.Action is DeidentificationAction.K or DeidentificationAction.C && OnlyAllowed(result, level) is { } allowed)
        {
            return allowed;
        }

        level.Node.Count(item.Tag, rule.Action, rule.Source, rule.Reason, redactions);
        return result;
    }

    private DicomItem CountKept(DicomItem item, Level level)
    {
        level.Node.Count(item.Tag, DeidentificationAction.K, RuleSource.NoRow, "no row, no rule");
        return item is DicomSequence sequence ? CleanSequence(sequence, level) : item;
    }

    // What stands in the place of a text that would stay and is none of those that the profile allows; null where it is one.
    private DicomItem? OnlyAllowed(DicomItem? item, Level level)
    {
        if (item is null || _allowedTexts?.Replace(item, level.Source) is not { } other)
        {
            return null;
        }

        level.Node.Count(item.Tag, DeidentificationAction.D, RuleSource.Texts, AllowedTexts.Reason);
        return other;
    }

    // What came as bytes though its tag says text, numbers or a sequence is read as what the tag says; else originals
    // could hide in there. What is removed anyway needs no reading.
    private DicomItem? Readable(AttributeRule? rule, DicomItem item, Level level)
    {
        if (rule is { Action: DeidentificationAction.X }
            || !UnknownElementReader.IsDisguised(item, rule?.PrivateRepresentations ?? [], out var vr))
        {
            return item;
        }

        return UnknownElementReader.Read((DicomBytesElement)item, vr, level.Encoding, _context.Limits);
    }

    // The path of something nested a hundred deep would be a long message; its beginning is enough to find it.
    private static string TopOf(string path)
    {
        const int MaximumLength = 100;
        return path.Length <= MaximumLength ? path.TrimEnd('.') : path[..MaximumLength] + "…";
    }

    /// <summary>One data set of the walk.</summary>
    internal sealed record Level(
        ReportNode Node,
        DicomCharacterSet Encoding,
        string? LocalScheme,
        PrivateBlocks PrivateBlocks,
        DicomDataset Source,
        int Depth);
}
