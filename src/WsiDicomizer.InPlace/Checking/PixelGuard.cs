using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Checking;

/// <summary>Sees that no patch reaches a level's pixels, but where a record says that a tile's stream holds a text.</summary>
internal static class PixelGuard
{
    /// <summary>Checks the plan.</summary>
    /// <param name="context">The slide and the plan.</param>
    /// <exception cref="AnonymizationException">A patch reaches a tile: the file's structures overlap, or the plan is wrong.</exception>
    public static void Check(PlanContext context)
    {
        var texts = new TextRanges(context);
        var (hasMadeTiles, hasJoined) = (false, false);
        foreach (var level in context.Slide.Areas.SelectMany(area => area.Levels))
        {
            hasJoined |= level.IsJoined;
            if (level.IsJoined || level.TileMaker is not null || level.TilePainter is not null)
            {
                hasMadeTiles = true;
                continue;
            }

            for (var i = 0; level.UnreadableReason is null && i < level.TileCount; i++)
            {
                Check(context, texts, level.SourceFileIndex, level.GetTileRange(i), level.Location, _ => true);
            }
        }

        if (!hasMadeTiles)
        {
            return;
        }

        // Among the stored pieces are label and macro too: of what is written over those, pictures say so. Not so where levels
        // are joined: their pictures are all that there is.
        foreach (var stream in context.Slide.EnumerateStoredStreams())
        {
            Check(context, texts, stream.FileIndex, stream.Range, stream.Place, patch => hasJoined || patch.Stage == PatchStage.Texts);
        }
    }

    private static void Check(
        PlanContext context, TextRanges texts, int file, ByteRange tile, string location, Func<FilePatch, bool> isMeant)
    {
        if (tile.Length == 0)
        {
            return;
        }

        foreach (var patch in context.GetPatches(file).Within(tile).Where(isMeant))
        {
            if (!texts.Hold(file, patch.Range))
            {
                throw new AnonymizationException(
                    $"identity at byte {patch.Range.Offset} stands in a tile of {location}: "
                    + "the file's structures overlap, and taking it out would change pixels");
            }
        }
    }

    /// <summary>Where texts stand, of each file.</summary>
    private sealed class TextRanges
    {
        private readonly Dictionary<int, List<ByteRange>> _ranges;

        public TextRanges(PlanContext context)
        {
            _ranges = context.Records
                .Where(record => record is { Range: not null, Kind: not (IdentityKind.LabelImage or IdentityKind.MacroImage) })
                .GroupBy(record => record.FileIndex)
                .ToDictionary(group => group.Key, group => Join(group.Select(record => record.Range!.Value)));
        }

        public bool Hold(int file, ByteRange range)
        {
            if (!_ranges.TryGetValue(file, out var ranges))
            {
                return false;
            }

            var index = ranges.BinarySearch(range, ByOffset.Instance);
            index = index >= 0 ? index : ~index - 1;
            return index >= 0 && ranges[index].End >= range.End;
        }

        // Ranges may touch and lie in each other.
        private static List<ByteRange> Join(IEnumerable<ByteRange> ranges)
        {
            var joined = new List<ByteRange>();
            foreach (var range in ranges.OrderBy(range => range.Offset).ThenByDescending(range => range.Length))
            {
                if (joined.Count > 0 && joined[^1].End >= range.Offset)
                {
                    var end = Math.Max(joined[^1].End, range.End);
                    joined[^1] = joined[^1] with { Length = end - joined[^1].Offset };
                }
                else
                {
                    joined.Add(range);
                }
            }

            return joined;
        }

        private sealed class ByOffset : IComparer<ByteRange>
        {
            public static ByOffset Instance { get; } = new();

            public int Compare(ByteRange x, ByteRange y) => x.Offset.CompareTo(y.Offset);
        }
    }
}
