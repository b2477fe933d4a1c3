namespace WsiDicomizer.Fuzz.Structures;

/// <summary>Offsets, counts, types and the first values of a TIFF or BigTIFF file's directories.</summary>
internal sealed class TiffStructure : IStructure
{
    private const int MaxDirectories = 64;
    private const int MaxValues = 4;

    public IEnumerable<Field> FindFields(byte[] bytes)
    {
        if (bytes.Length < 16)
        {
            yield break;
        }

        var little = bytes[0] == (byte)'I';
        var isBig = (little ? bytes[2] : bytes[3]) == 43;
        var width = isBig ? 8 : 4;
        var next = new Field(isBig ? 8 : 4, width, little);
        yield return new Field(2, 2, little);
        var visited = new HashSet<ulong>();
        while (true)
        {
            yield return next;
            var start = next.Read(bytes);
            if (start == 0 || start + 8 > (ulong)bytes.Length || visited.Count >= MaxDirectories || !visited.Add(start))
            {
                yield break;
            }

            var count = new Field((int)start, isBig ? 8 : 2, little);
            yield return count;
            var end = (ulong)count.End + (count.Read(bytes) * (ulong)(4 + (2 * width)));
            if (end + (ulong)width > (ulong)bytes.Length)
            {
                yield break;
            }

            for (var entry = count.End; entry < (int)end; entry += 4 + (2 * width))
            {
                foreach (var field in EntryFields(bytes, entry, width, little))
                {
                    yield return field;
                }
            }

            next = new Field((int)end, width, little);
        }
    }

    private static IEnumerable<Field> EntryFields(byte[] bytes, int entry, int width, bool little)
    {
        var type = new Field(entry + 2, 2, little);
        var count = new Field(entry + 4, width, little);
        var value = new Field(entry + 4 + width, width, little);
        yield return new Field(entry, 2, little);
        yield return type;
        yield return count;
        yield return value;
        var size = type.Read(bytes) switch { 3 => 2, 4 => 4, 16 => 8, _ => 0 };
        var values = (int)Math.Min(count.Read(bytes), MaxValues);
        var inline = count.Read(bytes) * (ulong)size <= (ulong)width;
        var start = inline ? (ulong)value.Offset : value.Read(bytes);
        for (var i = 0; size > 0 && i < values; i++)
        {
            var offset = start + (ulong)(i * size);
            if (offset + (ulong)size <= (ulong)bytes.Length)
            {
                yield return new Field((int)offset, size, little);
            }
        }
    }
}
