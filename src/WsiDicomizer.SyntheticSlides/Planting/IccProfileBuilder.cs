using System.Buffers.Binary;
using System.Text;

namespace WsiDicomizer.SyntheticSlides.Planting;

/// <summary>Writes a small scanner profile (ICC version 2, class <c>scnr</c>) that tells about its scanner.</summary>
/// <remarks>sRGB's primaries with a plain gamma of 2.2. Source: ICC.1:2001-04, clauses 6.1 (header), 6.4 and 6.5.</remarks>
internal static class IccProfileBuilder
{
    private const int HeaderBytes = 128;

    /// <summary>Where the date is in the header: six 16-bit numbers.</summary>
    public const int DateOffset = 24;

    /// <summary>How many bytes the date has.</summary>
    public const int DateBytes = 12;

    /// <summary>Writes the profile.</summary>
    /// <param name="description">The profile's name, ASCII.</param>
    /// <param name="copyright">The copyright, ASCII.</param>
    /// <param name="created">When it was measured; null leaves the date zero.</param>
    public static byte[] Build(string description, string copyright, DateTime? created)
    {
        (string Signature, byte[] Value)[] tags =
        [
            ("desc", Description(description)),
            ("cprt", [.. "text\0\0\0\0"u8, .. Encoding.ASCII.GetBytes(copyright), 0]),
            ("wtpt", Xyz(0.9642, 1.0, 0.8249)),
            ("rXYZ", Xyz(0.4361, 0.2225, 0.0139)),
            ("gXYZ", Xyz(0.3851, 0.7169, 0.0971)),
            ("bXYZ", Xyz(0.1431, 0.0606, 0.7141)),
            ("rTRC", Gamma()),
            ("gTRC", Gamma()),
            ("bTRC", Gamma()),
        ];
        var tableBytes = 4 + (tags.Length * 12);
        var profile = new byte[HeaderBytes + tableBytes + tags.Sum(tag => (tag.Value.Length + 3) & ~3)];
        WriteHeader(profile, created);
        BinaryPrimitives.WriteInt32BigEndian(profile.AsSpan(HeaderBytes), tags.Length);
        var entry = HeaderBytes + 4;
        var at = HeaderBytes + tableBytes;
        foreach (var (signature, value) in tags)
        {
            Encoding.ASCII.GetBytes(signature, profile.AsSpan(entry));
            BinaryPrimitives.WriteInt32BigEndian(profile.AsSpan(entry + 4), at);
            BinaryPrimitives.WriteInt32BigEndian(profile.AsSpan(entry + 8), value.Length);
            value.CopyTo(profile, at);
            entry += 12;
            at += (value.Length + 3) & ~3;
        }

        return profile;
    }

    private static void WriteHeader(Span<byte> profile, DateTime? created)
    {
        BinaryPrimitives.WriteInt32BigEndian(profile, profile.Length);
        BinaryPrimitives.WriteUInt32BigEndian(profile[8..], 0x02400000);
        "scnrRGB XYZ "u8.CopyTo(profile[12..]);
        if (created is { } date)
        {
            int[] parts = [date.Year, date.Month, date.Day, date.Hour, date.Minute, date.Second];
            for (var index = 0; index < parts.Length; index++)
            {
                BinaryPrimitives.WriteUInt16BigEndian(profile[(DateOffset + (2 * index))..], (ushort)parts[index]);
            }
        }

        "acsp"u8.CopyTo(profile[36..]);
        Xyz(0.9642, 1.0, 0.8249).AsSpan(8).CopyTo(profile[68..]);
    }

    // ICC.1:2001-04 6.5.17: the ASCII count includes the NUL; the Unicode and Macintosh parts stay empty.
    private static byte[] Description(string text)
    {
        var value = new byte[8 + 4 + text.Length + 1 + 8 + 3 + 67];
        "desc"u8.CopyTo(value);
        BinaryPrimitives.WriteInt32BigEndian(value.AsSpan(8), text.Length + 1);
        Encoding.ASCII.GetBytes(text, value.AsSpan(12));
        return value;
    }

    private static byte[] Xyz(double x, double y, double z)
    {
        var value = new byte[20];
        "XYZ "u8.CopyTo(value);
        BinaryPrimitives.WriteInt32BigEndian(value.AsSpan(8), (int)Math.Round(x * 65536));
        BinaryPrimitives.WriteInt32BigEndian(value.AsSpan(12), (int)Math.Round(y * 65536));
        BinaryPrimitives.WriteInt32BigEndian(value.AsSpan(16), (int)Math.Round(z * 65536));
        return value;
    }

    // One u8Fixed8 number: 2.2.
    private static byte[] Gamma() => [.. "curv\0\0\0\0"u8, 0, 0, 0, 1, 0x02, 0x33];
}
