using WsiDicomizer.Slides;

namespace WsiDicomizer.InPlace.Tiff;

/// <summary>Many runs of bytes, to be asked whether another reaches into one of them.</summary>
internal sealed class ByteRangeSet
{
    private readonly List<ByteRange> _merged = [];

    /// <summary>Collects runs.</summary>
    /// <param name="ranges">In any order; they may overlap.</param>
    public ByteRangeSet(IEnumerable<ByteRange> ranges)
    {
        foreach (var range in ranges.Where(range => range.Length > 0).OrderBy(range => range.Offset))
        {
            if (_merged.Count > 0 && range.Offset <= _merged[^1].End)
            {
                var end = Math.Max(_merged[^1].End, range.End);
                _merged[^1] = _merged[^1] with { Length = end - _merged[^1].Offset };
            }
            else
            {
                _merged.Add(range);
            }
        }
    }

    /// <summary>The runs in order, without overlap; those that touch are one.</summary>
    public IReadOnlyList<ByteRange> Merged => _merged;

    /// <summary>Whether a run of bytes has one in common with these.</summary>
    /// <param name="range">The run; an empty one has none.</param>
    public bool Overlaps(ByteRange range)
    {
        var first = IndexOfFirstEndingAfter(range.Offset);
        return range.Length > 0 && first < _merged.Count && _merged[first].Offset < range.End;
    }

    /// <summary>The pieces of a run of bytes that are in none of these.</summary>
    /// <param name="range">The run.</param>
    public IEnumerable<ByteRange> Without(ByteRange range)
    {
        var start = range.Offset;
        for (var i = IndexOfFirstEndingAfter(start); i < _merged.Count && _merged[i].Offset < range.End; i++)
        {
            if (_merged[i].Offset > start)
            {
                yield return new ByteRange(start, _merged[i].Offset - start);
            }

            start = _merged[i].End;
        }

        if (start < range.End)
        {
            yield return new ByteRange(start, range.End - start);
        }
    }

    private int IndexOfFirstEndingAfter(long offset)
    {
        var (low, high) = (0, _merged.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_merged[middle].End <= offset)
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
