using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Checking;

/// <summary>Sees that at level IV no value was passed over: whatever may not stay is written over, or told of.</summary>
internal static class PlaceGuard
{
    /// <summary>Checks the plan.</summary>
    /// <param name="context">The slide and the plan, with the patches that change nothing still in it.</param>
    /// <exception cref="AnonymizationException">A value was passed over.</exception>
    public static void Check(PlanContext context)
    {
        if (!context.Reaches(AnonymizationLevel.IV))
        {
            return;
        }

        // What a format keeps knowingly, such as its own mark, it tells of.
        var told = context.Places.Select(place => (place.FileIndex, place.Location, place.Kind)).ToHashSet();
        foreach (var record in context.Records)
        {
            if (record.Range is { Length: > 0 } range && MustGo(context, record) && !context.IsRemoved(record.FileIndex)
                && !told.Contains((record.FileIndex, record.Location, record.Kind))
                && !context.GetPatches(record.FileIndex).Within(range).Any())
            {
                throw new AnonymizationException($"{record.Location}: this value would stay, so nothing is done");
            }
        }
    }

    private static bool MustGo(PlanContext context, IdentityRecord record) => record.Kind switch
    {
        IdentityKind.LabelImage or IdentityKind.MacroImage => false,
        IdentityKind.FileName => !context.Rules.KeepName && !context.Rules.Keeps(record),
        _ => !context.Rules.Keeps(record),
    };
}
