using System.Buffers.Binary;

namespace WsiDicomizer.Imaging.Tests.Builders;

/// <summary>Writes a little-endian classic TIFF of one page with one strip or one tile.</summary>
internal static class MiniTiffWriter
{
    /// <summary>Makes a file.</summary>
    /// <param name="data">The strip or tile.</param>
    /// <param name="tags">Numbers, except those that say where the data is.</param>
    /// <param name="isTiled">Whether it is a tile.</param>
    public static byte[] Write(byte[] data, IReadOnlyDictionary<int, int[]> tags, bool isTiled = false)
    {
        var all = new SortedDictionary<int, int[]>(tags.ToDictionary(tag => tag.Key, tag => tag.Value))
        {
            [isTiled ? 324 : 273] = [8],
            [isTiled ? 325 : 279] = [data.Length],
        };
        using var stream = new MemoryStream();
        stream.Write("II*\0"u8);
        stream.Write(Number(8 + data.Length + (data.Length & 1), 4));
        stream.Write(data);
        stream.Write(new byte[data.Length & 1]);
        stream.Write(Number(all.Count, 2));

        // Values that do not fit into an entry follow the directory.
        var outside = stream.Position + (12 * all.Count) + 4;
        using var values = new MemoryStream();
        foreach (var (tag, numbers) in all)
        {
            // Shorts, except for sizes and places.
            var isLong = tag is 256 or 257 or 273 or 278 or 279 or 322 or 323 or 324 or 325;
            byte[] bytes = [.. numbers.SelectMany(number => Number(number, isLong ? 4 : 2))];
            stream.Write(Number(tag, 2));
            stream.Write(Number(isLong ? 4 : 3, 2));
            stream.Write(Number(numbers.Length, 4));
            stream.Write(bytes.Length <= 4 ? [.. bytes, .. new byte[4 - bytes.Length]] : Number((int)(outside + values.Position), 4));
            values.Write(bytes.Length <= 4 ? [] : bytes);
        }

        stream.Write(new byte[4]);
        stream.Write(values.ToArray());
        return stream.ToArray();
    }

    private static byte[] Number(int value, int size)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes[..size];
    }
}
