using WsiDicomizer.InPlace.Planning;

namespace WsiDicomizer.InPlace.Checking;

/// <summary>Sees that no patch reaches a level's pixels, but where a record says that a tile's stream holds a text.</summary>
internal static class PixelGuard
{
    /// <summary>Checks the plan.</summary>
    /// <param name="context">The slide and the plan.</param>
    /// <exception cref="AnonymizationException">A patch reaches a tile: the file's structures overlap, or the plan is wrong.</exception>
    public static void Check(PlanContext context)
    {
        var texts = context.Records.Where(record => record.Range is not null)
            .Select(record => (record.FileIndex, record.Range!.Value)).ToHashSet();
        foreach (var level in context.Slide.Areas.SelectMany(area => area.Levels))
        {
            if (level.TileMaker is not null || level.TilePainter is not null || level.UnreadableReason is not null)
            {
                continue;
            }

            for (var i = 0; i < level.TileCount; i++)
            {
                var tile = level.GetTileRange(i);
                foreach (var patch in context.GetPatches(level.SourceFileIndex).Within(tile))
                {
                    if (tile.Length > 0 && !texts.Contains((level.SourceFileIndex, patch.Range)))
                    {
                        throw new AnonymizationException(
                            $"identity at byte {patch.Range.Offset} stands in a tile of {level.Location}: "
                            + "the file's structures overlap, and taking it out would change pixels");
                    }
                }
            }
        }
    }
}
