using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace WsiDicomizer.Imaging.Color;

/// <summary>Writes the sRGB profile of an input device, version 2.4.</summary>
/// <remarks>
/// Source: ICC.1:2001-04, 6.3.1.2 (three-component matrix-based input profiles) and IEC 61966-2-1 (primaries and curve).
/// </remarks>
internal static class SrgbProfileWriter
{
    private const string Text = "sRGB primaries and tone curve, for images of unknown colour calibration";
    private const string Copyright = "No copyright: free for any use";
    private const int CurveLength = 1024;

    // The primaries of IEC 61966-2-1, adapted from D65 to the D50 of the PCS by the Bradford transform, in units of
    // 1/65536. Green's Z is rounded up, so that each row sums to the PCS white.
    private static readonly int[] White = [0xF6D6, 0x10000, 0xD32D];
    private static readonly int[] Red = [0x6FA0, 0x38F5, 0x0390];
    private static readonly int[] Green = [0x6297, 0xB787, 0x18DA];
    private static readonly int[] Blue = [0x249F, 0x0F84, 0xB6C3];

    /// <summary>Writes the profile.</summary>
    public static byte[] Write()
    {
        var curve = Curve();
        (string Signature, byte[] Data)[] tags =
        [
            ("desc", Description()), ("cprt", Plain()), ("wtpt", Xyz(White)),
            ("rXYZ", Xyz(Red)), ("gXYZ", Xyz(Green)), ("bXYZ", Xyz(Blue)),
            ("rTRC", curve), ("gTRC", curve), ("bTRC", curve),
        ];
        var table = new ArrayBufferWriter<byte>();
        var data = new ArrayBufferWriter<byte>();
        var dataStart = IccProfile.HeaderLength + 4 + (tags.Length * IccProfile.TagEntryLength);
        byte[]? last = null;
        var lastOffset = 0;
        Write(table, (uint)tags.Length);
        foreach (var (signature, bytes) in tags)
        {
            // The three curves share one place.
            if (!ReferenceEquals(bytes, last))
            {
                (last, lastOffset) = (bytes, dataStart + data.WrittenCount);
                data.Write(bytes);
                data.Write(new byte[(4 - (bytes.Length % 4)) % 4]);
            }

            table.Write(Encoding.ASCII.GetBytes(signature));
            Write(table, (uint)lastOffset);
            Write(table, (uint)bytes.Length);
        }

        return [.. Header(dataStart + data.WrittenCount), .. table.WrittenSpan, .. data.WrittenSpan];
    }

    private static byte[] Header(int length)
    {
        var header = new byte[IccProfile.HeaderLength];
        BinaryPrimitives.WriteInt32BigEndian(header, length);
        header[8] = 2;
        header[9] = 0x40;
        Encoding.ASCII.GetBytes("scnrRGB XYZ ", header.AsSpan(12));

        // 2026-01-01 00:00:00, the same for every run; then the signature and, at 68, the illuminant D50.
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(24), 2026);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(26), 1);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(28), 1);
        Encoding.ASCII.GetBytes("acsp", header.AsSpan(36));
        for (var i = 0; i < White.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(68 + (4 * i)), White[i]);
        }

        return header;
    }

    private static byte[] Description()
    {
        // textDescriptionType: ASCII with its count, then an empty Unicode and an empty Macintosh text (67 bytes).
        var output = new ArrayBufferWriter<byte>();
        output.Write("desc\0\0\0\0"u8);
        Write(output, (uint)Text.Length + 1);
        output.Write(Encoding.ASCII.GetBytes(Text));
        output.Write(new byte[1 + 4 + 4 + 2 + 1 + 67]);
        return output.WrittenSpan.ToArray();
    }

    private static byte[] Plain() => [.. "text\0\0\0\0"u8, .. Encoding.ASCII.GetBytes(Copyright), 0];

    private static byte[] Xyz(int[] values)
    {
        var output = new ArrayBufferWriter<byte>();
        output.Write("XYZ \0\0\0\0"u8);
        foreach (var value in values)
        {
            Write(output, (uint)value);
        }

        return output.WrittenSpan.ToArray();
    }

    private static byte[] Curve()
    {
        var output = new ArrayBufferWriter<byte>();
        output.Write("curv\0\0\0\0"u8);
        Write(output, CurveLength);
        Span<byte> entry = stackalloc byte[2];
        for (var i = 0; i < CurveLength; i++)
        {
            var value = i / (CurveLength - 1.0);
            var linear = value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
            BinaryPrimitives.WriteUInt16BigEndian(entry, (ushort)Math.Round(linear * 65535));
            output.Write(entry);
        }

        return output.WrittenSpan.ToArray();
    }

    private static void Write(ArrayBufferWriter<byte> output, uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(output.GetSpan(4), value);
        output.Advance(4);
    }
}
