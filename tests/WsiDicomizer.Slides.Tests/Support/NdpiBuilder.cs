using System.Buffers.Binary;
using System.Text;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;

namespace WsiDicomizer.Slides.Tests.Support;

/// <summary>Writes small NDPI files tag by tag, sound or not; shares nothing with the reader nor with the synthetic slides.</summary>
internal sealed class NdpiBuilder
{
    public const string Map =
        ";----\r\nCreated=2023/12/29 09:59:15\r\nProduct=C13239-01\r\nNDP.S/N=000111\r\nOperator=drsmith\r\n"
        + "Room.Key=MRN-4711\r\nccd.width=8486\r\nstage.center=181275,592133\r\ncalibration.version=drsmith\r\n; for DOE, JANE\r\n"
        + "zFine[0]=1,295680,0,100\r\n";

    private static readonly JpegEncodeOptions Options = new() { Quality = 80 };

    /// <summary>Tag, type, count, value: a whole number, a text, a float or bytes.</summary>
    public List<List<(int Tag, int Type, long Count, object Value)>> Pages { get; } = [];

    /// <summary>Bytes left out between header and data; the file has a hole there.</summary>
    public long Hole { get; init; }

    /// <summary>Where each page's directory is, after <see cref="Write"/>.</summary>
    public List<long> Directories { get; } = [];

    /// <summary>Two levels of 80×48 and 40×24, macro and map, with planted identity.</summary>
    public static NdpiBuilder Slide()
    {
        var builder = new NdpiBuilder();
        builder.Add(Level(80, 48, 20));
        builder.Add(Level(40, 24, 5));
        builder.Add(Picture(60, 20, -1));
        builder.Add(
        [
            .. Common(30, 10, -2), (259, 3, 1, 1L), (258, 3, 1, 8L), (262, 3, 1, 1L), (277, 3, 1, 1L),
            (273, 4, 1, Enumerable.Repeat((byte)7, 300).ToArray()), (279, 4, 1, 300L),
        ]);
        return builder;
    }

    public static List<(int, int, long, object)> Level(int width, int height, float lens) =>
    [
        .. Picture(width, height, lens), (282, 5, 1, (22000u, (uint)(20 / lens))), (283, 5, 1, (22002u, (uint)(20 / lens))),
        (296, 3, 1, 3L), (65422, 9, 1, 1_234_567L), (65423, 9, 1, -765_432L), (65424, 9, 1, 0L),
    ];

    /// <summary>Adds a page.</summary>
    public void Add(IEnumerable<(int, int, long, object)> tags) => Pages.Add([.. tags]);

    /// <summary>Puts a tag in the place of one, or at the end.</summary>
    public NdpiBuilder With(int page, int tag, int type, long count, object value)
    {
        Without(page, tag);
        Pages[page].Add((tag, type, count, value));
        return this;
    }

    public NdpiBuilder Without(int page, int tag)
    {
        Pages[page].RemoveAll(entry => entry.Tag == tag);
        return this;
    }

    public byte[] Build()
    {
        using var stream = new MemoryStream();
        Write(stream);
        return stream.ToArray();
    }

    /// <summary>Opens the slide for a check.</summary>
    public void WithSlide(Action<Slide> check)
    {
        using var file = new TemporaryFile(Build(), "slide.ndpi");
        using var slide = SlideFormats.Open(file.Path);
        check(slide);
    }

    public void Write(Stream stream)
    {
        stream.Write([.. "II*\0"u8, 0, 0, 0, 0, 0, 0, 0, 0]);
        stream.Position += Hole;
        var pointer = 4L;
        foreach (var page in Pages)
        {
            var values = page.Select(entry => Place(stream, entry)).ToList();
            var position = stream.Position;
            Directories.Add(position);
            stream.Write(Directory(page, values));
            var end = stream.Position;
            stream.Position = pointer;
            stream.Write(BitConverter.GetBytes(position));
            pointer = position + 2 + (12 * page.Count);
            stream.Position = end;
        }
    }

    /// <summary>A JPEG stream with a restart interval of one row of MCUs, or none.</summary>
    public static byte[] Jpeg(int width, int height)
    {
        using var codec = new JpegCodec(JpegLimits.Default);
        var pixels = new byte[width * height * 3];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)(i * 13 / 7);
        }

        var strips = Enumerable.Range(0, height / 8).Select(row => (ReadOnlyMemory<byte>)codec.Encode(
            pixels.AsSpan(row * 8 * width * 3, 8 * width * 3), new PixelSize(width, 8), Options)).ToList();
        var isJoined = width >= 64 && JpegStripJoiner.TryJoin(
            new JpegStripImage { Color = JpegColor.YCbCr, Width = width, Height = height, RowsPerStrip = 8, Strips = strips },
            JpegLimits.Default,
            out var stream,
            out _) ? stream : null;
        return isJoined ?? codec.Encode(pixels, new PixelSize(width, height), Options);
    }

    private static List<(int, int, long, object)> Picture(int width, int height, float lens)
    {
        var jpeg = Jpeg(width, height);
        return [.. Common(width, height, lens), (259, 3, 1, 7L), (273, 4, 1, jpeg), (279, 4, 1, (long)jpeg.Length)];
    }

    private static List<(int, int, long, object)> Common(int width, int height, float lens) =>
    [
        (65420, 4, 1, 1L), (256, 4, 1, (long)width), (257, 4, 1, (long)height), (271, 2, 0, "Hamamatsu"),
        (272, 2, 0, "C13239-01"), (278, 4, 1, (long)height), (305, 2, 0, "NDP.scan 3.2.15"),
        (306, 2, 0, "2023:12:29 09:59:15"), (65421, 11, 1, lens), (65427, 2, 0, "DOE_JANE_4711"), (65442, 2, 0, "000111"),
        (65449, 2, 0, Map), (65468, 2, 0, "S24-0815-A1"), (65480, 2, 0, "CODE39"), (65448, 2, 0, "A1"),
    ];

    // Strips and long values come before their directory; what is inline gets its eight bytes.
    private static (byte[] Field, long Count) Place(Stream stream, (int Tag, int Type, long Count, object Value) entry)
    {
        switch (entry.Value)
        {
            case long number:
                return (BitConverter.GetBytes(number), entry.Count);
            case float lens:
                return ([.. BitConverter.GetBytes(lens), 0, 0, 0, 0], entry.Count);
            case string text:
                return (Outside(Encoding.UTF8.GetBytes(text + "\0")), entry.Count == 0 ? Encoding.UTF8.GetByteCount(text) + 1 : entry.Count);
            case (uint above, uint below):
                return (Outside([.. BitConverter.GetBytes(above), .. BitConverter.GetBytes(below)]), entry.Count);
            default:
                return (Outside((byte[])entry.Value), entry.Count);
        }

        byte[] Outside(byte[] bytes)
        {
            var position = stream.Position;
            stream.Write(bytes);
            return BitConverter.GetBytes(position);
        }
    }

    private static byte[] Directory(
        List<(int Tag, int Type, long Count, object Value)> page, List<(byte[] Field, long Count)> values)
    {
        var table = new byte[2 + (16 * page.Count) + 8];
        BinaryPrimitives.WriteUInt16LittleEndian(table, (ushort)page.Count);
        for (var i = 0; i < page.Count; i++)
        {
            var field = table.AsSpan(2 + (12 * i));
            BinaryPrimitives.WriteUInt16LittleEndian(field, (ushort)page[i].Tag);
            BinaryPrimitives.WriteUInt16LittleEndian(field[2..], (ushort)page[i].Type);
            BinaryPrimitives.WriteUInt32LittleEndian(field[4..], (uint)values[i].Count);
            values[i].Field.AsSpan(0, 4).CopyTo(field[8..]);
            values[i].Field.AsSpan(4, 4).CopyTo(table.AsSpan(2 + (12 * page.Count) + 8 + (4 * i)));
        }

        return table;
    }
}
