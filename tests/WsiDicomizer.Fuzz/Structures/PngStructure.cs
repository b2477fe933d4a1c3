using System.Buffers.Binary;

namespace WsiDicomizer.Fuzz.Structures;

/// <summary>Lengths and checksums of chunks, and the numbers of IHDR.</summary>
internal sealed class PngStructure : IStructure
{
    public IEnumerable<Field> FindFields(byte[] bytes)
    {
        var position = 8;
        while (position + 12 <= bytes.Length)
        {
            yield return Field.Big(position, 4);
            if (position == 8)
            {
                yield return Field.Big(16, 4);
                yield return Field.Big(20, 4);
                yield return Field.Big(24, 1);
                yield return Field.Big(25, 1);
            }

            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(position));
            if (length > bytes.Length - position - 12)
            {
                yield break;
            }

            position += (int)length + 12;
            yield return Field.Big(position - 4, 4);
        }
    }
}
