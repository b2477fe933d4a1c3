using System.Buffers.Binary;
using System.Text;

namespace WsiDicomizer.SyntheticSlides.Tests.Support;

/// <summary>One tag as read back: its type, its count, its bytes.</summary>
internal sealed record MiniField(int Type, long Count, byte[] Value)
{
    private static readonly int[] Sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8];

    public static int SizeOf(int type) => Sizes[type];

    public string Text => Encoding.UTF8.GetString(Value).TrimEnd('\0');

    public long[] Numbers
    {
        get
        {
            var size = SizeOf(Type);
            var numbers = new long[Count];
            for (var index = 0; index < Count; index++)
            {
                for (var octet = 0; octet < size; octet++)
                {
                    numbers[index] |= (long)Value[(index * size) + octet] << (8 * octet);
                }
            }

            return numbers;
        }
    }
}

/// <summary>A TIFF walker that shares no line with the writer: what a reader sees.</summary>
internal sealed class MiniTiff
{
    private readonly byte[] _file;

    public MiniTiff(byte[] file)
    {
        _file = file;
        Assert.Equal("II"u8.ToArray(), file[..2]);
        Big = file[2] == 43;
        Assert.Equal(Big ? 43 : 42, BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(2)));
        if (Big)
        {
            Assert.Equal(8, BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(4)));
        }

        var position = Big ? Read(8, 8) : Read(4, 4);
        while (position != 0)
        {
            Assert.Equal(0, position % 2);
            position = ReadPage(position);
        }
    }

    public bool Big { get; }

    public List<SortedDictionary<int, MiniField>> Pages { get; } = [];

    public byte[] Tile(int page, int index)
    {
        var tags = Pages[page];
        var (offsets, counts) = tags.ContainsKey(324) ? (324, 325) : (273, 279);
        var offset = tags[offsets].Numbers[index];
        return _file[(int)offset..(int)(offset + tags[counts].Numbers[index])];
    }

    private long ReadPage(long position)
    {
        var (countSize, entrySize, valueSize) = Big ? (8, 20, 8) : (2, 12, 4);
        var count = Read(position, countSize);
        var page = new SortedDictionary<int, MiniField>();
        var previous = 0;
        for (var index = 0; index < count; index++)
        {
            var entry = position + countSize + (index * entrySize);
            var tag = (int)Read(entry, 2);
            Assert.True(tag > previous, "tags must ascend");
            previous = tag;
            var type = (int)Read(entry + 2, 2);
            var number = Read(entry + 4, valueSize);
            var length = number * MiniField.SizeOf(type);
            var at = entry + 4 + valueSize;
            if (length > valueSize)
            {
                at = Read(at, valueSize);
                Assert.Equal(0, at % 2);
            }

            page.Add(tag, new MiniField(type, number, _file[(int)at..(int)(at + length)]));
        }

        Pages.Add(page);
        return Read(position + countSize + (count * entrySize), valueSize);
    }

    private long Read(long position, int size)
    {
        long value = 0;
        for (var octet = 0; octet < size; octet++)
        {
            value |= (long)_file[position + octet] << (8 * octet);
        }

        return value;
    }
}
