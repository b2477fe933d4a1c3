namespace WsiDicomizer.Verification.Tests.Support;

/// <summary>Codestreams of headers and ends: what a check reads of a frame.</summary>
internal static class Codestreams
{
    /// <summary>A JPEG stream of three or one components.</summary>
    /// <param name="marker">The frame header's marker: C0 baseline, C1 extended, C3 lossless.</param>
    /// <param name="sampling">H and V of the first component, as one byte.</param>
    /// <param name="adobe">The transform of an APP14 segment, or null for none.</param>
    public static byte[] Jpeg(
        int width, int height, byte[] ids, byte marker = 0xC0, byte precision = 8, byte sampling = 0x11, byte? adobe = null)
    {
        var stream = new List<byte> { 0xFF, 0xD8 };
        if (adobe is { } transform)
        {
            stream.AddRange([0xFF, 0xEE, 0, 14, .. "Adobe"u8, 0, 100, 0, 0, 0, 0, transform]);
        }

        stream.AddRange([0xFF, marker, 0, (byte)(8 + (3 * ids.Length)), precision]);
        stream.AddRange([.. Big16(height), .. Big16(width), (byte)ids.Length]);
        for (var index = 0; index < ids.Length; index++)
        {
            stream.AddRange([ids[index], index == 0 ? sampling : (byte)0x11, 0]);
        }

        stream.AddRange([0xFF, 0xDA, 0, (byte)(6 + (2 * ids.Length)), (byte)ids.Length]);
        foreach (var id in ids)
        {
            stream.AddRange([id, 0]);
        }

        stream.AddRange([0, 63, 0, 0x12, 0x34, 0xFF, 0xD9]);
        return [.. stream];
    }

    /// <summary>An RGB JPEG stream that says so twice.</summary>
    public static byte[] RgbJpeg(int width, int height) => Jpeg(width, height, [.. "RGB"u8], adobe: 0);

    /// <summary>A JPEG 2000 codestream.</summary>
    /// <param name="transform">Whether it has the multiple component transform.</param>
    /// <param name="reversible">Whether its wavelet is the reversible one.</param>
    /// <param name="highThroughput">Whether it has a CAP segment.</param>
    public static byte[] Jpeg2000(
        int width, int height, bool transform, bool reversible, bool highThroughput = false, byte separation = 1)
    {
        var stream = new List<byte> { 0xFF, 0x4F, 0xFF, 0x51, 0, 47, 0, 0 };
        foreach (var number in (int[])[width, height, 0, 0, width, height, 0, 0])
        {
            stream.AddRange([0, 0, .. Big16(number)]);
        }

        stream.AddRange([0, 3, 7, 1, 1, 7, separation, separation, 7, separation, separation]);
        if (highThroughput)
        {
            stream.AddRange([0xFF, 0x50, 0, 8, 0, 2, 0, 0, 0, 0]);
        }

        stream.AddRange([0xFF, 0x52, 0, 12, 0, 0, 0, 1, (byte)(transform ? 1 : 0), 1, 4, 4, 0, (byte)(reversible ? 1 : 0)]);
        stream.AddRange([0xFF, 0x5C, 0, 4, 0x40, 0x40]);
        stream.AddRange([0xFF, 0x90, 0, 10, 0, 0, 0, 0, 0, 14, 0, 1, 0xFF, 0x93, 0xFF, 0xD9]);
        return [.. stream];
    }

    /// <summary>A JPEG-LS stream of three components.</summary>
    /// <param name="near">The largest error.</param>
    public static byte[] JpegLs(int width, int height, byte near) =>
    [
        0xFF, 0xD8, 0xFF, 0xF7, 0, 17, 8, .. Big16(height), .. Big16(width), 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0,
        0xFF, 0xDA, 0, 12, 3, 1, 0, 2, 0, 3, 0, near, 2, 0, 0x12, 0x34, 0xFF, 0xD9,
    ];

    /// <summary>An RLE frame.</summary>
    /// <param name="segments">The number of segments that its header names.</param>
    public static byte[] Rle(byte segments) => [segments, .. new byte[63], 0, 0];

    private static byte[] Big16(int number) => [(byte)(number >> 8), (byte)number];
}
