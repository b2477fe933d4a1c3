using System.Buffers.Binary;
using System.IO.Compression;

namespace WsiDicomizer.Dicom.Tests;

/// <summary>Turns explicit VR little endian bytes into other encodings, without the code under test.</summary>
internal static class OtherEncodings
{
    public const string BigEndianUid = "1.2.840.10008.1.2.2";
    public const string DeflatedUid = "1.2.840.10008.1.2.1.99";

    private const string LongLengthVRs = "OB OD OF OL OV OW SQ SV UC UN UR UT UV";

    /// <summary>Swaps tags, lengths and numbers; sequences and items have lengths.</summary>
    public static byte[] ToBigEndian(ReadOnlySpan<byte> littleEndian)
    {
        var result = new List<byte>();
        while (!littleEndian.IsEmpty)
        {
            Swap(result, littleEndian[..4], 2);
            var isItem = BinaryPrimitives.ReadUInt16LittleEndian(littleEndian) == 0xFFFE;
            var vr = isItem ? "item" : System.Text.Encoding.ASCII.GetString(littleEndian.Slice(4, 2));
            var isLong = LongLengthVRs.Contains(vr, StringComparison.Ordinal);
            var header = isLong ? 12 : 8;
            var length = isItem ? BinaryPrimitives.ReadInt32LittleEndian(littleEndian[4..])
                : isLong ? BinaryPrimitives.ReadInt32LittleEndian(littleEndian[8..])
                : BinaryPrimitives.ReadUInt16LittleEndian(littleEndian[6..]);
            if (!isItem)
            {
                result.AddRange(littleEndian.Slice(4, isLong ? 4 : 2));
            }

            Swap(result, littleEndian[(isItem ? 4 : isLong ? 8 : 6)..header], isItem || isLong ? 4 : 2);
            var value = littleEndian.Slice(header, length);
            if (vr is "SQ" or "item")
            {
                result.AddRange(ToBigEndian(value));
            }
            else
            {
                Swap(result, value, UnitBytes(vr));
            }

            littleEndian = littleEndian[(header + length)..];
        }

        return [.. result];
    }

    public static byte[] Deflate(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var deflater = new DeflateStream(stream, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflater.Write(bytes);
        }

        return stream.ToArray();
    }

    private static int UnitBytes(string vr) => vr switch
    {
        "AT" or "OW" or "SS" or "US" => 2,
        "FL" or "OF" or "OL" or "SL" or "UL" => 4,
        "FD" or "OD" or "OV" or "SV" or "UV" => 8,
        _ => 1,
    };

    private static void Swap(List<byte> result, ReadOnlySpan<byte> bytes, int unit)
    {
        for (var start = 0; start < bytes.Length; start += unit)
        {
            var one = bytes.Slice(start, unit).ToArray();
            Array.Reverse(one);
            result.AddRange(one);
        }
    }
}
