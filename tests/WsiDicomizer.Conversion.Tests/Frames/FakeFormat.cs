using WsiDicomizer.Conversion.Frames;

namespace WsiDicomizer.Conversion.Tests.Frames;

/// <summary>Streams of a four-byte header that becomes a longer one, coded data without FF, and FF D9.</summary>
internal sealed class FakeFormat : ITileStreamFormat
{
    public const int SourceHeaderLength = 4;

    public static byte[] Tile(byte headerId, int bodyLength, byte fill, params byte[] trailer) =>
        [1, 2, 3, headerId, .. Enumerable.Repeat(fill, bodyLength), 0xFF, 0xD9, .. trailer];

    public static byte[] Frame(byte headerId, int bodyLength, byte fill) =>
        [9, 9, 9, 9, 9, headerId, .. Enumerable.Repeat(fill, bodyLength), 0xFF, 0xD9];

    public string? ReadHeader(ReadOnlySpan<byte> head, bool isWhole, out TileHeader? header)
    {
        header = null;
        if (head.Length < SourceHeaderLength)
        {
            return isWhole ? "too short" : null;
        }

        if (head[0] != 1)
        {
            return "no header";
        }

        header = new TileHeader
        {
            SourceBytes = head[..SourceHeaderLength].ToArray(),
            FrameBytes = new byte[] { 9, 9, 9, 9, 9, head[3] },
            Facts = new TileStreamFacts(new(1, 1), 3, "RGB", IsReversible: false),
        };
        return null;
    }

    public string? MeasureBody(ReadOnlySpan<byte> tile, TileHeader header, out int length)
    {
        length = tile[SourceHeaderLength..].IndexOf((byte)0xFF);
        return length < 0 ? "cut off" : null;
    }
}
