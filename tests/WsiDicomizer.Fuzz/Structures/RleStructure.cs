using WsiDicomizer.Imaging.Rle;

namespace WsiDicomizer.Fuzz.Structures;

/// <summary>The number of segments and their offsets (PS3.5 G.5).</summary>
internal sealed class RleStructure : IStructure
{
    private const int Numbers = RleFrame.HeaderBytes / 4;

    public IEnumerable<Field> FindFields(byte[] bytes) => bytes.Length < RleFrame.HeaderBytes
        ? []
        : Enumerable.Range(0, Numbers).Select(index => Field.Little(4 * index, 4));
}
