namespace WsiDicomizer.Fuzz.Structures;

/// <summary>Pointers, tags, types, counts, values and their high halves of an NDPI file's directories.</summary>
internal sealed class NdpiStructure : IStructure
{
    private const int MaxDirectories = 64;

    public IEnumerable<Field> FindFields(byte[] bytes)
    {
        if (bytes.Length < 16)
        {
            yield break;
        }

        var next = new Field(4, 8, true);
        var visited = new HashSet<ulong>();
        while (true)
        {
            yield return next;
            var start = next.Read(bytes);
            if (start == 0 || start + 2 > (ulong)bytes.Length || visited.Count >= MaxDirectories || !visited.Add(start))
            {
                yield break;
            }

            var count = new Field((int)start, 2, true);
            yield return count;
            var entries = (int)count.Read(bytes);
            var end = count.End + (12 * entries);
            if (end + 8 + (4 * entries) > bytes.Length)
            {
                yield break;
            }

            for (var i = 0; i < entries; i++)
            {
                var entry = count.End + (12 * i);
                yield return new Field(entry, 2, true);
                yield return new Field(entry + 2, 2, true);
                yield return new Field(entry + 4, 4, true);
                yield return new Field(entry + 8, 4, true);
                yield return new Field(end + 8 + (4 * i), 4, true);
            }

            next = new Field(end, 8, true);
        }
    }
}
