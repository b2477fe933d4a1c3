namespace WsiDicomizer.Fuzz.Structures;

/// <summary>Size, tag count, tag table, and the counts at the start of the elements of an ICC profile.</summary>
internal sealed class IccStructure : IStructure
{
    public IEnumerable<Field> FindFields(byte[] bytes)
    {
        if (bytes.Length < 132)
        {
            yield break;
        }

        var count = Field.Big(128, 4);
        yield return Field.Big(0, 4);
        yield return count;
        for (var entry = 132; entry + 12 <= bytes.Length && entry < 132 + (12 * (int)Math.Min(count.Read(bytes), 64)); entry += 12)
        {
            yield return Field.Big(entry, 4);
            yield return Field.Big(entry + 4, 4);
            yield return Field.Big(entry + 8, 4);
            var element = Field.Big(entry + 4, 4).Read(bytes);
            for (var place = element; place + 4 <= (ulong)bytes.Length && place < element + 32; place += 4)
            {
                yield return Field.Big((int)place, 4);
            }
        }
    }
}
