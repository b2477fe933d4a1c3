using System.Buffers.Binary;

namespace WsiDicomizer.Imaging.Tests.Builders;

/// <summary>Just enough of a TIFF reader to get at the tiles of the classic little-endian sample slides.</summary>
internal sealed class MiniTiff
{
    private readonly byte[] _file;

    private MiniTiff(byte[] file) => _file = file;

    /// <summary>One dictionary per page: tag number to values.</summary>
    public List<Dictionary<int, long[]>> Pages { get; } = [];

    public static MiniTiff Open(string path)
    {
        var tiff = new MiniTiff(File.ReadAllBytes(path));
        Assert.Equal("II*\0"u8.ToArray(), tiff._file[..4]);
        for (var ifd = tiff.Number(4, 4); ifd != 0;)
        {
            var count = tiff.Number(ifd, 2);
            var page = new Dictionary<int, long[]>();
            for (var entry = ifd + 2; entry < ifd + 2 + (12 * count); entry += 12)
            {
                page[(int)tiff.Number(entry, 2)] = tiff.Values(entry);
            }

            tiff.Pages.Add(page);
            ifd = tiff.Number(ifd + 2 + (12 * count), 4);
        }

        return tiff;
    }

    /// <summary>The tiles (tags 324 and 325) or strips (273 and 279) of a page.</summary>
    public List<byte[]> Pieces(int page)
    {
        var tags = Pages[page];
        var (offsets, lengths) = tags.TryGetValue(324, out var tiles) ? (tiles, tags[325]) : (tags[273], tags[279]);
        return [.. offsets.Zip(lengths, (offset, length) => _file.AsSpan((int)offset, (int)length).ToArray())];
    }

    /// <summary>JPEGTables, or nothing.</summary>
    public byte[] Tables(int page) =>
        Pages[page].TryGetValue(347, out var bytes) ? [.. bytes.Select(value => (byte)value)] : [];

    private long[] Values(long entry)
    {
        var size = Number(entry + 2, 2) switch { 1 or 2 or 6 or 7 => 1, 3 => 2, 4 => 4, _ => 8 };
        var count = Number(entry + 4, 4);
        var start = size * count <= 4 ? entry + 8 : Number(entry + 8, 4);
        return [.. Enumerable.Range(0, (int)count).Select(i => Number(start + (i * size), size))];
    }

    private long Number(long offset, int size) => size switch
    {
        1 => _file[offset],
        2 => BinaryPrimitives.ReadUInt16LittleEndian(_file.AsSpan((int)offset)),
        4 => BinaryPrimitives.ReadUInt32LittleEndian(_file.AsSpan((int)offset)),
        _ => BinaryPrimitives.ReadInt64LittleEndian(_file.AsSpan((int)offset)),
    };
}
