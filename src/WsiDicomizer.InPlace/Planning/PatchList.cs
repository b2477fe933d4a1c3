using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Planning;

/// <summary>The patches of one file, in the order of its bytes and without overlap: what comes later covers what came before.</summary>
/// <param name="limits">How many there may be.</param>
internal sealed class PatchList(AnonymizationLimits limits)
{
    private readonly List<FilePatch> _patches = [];
    private long _heldBytes;

    /// <summary>The patches, by their offset.</summary>
    public IReadOnlyList<FilePatch> Patches => _patches;

    /// <summary>Adds a patch over those that are there.</summary>
    /// <param name="patch">The patch; an empty one is left out.</param>
    /// <exception cref="AnonymizationException">There are more than the limits allow.</exception>
    public void Add(FilePatch patch)
    {
        if (patch.Range.Length == 0)
        {
            return;
        }

        _heldBytes += patch.IsFill ? 0 : patch.Range.Length;
        if (_patches.Count >= limits.MaxPatches || _heldBytes > limits.MaxHeldBytes)
        {
            throw new AnonymizationException(
                $"the slide holds identity in more places than the limits allow ({limits.MaxPatches} places, "
                + $"{limits.MaxHeldBytes} bytes)");
        }

        var index = IndexOfFirstEndingAfter(patch.Range.Offset);
        var pieces = new List<FilePatch>(3);
        var end = index;
        for (; end < _patches.Count && _patches[end].Range.Offset < patch.Range.End; end++)
        {
            var covered = _patches[end].Range;
            if (covered.Offset < patch.Range.Offset)
            {
                pieces.Add(_patches[end].Cut(new ByteRange(covered.Offset, patch.Range.Offset - covered.Offset)));
            }

            if (covered.End > patch.Range.End)
            {
                pieces.Add(_patches[end].Cut(new ByteRange(patch.Range.End, covered.End - patch.Range.End)));
            }
        }

        // What stood before the patch comes first, what stood behind it last.
        var before = pieces.FindIndex(piece => piece.Range.Offset >= patch.Range.End);
        pieces.Insert(before < 0 ? pieces.Count : before, patch);
        _patches.RemoveRange(index, end - index);
        _patches.InsertRange(index, pieces);
    }

    /// <summary>The patches that reach into a range.</summary>
    /// <param name="range">Bytes of the file.</param>
    public IEnumerable<FilePatch> Within(ByteRange range)
    {
        for (var i = IndexOfFirstEndingAfter(range.Offset); i < _patches.Count && _patches[i].Range.Offset < range.End; i++)
        {
            yield return _patches[i];
        }
    }

    private int IndexOfFirstEndingAfter(long offset)
    {
        var (low, high) = (0, _patches.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_patches[middle].Range.End <= offset)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
