namespace WsiDicomizer.Imaging.Tests.Builders;

/// <summary>Builds JPEG streams segment by segment, valid in structure, with any bytes as entropy-coded data.</summary>
internal sealed class JpegBytes
{
    private readonly List<byte> _bytes = [];

    public static JpegBytes Start() => new JpegBytes().Raw(0xFF, 0xD8);

    public JpegBytes Raw(params byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public JpegBytes Segment(byte marker, params byte[] payload) =>
        Raw(0xFF, marker, (byte)((payload.Length + 2) >> 8), (byte)(payload.Length + 2)).Raw(payload);

    public JpegBytes Jfif() => Segment(0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]);

    public JpegBytes Adobe(byte transform) => Segment(0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, transform]);

    public JpegBytes Comment(string text) => Segment(0xFE, System.Text.Encoding.ASCII.GetBytes(text));

    public JpegBytes Quantization(byte id, byte fill = 1) =>
        Segment(0xDB, [id, .. Enumerable.Repeat(fill, 64)]);

    public JpegBytes Huffman(byte classAndId) =>
        Segment(0xC4, [classAndId, 0, 1, .. new byte[14], 0]);

    /// <summary>Quantization tables 0 and 1, Huffman tables DC and AC, 0 and 1.</summary>
    public JpegBytes AllTables() =>
        Quantization(0).Quantization(1).Huffman(0x00).Huffman(0x10).Huffman(0x01).Huffman(0x11);

    public JpegBytes Restart(int interval) => Segment(0xDD, (byte)(interval >> 8), (byte)interval);

    public JpegBytes Frame(
        int width, int height, string ids = "\u0001\u0002\u0003", byte sampling = 0x11, byte marker = 0xC0)
    {
        var payload = new List<byte>
        {
            8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, (byte)ids.Length,
        };
        for (var i = 0; i < ids.Length; i++)
        {
            payload.AddRange([(byte)ids[i], i == 0 ? sampling : (byte)0x11, (byte)(i == 0 ? 0 : 1)]);
        }

        return Segment(marker, [.. payload]);
    }

    public JpegBytes Scan(string ids = "\u0001\u0002\u0003")
    {
        var payload = new List<byte> { (byte)ids.Length };
        for (var i = 0; i < ids.Length; i++)
        {
            payload.AddRange([(byte)ids[i], (byte)(i == 0 ? 0x00 : 0x11)]);
        }

        return Segment(0xDA, [.. payload, 0, 63, 0]);
    }

    public JpegBytes End() => Raw(0xFF, 0xD9);

    public byte[] ToArray() => [.. _bytes];

    /// <summary>Tables as in TIFF tag 347.</summary>
    public static byte[] TablesOnly() => Start().AllTables().End().ToArray();

    /// <summary>A tile as in an Aperio file: no tables, no marker that tells the colour.</summary>
    public static byte[] Abbreviated(params byte[] entropy) =>
        Start().Frame(240, 240).Scan().Raw(entropy).End().ToArray();
}
