using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Texts;

/// <summary>Level IV: the value of every identity record is overwritten where it stands.</summary>
internal static class TextRemoval
{
    /// <summary>Plans it for all records of a slide that are neither names nor pictures.</summary>
    /// <param name="context">The slide and the plan.</param>
    /// <exception cref="AnonymizationException">The rules refuse keys that no rule knows, and there are some.</exception>
    public static void Plan(PlanContext context) => Plan(context, _ => true);

    /// <summary>Plans it for some of the records.</summary>
    /// <param name="context">The slide and the plan.</param>
    /// <param name="isOurs">Which; a format sees to the others itself.</param>
    /// <exception cref="AnonymizationException">The rules refuse keys that no rule knows, and there are some.</exception>
    public static void Plan(PlanContext context, Func<IdentityRecord, bool> isOurs)
    {
        if (!context.Reaches(AnonymizationLevel.IV))
        {
            return;
        }

        var texts = context.Records.Where(IsText).Where(isOurs).ToList();
        var hidden = context.HiddenRecords.ToHashSet(ReferenceEqualityComparer.Instance);
        RequireKnown(context, texts.Where(record => !hidden.Contains(record)));
        foreach (var record in texts)
        {
            if (hidden.Contains(record))
            {
                context.Zero(record.FileIndex, record.Range!.Value, PatchStage.Texts);
                context.Tell(record, PlaceAction.Overwritten);
                continue;
            }

            if (context.Rules.Keeps(record))
            {
                context.Tell(record, PlaceAction.Kept);
                continue;
            }

            Overwrite(context, record);
        }
    }

    /// <summary>Plans that the value of one record is overwritten.</summary>
    /// <param name="context">The slide and the plan.</param>
    /// <param name="record">The record; it has a range.</param>
    /// <exception cref="AnonymizationException">It has none.</exception>
    public static void Overwrite(PlanContext context, IdentityRecord record)
    {
        if (record.Range is not { } range)
        {
            throw new AnonymizationException(
                $"{record.Location}: nobody knows where in the file this value stands, so it cannot be overwritten");
        }

        if (range.Length > context.Limits.MaxTextBytes)
        {
            context.Zero(record.FileIndex, range, PatchStage.Texts);
        }
        else
        {
            var stored = context.Read(record.FileIndex, range);
            context.Write(record.FileIndex, range.Offset, NeutralValue.Create(stored, record.Kind, record.Value));
        }

        context.Tell(record, PlaceAction.Overwritten);
    }

    /// <summary>Whether a record is a value, neither a name nor a picture.</summary>
    /// <param name="record">The record.</param>
    public static bool IsText(IdentityRecord record) =>
        record.Kind is not (IdentityKind.FileName or IdentityKind.LabelImage or IdentityKind.MacroImage);

    /// <summary>Refuses keys that no rule knows, where the rules say so.</summary>
    /// <param name="context">The rules.</param>
    /// <param name="texts">The records that are to be overwritten.</param>
    /// <exception cref="AnonymizationException">There are some.</exception>
    public static void RequireKnown(PlanContext context, IEnumerable<IdentityRecord> texts)
    {
        if (context.Rules.UnknownKeys != UnknownKeyRule.Refuse)
        {
            return;
        }

        var unknown = texts
            .Where(record => record.Kind == IdentityKind.UnknownKey && !context.Rules.KeptKeys.Contains(record.Name))
            .Select(record => record.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (unknown.Count > 0)
        {
            throw new AnonymizationException(
                $"{unknown.Count} keys that no rule knows: {string.Join(", ", unknown.Select(name => $"\"{name}\""))}; "
                + "'unknown: remove' in the profile removes their values, --keep-key NAME keeps one");
        }
    }
}
