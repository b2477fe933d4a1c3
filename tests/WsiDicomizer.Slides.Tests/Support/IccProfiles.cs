using System.Buffers.Binary;
using System.Text;

namespace WsiDicomizer.Slides.Tests.Support;

/// <summary>Writes small ICC profiles.</summary>
internal static class IccProfiles
{
    /// <summary>A profile with a date, texts of all three forms, a table of numbers and a private element.</summary>
    public static byte[] WithTexts()
    {
        byte[] Desc(string text) => [.. "desc"u8, 0, 0, 0, 0, 0, 0, 0, (byte)(text.Length + 1), .. Encoding.ASCII.GetBytes(text), 0];
        byte[] Name(string text) =>
            [.. "mluc"u8, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 12, .. "enUS"u8, 0, 0, 0, (byte)(2 * text.Length), 0, 0, 0, 28, .. Encoding.BigEndianUnicode.GetBytes(text)];
        return Build(
            ("desc", Desc("Scanner of DOE")),
            ("cprt", [.. "text"u8, 0, 0, 0, 0, .. "Copyright DOE"u8, 0]),
            ("dmdd", Name("Serial 4711")),
            ("rXYZ", [.. "XYZ "u8, .. new byte[16]]),
            ("DOEx", [.. "sig "u8, .. new byte[8]]));
    }

    private static byte[] Build(params (string Tag, byte[] Element)[] elements)
    {
        var profile = new List<byte>(new byte[128 + 4]);
        var table = profile.Count;
        profile.AddRange(new byte[12 * elements.Length]);
        var bytes = new byte[12];
        foreach (var (tag, element) in elements)
        {
            Encoding.ASCII.GetBytes(tag).CopyTo(bytes, 0);
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4), profile.Count);
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(8), element.Length);
            for (var i = 0; i < bytes.Length; i++)
            {
                profile[table + i] = bytes[i];
            }

            table += bytes.Length;
            profile.AddRange(element);
        }

        profile[131] = (byte)elements.Length;
        (profile[24], profile[25], profile[27], profile[29]) = (0x07, 0xE7, 12, 29);
        return [.. profile];
    }
}
