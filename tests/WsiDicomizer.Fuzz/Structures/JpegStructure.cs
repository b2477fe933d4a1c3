namespace WsiDicomizer.Fuzz.Structures;

/// <summary>Lengths and sizes of JPEG marker segments, wherever in the input they stand.</summary>
internal sealed class JpegStructure : IStructure
{
    public IEnumerable<Field> FindFields(byte[] bytes)
    {
        for (var i = 0; i + 12 <= bytes.Length; i++)
        {
            var marker = bytes[i + 1];
            if (bytes[i] != 0xFF || marker is < 0xC0 or 0xFF or (>= 0xD0 and <= 0xD9))
            {
                continue;
            }

            yield return Field.Big(i + 1, 1);
            yield return Field.Big(i + 2, 2);
            yield return Field.Big(i + 4, 1);
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                // Rows, columns, components, first id and sampling.
                yield return Field.Big(i + 5, 2);
                yield return Field.Big(i + 7, 2);
                yield return Field.Big(i + 9, 1);
                yield return Field.Big(i + 11, 1);
            }
        }
    }
}
