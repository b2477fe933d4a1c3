using System.Buffers.Binary;
using System.Text;

namespace WsiDicomizer.Slides.Tests.Support;

/// <summary>A tag to write: its number, type and elements.</summary>
internal sealed record TestTag(ushort Tag, ushort Type, ulong[] Numbers, byte[]? Bytes = null)
{
    public static TestTag Short(ushort tag, params ulong[] values) => new(tag, 3, values);

    public static TestTag Long(ushort tag, params ulong[] values) => new(tag, 4, values);

    public static TestTag Long8(ushort tag, params ulong[] values) => new(tag, 16, values);

    public static TestTag Rational(ushort tag, ulong numerator, ulong denominator) => new(tag, 5, [numerator, denominator]);

    public static TestTag Ascii(ushort tag, string text) => new(tag, 2, [], [.. Encoding.UTF8.GetBytes(text), 0]);

    public static TestTag Undefined(ushort tag, byte[] bytes) => new(tag, 7, [], bytes);

    public int ElementBytes => Type switch { 3 => 2, 16 => 8, 4 or 5 or 13 => 4, _ => 1 };

    public ulong Count => Bytes is not null ? (ulong)Bytes.Length : (ulong)Numbers.Length / (Type == 5 ? 2UL : 1UL);
}

/// <summary>A page to write: its tags, and tiles or strips whose tables the builder makes.</summary>
internal sealed class TestPage
{
    public List<TestTag> Tags { get; init; } = [];

    public IReadOnlyList<byte[]> Tiles { get; init; } = [];

    public IReadOnlyList<byte[]> Strips { get; init; } = [];

    /// <summary>Written below this page, under tag 330.</summary>
    public IReadOnlyList<TestPage> Children { get; init; } = [];

    /// <summary>Set by the builder: where the directory is.</summary>
    public int Offset { get; set; }

    /// <summary>Set by the builder: where the entry of a tag is.</summary>
    public Dictionary<ushort, int> Entries { get; } = [];

    /// <summary>Set by the builder: where the pointer to the next page is.</summary>
    public int NextPointer { get; set; }

    public TestPage Without(params ushort[] tags)
    {
        Tags.RemoveAll(tag => tags.Contains(tag.Tag));
        return this;
    }

    public TestPage With(TestTag tag)
    {
        Tags.RemoveAll(other => other.Tag == tag.Tag);
        Tags.Add(tag);
        return this;
    }
}

/// <summary>Writes small TIFF files: classic or BigTIFF, either byte order.</summary>
internal sealed class TiffBuilder(bool big = false, bool littleEndian = true)
{
    private readonly List<byte> _bytes = [];

    public List<TestPage> Pages { get; } = [];

    public bool SortTags { get; init; } = true;

    private int PointerBytes => big ? 8 : 4;

    public byte[] Build()
    {
        _bytes.Clear();
        Add(littleEndian ? "II"u8.ToArray() : "MM"u8.ToArray());
        AddNumber(big ? 43UL : 42UL, 2);
        if (big)
        {
            AddNumber(8, 2);
            AddNumber(0, 2);
        }

        var pointer = _bytes.Count;
        AddNumber(0, PointerBytes);
        foreach (var page in Pages)
        {
            WritePage(page);
            Patch(pointer, (ulong)page.Offset, PointerBytes);
            pointer = page.NextPointer;
        }

        return [.. _bytes];
    }

    private void WritePage(TestPage page)
    {
        var tags = new List<TestTag>(page.Tags);
        AddSegments(tags, page.Tiles, 324, 325);
        AddSegments(tags, page.Strips, 273, 279);
        foreach (var child in page.Children)
        {
            WritePage(child);
        }

        if (page.Children.Count > 0)
        {
            tags.Add(TestTag.Long(330, [.. page.Children.Select(child => (ulong)child.Offset)]));
        }

        // Values first, so that the directory is written in one piece.
        var places = tags.ToDictionary(tag => tag, tag => WriteOutside(tag));
        page.Offset = _bytes.Count;
        AddNumber((ulong)tags.Count, big ? 8 : 2);
        foreach (var tag in SortTags ? tags.OrderBy(tag => tag.Tag) : tags.AsEnumerable())
        {
            page.Entries[tag.Tag] = _bytes.Count;
            AddNumber(tag.Tag, 2);
            AddNumber(tag.Type, 2);
            AddNumber(tag.Count, PointerBytes);
            var end = _bytes.Count + PointerBytes;
            if (places[tag] is { } offset)
            {
                AddNumber((ulong)offset, PointerBytes);
            }
            else
            {
                AddValue(tag);
                Add(new byte[end - _bytes.Count]);
            }
        }

        page.NextPointer = _bytes.Count;
        AddNumber(0, PointerBytes);
    }

    private void AddSegments(List<TestTag> tags, IReadOnlyList<byte[]> segments, ushort offsetsTag, ushort lengthsTag)
    {
        if (segments.Count == 0)
        {
            return;
        }

        var offsets = new List<ulong>();
        foreach (var segment in segments)
        {
            offsets.Add((ulong)_bytes.Count);
            Add(segment);
        }

        tags.Add(big ? TestTag.Long8(offsetsTag, [.. offsets]) : TestTag.Long(offsetsTag, [.. offsets]));
        tags.Add(TestTag.Long(lengthsTag, [.. segments.Select(segment => (ulong)segment.Length)]));
    }

    private int? WriteOutside(TestTag tag)
    {
        var length = tag.Bytes?.Length ?? tag.Numbers.Length * tag.ElementBytes;
        if (length <= PointerBytes)
        {
            return null;
        }

        var offset = _bytes.Count;
        AddValue(tag);
        return offset;
    }

    private void AddValue(TestTag tag)
    {
        if (tag.Bytes is not null)
        {
            Add(tag.Bytes);
            return;
        }

        foreach (var number in tag.Numbers)
        {
            AddNumber(number, tag.ElementBytes);
        }
    }

    private void Add(byte[] bytes) => _bytes.AddRange(bytes);

    private void AddNumber(ulong number, int width) => Add(Encode(number, width));

    private void Patch(int position, ulong number, int width)
    {
        var bytes = Encode(number, width);
        for (var i = 0; i < width; i++)
        {
            _bytes[position + i] = bytes[i];
        }
    }

    public byte[] Encode(ulong number, int width)
    {
        var bytes = new byte[8];
        if (littleEndian)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, number);
            return bytes[..width];
        }

        BinaryPrimitives.WriteUInt64BigEndian(bytes, number);
        return bytes[(8 - width)..];
    }
}
