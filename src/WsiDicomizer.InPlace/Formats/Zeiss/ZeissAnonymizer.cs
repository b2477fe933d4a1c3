using WsiDicomizer.InPlace.Names;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.InPlace.Texts;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Formats.Zeiss;

/// <summary>CZI: label, preview and whatever else is attached leave the list of attachments; XML and GUIDs are overwritten.</summary>
/// <remarks>Readers find attachments by the list alone. Source: formats.md 9.6.</remarks>
internal sealed class ZeissAnonymizer : IFormatAnonymizer
{
    private const string Unreferenced = "between segments";

    /// <inheritdoc/>
    public IReadOnlyList<string> FormatNames { get; } = ["zeiss"];

    /// <inheritdoc/>
    public void Plan(PlanContext context)
    {
        // Before the texts, so that these know what goes as a whole; nothing that is planned here is painted over by them.
        var removal = new ZeissRemoval(context);
        removal.Plan();
        TextRemoval.Plan(context, record => !IsWhole(record, removal) && !IsEntry(record) && !IsGuid(record));
        List<IdentityRecord> others = [.. context.Records.Where(record => IsWhole(record, removal) || IsEntry(record))];
        if (context.Reaches(AnonymizationLevel.IV))
        {
            TextRemoval.RequireKnown(context, others.Where(record => !IsUnreferenced(record)));
        }

        foreach (var record in others)
        {
            PlanWhole(context, record, removal);
        }

        PlanGuids(context, removal);
        NameChange.Plan(context);
    }

    // Sixteen bytes, which may look like a text by chance.
    private static void PlanGuids(PlanContext context, ZeissRemoval removal)
    {
        if (!context.Reaches(AnonymizationLevel.IV))
        {
            return;
        }

        foreach (var record in context.Records.Where(record => IsGuid(record) && !IsWhole(record, removal)))
        {
            var isKept = context.Rules.Keeps(record);
            context.Tell(record, isKept ? PlaceAction.Kept : PlaceAction.Overwritten);
            if (!isKept)
            {
                context.Zero(record.FileIndex, record.Range!.Value, PatchStage.Texts);
            }
        }
    }

    private static bool IsGuid(IdentityRecord record) => record.Name is "primary file GUID" or "file GUID";

    private static bool IsWhole(IdentityRecord record, ZeissRemoval removal) =>
        record.Range is { } range && (IsUnreferenced(record) || removal.Gone.Any(gone => gone.Offset <= range.Offset && gone.End >= range.End));

    private static bool IsUnreferenced(IdentityRecord record) => record.Location.EndsWith(Unreferenced, StringComparison.Ordinal);

    // The list of attachments is written anew as a whole.
    private static bool IsEntry(IdentityRecord record) =>
        record.Name is "content GUID" or "attachment name" or "text behind the name";

    private static void PlanWhole(PlanContext context, IdentityRecord record, ZeissRemoval removal)
    {
        if (IsUnreferenced(record) && context.Reaches(AnonymizationLevel.IV))
        {
            context.Zero(record.FileIndex, record.Range!.Value, PatchStage.Texts);
            context.Tell(record, PlaceAction.Overwritten);
        }
        else if (removal.Gone.Contains(record.Range!.Value))
        {
            context.Tell(record, context.Reaches(AnonymizationLevel.III) ? PlaceAction.OverwrittenAndUnlinked : PlaceAction.Unlinked);
        }
        else if (context.Reaches(AnonymizationLevel.IV))
        {
            context.Tell(record, PlaceAction.Overwritten);
        }
    }
}
