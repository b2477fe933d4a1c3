using System.Buffers.Binary;
using System.Text;

namespace WsiDicomizer.Slides.Tests.Hidden;

/// <summary>Streams with things in them that no decoder asks for; what is coded in them is no picture.</summary>
internal static class Streams
{
    public static byte[] JpegStream(params byte[][] segments) => JpegStream(0xC0, segments);

    public static byte[] JpegStream(byte frame, params byte[][] segments) =>
    [
        0xFF, 0xD8, .. segments.SelectMany(segment => segment),
        .. Segment(frame, [8, 0, 16, 0, 16, 1, 1, 0x11, 0]),
        .. Scan(), 0xFF, 0xD9,
    ];

    /// <summary>The header of a scan of one component, and coded bytes with a stuffed one and a restart marker.</summary>
    public static byte[] Scan() => [.. Segment(0xDA, [1, 1, 0, 0, 63, 0]), 1, 2, 0xFF, 0, 3, 0xFF, 0xD0, .. Enumerable.Repeat((byte)0x55, 40)];

    public static byte[] Comment(string text) => Segment(0xFE, Encoding.UTF8.GetBytes(text));

    public static byte[] Segment(byte marker, byte[] content)
    {
        byte[] segment = [0xFF, marker, 0, 0, .. content];
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)(content.Length + 2));
        return segment;
    }

    public static byte[] Codestream(string comment, string behind = "", bool hasLength = true)
    {
        byte[] data = [1, 2, 3, 0xFF, 0x7F];
        byte[] part = [.. Segment(0x90, [0, 0, 0, 0, 0, 0, 0, 1]), .. Text("of the part"), 0xFF, 0x93, .. data];
        if (hasLength)
        {
            BinaryPrimitives.WriteInt32BigEndian(part.AsSpan(6), part.Length);
        }

        return [0xFF, 0x4F, .. Segment(0x51, new byte[38]), .. Text(comment), .. part, 0xFF, 0xD9, .. Encoding.ASCII.GetBytes(behind)];

        static byte[] Text(string text) => Segment(0x64, [0, 1, .. Encoding.ASCII.GetBytes(text)]);
    }
}
