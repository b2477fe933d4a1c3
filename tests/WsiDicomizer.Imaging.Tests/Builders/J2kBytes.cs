using System.Buffers.Binary;

namespace WsiDicomizer.Imaging.Tests.Builders;

/// <summary>Builds JPEG 2000 codestreams segment by segment, valid in structure, with any bytes as packets.</summary>
internal sealed class J2kBytes
{
    private readonly List<byte> _bytes = [];

    public static J2kBytes Start() => new J2kBytes().Raw(0xFF, 0x4F);

    public J2kBytes Raw(params byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public J2kBytes Segment(byte marker, params byte[] payload) =>
        Raw(0xFF, marker, (byte)((payload.Length + 2) >> 8), (byte)(payload.Length + 2)).Raw(payload);

    public J2kBytes Size(
        uint width, uint height, uint tileWidth = 0, uint originX = 0, params (byte Depth, byte X, byte Y)[] components)
    {
        if (components.Length == 0)
        {
            components = [(7, 1, 1), (7, 1, 1), (7, 1, 1)];
        }

        var payload = new byte[36 + (3 * components.Length)];
        uint[] grid = [width, height, originX, 0, tileWidth == 0 ? width : tileWidth, height, 0, 0];
        for (var i = 0; i < grid.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(payload.AsSpan(2 + (4 * i)), grid[i]);
        }

        payload[35] = (byte)components.Length;
        for (var i = 0; i < components.Length; i++)
        {
            (payload[36 + (3 * i)], payload[37 + (3 * i)], payload[38 + (3 * i)]) = components[i];
        }

        return Segment(0x51, payload);
    }

    public J2kBytes CodingStyle(byte mct = 1, byte wavelet = 0, byte levels = 5) =>
        Segment(0x52, 0, 2, 0, 3, mct, levels, 4, 4, 0, wavelet);

    public J2kBytes Comment(string text) => Segment(0x64, [0, 1, .. System.Text.Encoding.ASCII.GetBytes(text)]);

    /// <summary>SIZ, COD and QCD.</summary>
    public static J2kBytes Usual() => Start().Size(240, 240).CodingStyle().Segment(0x5C, 0x42, 1, 2);

    /// <summary>A tile-part with a comment or without; its length is right unless it is given.</summary>
    public J2kBytes TilePart(byte[] packets, string? comment = null, int? length = null)
    {
        var header = comment is null ? new J2kBytes() : new J2kBytes().Comment(comment);
        var total = length ?? 12 + header._bytes.Count + 2 + packets.Length;
        var psot = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(psot, total);
        return Segment(0x90, [0, 0, .. psot, 0, 1]).Raw([.. header._bytes]).Raw(0xFF, 0x93).Raw(packets);
    }

    public J2kBytes End() => Raw(0xFF, 0xD9);

    public byte[] ToArray() => [.. _bytes];

    /// <summary>Wraps a codestream into the boxes of a JP2 file.</summary>
    public static byte[] BoxFile(byte[] codestream) =>
    [
        0, 0, 0, 12, .. "jP  "u8, 0x0D, 0x0A, 0x87, 0x0A,
        0, 0, 0, 20, .. "ftypjp2 "u8, 0, 0, 0, 0, .. "jp2 "u8,
        0, 0, 0, 0, .. "jp2c"u8, .. codestream,
    ];
}
