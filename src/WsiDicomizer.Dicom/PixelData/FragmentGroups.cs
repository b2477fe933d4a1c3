using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Dicom;

/// <summary>Frames without an offset table: the fragments that each is made of.</summary>
/// <param name="fragments">All fragments.</param>
/// <param name="firsts">The first fragment of each frame; null where each fragment is a frame.</param>
internal sealed class FragmentGroups(IReadOnlyList<IByteSource> fragments, int[]? firsts) : IFrameSource
{
    public IByteSource GetFrame(int frameIndex)
    {
        if (firsts is null)
        {
            return fragments[frameIndex];
        }

        var first = firsts[frameIndex];
        var end = frameIndex + 1 < firsts.Length ? firsts[frameIndex + 1] : fragments.Count;
        if (end - first == 1)
        {
            return fragments[first];
        }

        var parts = new IByteSource[end - first];
        for (var index = 0; index < parts.Length; index++)
        {
            parts[index] = fragments[first + index];
        }

        return new ByteSourceSeries(parts);
    }
}
