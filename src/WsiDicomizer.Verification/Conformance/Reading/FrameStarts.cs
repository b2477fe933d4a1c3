namespace WsiDicomizer.Verification.Conformance.Reading;

/// <summary>Which fragments are which frame (PS3.5 A.4), as a list of their first and last fragments.</summary>
internal sealed class FrameStarts
{
    private readonly int _fragments;
    private readonly int[]? _firsts;

    private FrameStarts(int fragments, int[]? firsts)
    {
        _fragments = fragments;
        _firsts = firsts;
    }

    /// <summary>The number of frames.</summary>
    public int Count => _firsts?.Length ?? _fragments;

    /// <summary>The first and last fragment of a frame.</summary>
    /// <param name="frameIndex">0-based.</param>
    public (int First, int Last) this[int frameIndex] => _firsts is null
        ? (frameIndex, frameIndex)
        : (_firsts[frameIndex], frameIndex + 1 < _firsts.Length ? _firsts[frameIndex + 1] - 1 : _fragments - 1);

    /// <summary>Finds them: a fragment each, one frame of all fragments, or as the basic offset table says.</summary>
    /// <param name="instance">An encapsulated instance.</param>
    /// <returns>Null where they cannot be told.</returns>
    public static FrameStarts? Of(Instance instance)
    {
        if (instance.Layout.PixelData is not { FragmentCount: > 0 } pixels)
        {
            return null;
        }

        var frames = instance.FrameCount ?? 1;
        if (frames == pixels.FragmentCount)
        {
            return new FrameStarts(pixels.FragmentCount, firsts: null);
        }

        if (frames == 1)
        {
            return new FrameStarts(pixels.FragmentCount, [0]);
        }

        var table = pixels.BasicOffsetTable;
        if (table.Length == 0 || table.Length != frames)
        {
            return null;
        }

        var firsts = Array.ConvertAll(table, offset => pixels.Find(offset));
        for (var index = 0; index < firsts.Length; index++)
        {
            if (firsts[index] < 0 || (index > 0 && firsts[index] <= firsts[index - 1]))
            {
                return null;
            }
        }

        return new FrameStarts(pixels.FragmentCount, firsts);
    }
}
