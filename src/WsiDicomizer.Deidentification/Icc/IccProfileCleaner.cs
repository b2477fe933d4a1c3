using System.Buffers.Binary;
using System.Text;

namespace WsiDicomizer.Deidentification.Icc;

/// <summary>What became of an ICC profile.</summary>
public enum IccCleaningResult
{
    /// <summary>The profile defines the same colours and says nothing else.</summary>
    Cleaned,

    /// <summary>The profile is damaged, too large, or defines no colours that could be kept.</summary>
    Unusable,
}

/// <summary>Rebuilds ICC profiles from what defines colour: texts, private tags, device data and dates are left out.</summary>
/// <remarks>
/// An allow-list, not a search for what is bad: whatever is not known to define colour goes, and no byte that no tag
/// accounts for gets through. Static and thread-safe. Source: ICC.1:2022 clauses 7 to 10.
/// </remarks>
public static class IccProfileCleaner
{
    private const int HeaderLength = 128;
    private const int EntryLength = 12;
    private const int VersionOffset = 8;
    private const int DateOffset = 24;
    private const int DateLength = 12;
    private const int SignatureOffset = 36;
    private const string Text = "Removed";
    private static readonly byte[] Padding = new byte[3];
    private static readonly string[] Classes = ["scnr", "mntr", "prtr", "spac", "abst"];
    private static readonly string[] ColourSpaces = ["RGB ", "GRAY", "CMYK", "CMY ", "XYZ ", "Lab ", "Luv ", "YCbr", "Yxy ", "HSV ", "HLS "];

    /// <summary>Cleans a profile.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="keepDate">Whether the date of creation stays; otherwise it becomes 1 January 1900.</param>
    /// <param name="limits">How large it may be.</param>
    /// <param name="cleaned">The clean profile; empty where the result is <see cref="IccCleaningResult.Unusable"/>.</param>
    public static IccCleaningResult TryClean(
        ReadOnlySpan<byte> profile, bool keepDate, IccCleaningLimits limits, out byte[] cleaned)
    {
        cleaned = [];
        if (profile.Length < HeaderLength + 4
            || profile.Length > limits.MaximumLength
            || !profile[SignatureOffset..].StartsWith("acsp"u8)
            || !Classes.Contains(Signature(profile, 12))
            || !ColourSpaces.Contains(Signature(profile, 16))
            || Signature(profile, 20) is not ("XYZ " or "Lab "))
        {
            return IccCleaningResult.Unusable;
        }

        // The size in the header counts; a byte of padding may follow it in DICOM, hidden bytes may not.
        var size = BinaryPrimitives.ReadUInt32BigEndian(profile);
        if (size < HeaderLength + 4 || size > profile.Length)
        {
            return IccCleaningResult.Unusable;
        }

        var elements = ReadElements(profile[..(int)size], limits);
        if (elements is null || !DefinesColour(elements))
        {
            return IccCleaningResult.Unusable;
        }

        var isVersion4 = profile[VersionOffset] >= 4;
        elements.Insert(0, ("desc", isVersion4 ? MultiLocalized() : Description()));
        elements.Insert(1, ("cprt", isVersion4 ? MultiLocalized() : PlainText()));
        cleaned = Write(Header(profile, keepDate), elements);
        return IccCleaningResult.Cleaned;
    }

    /// <summary>Cleans a profile.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="keepDate">Whether the date of creation stays.</param>
    /// <exception cref="DeidentificationException">It is damaged, too large, or defines no colours.</exception>
    public static byte[] Clean(ReadOnlySpan<byte> profile, bool keepDate) =>
        TryClean(profile, keepDate, IccCleaningLimits.Default, out var cleaned) == IccCleaningResult.Cleaned
            ? cleaned
            : throw new DeidentificationException("not an ICC profile that defines colours (ICC.1 clause 7)");

    /// <summary>A profile of an RGB scanner with the primaries of sRGB and gamma 2.2, to stand for an unusable one.</summary>
    /// <remarks>
    /// ICCProfile is Type 1C in the optical path, so there must be one. Values: IEC 61966-2-1 adapted to D50, as
    /// s15Fixed16Number.
    /// </remarks>
    public static byte[] CreateSubstitute()
    {
        var header = new byte[HeaderLength];
        header[VersionOffset] = 2;
        header[VersionOffset + 1] = 0x40;
        "scnrRGB XYZ "u8.CopyTo(header.AsSpan(12));
        "acsp"u8.CopyTo(header.AsSpan(SignatureOffset));
        WriteXyz(header.AsSpan(68), 0xF6D6, 0x10000, 0xD32D);
        WriteDate(header);
        var curve = (byte[])[.. "curv"u8, 0, 0, 0, 0, 0, 0, 0, 1, 0x02, 0x33];
        return Write(header,
        [
            ("desc", Description()), ("cprt", PlainText()), ("wtpt", Xyz(0xF6D6, 0x10000, 0xD32D)),
            ("rXYZ", Xyz(0x6FA2, 0x38F5, 0x0390)), ("gXYZ", Xyz(0x6299, 0xB785, 0x18DA)), ("bXYZ", Xyz(0x24A0, 0x0F84, 0xB6CF)),
            ("rTRC", curve), ("gTRC", curve), ("bTRC", curve),
        ]);
    }

    private static byte[] Xyz(int x, int y, int z)
    {
        var element = new byte[20];
        "XYZ "u8.CopyTo(element);
        WriteXyz(element.AsSpan(8), x, y, z);
        return element;
    }

    private static void WriteXyz(Span<byte> destination, int x, int y, int z)
    {
        BinaryPrimitives.WriteInt32BigEndian(destination, x);
        BinaryPrimitives.WriteInt32BigEndian(destination[4..], y);
        BinaryPrimitives.WriteInt32BigEndian(destination[8..], z);
    }

    private static void WriteDate(byte[] header)
    {
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(DateOffset), 1900);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(DateOffset + 2), 1);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(DateOffset + 4), 1);
    }

    private static string Signature(ReadOnlySpan<byte> profile, int offset) =>
        Encoding.Latin1.GetString(profile.Slice(offset, 4));

    private static List<(string Tag, byte[] Bytes)>? ReadElements(ReadOnlySpan<byte> profile, IccCleaningLimits limits)
    {
        var count = BinaryPrimitives.ReadUInt32BigEndian(profile[HeaderLength..]);
        if (count > limits.MaximumTags || HeaderLength + 4 + (count * EntryLength) > profile.Length)
        {
            return null;
        }

        var elements = new List<(string, byte[])>();
        for (var index = 0; index < count; index++)
        {
            var entry = profile.Slice(HeaderLength + 4 + (index * EntryLength), EntryLength);
            var tag = Encoding.Latin1.GetString(entry[..4]);
            if (!IccElement.IsColour(tag) || elements.Exists(known => known.Item1 == tag))
            {
                continue;
            }

            var offset = BinaryPrimitives.ReadUInt32BigEndian(entry[4..]);
            var length = BinaryPrimitives.ReadUInt32BigEndian(entry[8..]);
            if (offset < HeaderLength || (ulong)offset + length > (ulong)profile.Length)
            {
                return null;
            }

            if (IccElement.TryCopy(profile.Slice((int)offset, (int)length), out var bytes))
            {
                elements.Add((tag, bytes));
            }
        }

        return elements;
    }

    // ICC.1 clause 8: three colorants with their curves, one grey curve, or a table from the device to the connection space.
    private static bool DefinesColour(List<(string Tag, byte[] Bytes)> elements)
    {
        bool Has(string tag) => elements.Exists(element => element.Tag == tag);
        string[] matrix = ["rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC"];
        return Has("A2B0") || Has("kTRC") || matrix.All(Has);
    }

    private static byte[] Header(ReadOnlySpan<byte> profile, bool keepDate)
    {
        var header = new byte[HeaderLength];

        // Version, class, colour space, connection space; the preferred CMM (4), platform (40), flags (44), device
        // manufacturer and model (48), creator (80), identifier (84) and what is reserved (100) are left at zero: not specified.
        profile[8..10].CopyTo(header.AsSpan(8));
        profile[12..24].CopyTo(header.AsSpan(12));
        "acsp"u8.CopyTo(header.AsSpan(SignatureOffset));

        // Of the attributes (56) only the four bits that ICC defines, of the intent (64) its two; the illuminant (68) is D50.
        header[63] = (byte)(profile[63] & 0x0F);
        header[67] = (byte)(profile[67] & 0x03);
        WriteXyz(header.AsSpan(68), 0xF6D6, 0x10000, 0xD32D);
        if (keepDate)
        {
            profile.Slice(DateOffset, DateLength).CopyTo(header.AsSpan(DateOffset));
        }
        else
        {
            WriteDate(header);
        }

        return header;
    }

    private static byte[] Write(byte[] header, List<(string Tag, byte[] Bytes)> elements)
    {
        using var body = new MemoryStream();
        var table = new byte[4 + (elements.Count * EntryLength)];
        BinaryPrimitives.WriteUInt32BigEndian(table, (uint)elements.Count);
        var start = header.Length + table.Length;
        var written = new List<(byte[] Bytes, int Offset)>();
        for (var index = 0; index < elements.Count; index++)
        {
            var (tag, bytes) = elements[index];

            // Curves that are the same are stored once, as profiles do.
            var known = written.FindIndex(other => other.Bytes.AsSpan().SequenceEqual(bytes));
            var offset = known >= 0 ? written[known].Offset : start + (int)body.Length;
            if (known < 0)
            {
                written.Add((bytes, offset));
                body.Write(bytes);
                body.Write(Padding.AsSpan(0, (4 - (bytes.Length % 4)) % 4));
            }

            var entry = table.AsSpan(4 + (index * EntryLength), EntryLength);
            Encoding.Latin1.GetBytes(tag, entry);
            BinaryPrimitives.WriteInt32BigEndian(entry[4..], offset);
            BinaryPrimitives.WriteInt32BigEndian(entry[8..], bytes.Length);
        }

        var profile = (byte[])[.. header, .. table, .. body.ToArray()];
        BinaryPrimitives.WriteInt32BigEndian(profile, profile.Length);
        return profile;
    }

    // textDescriptionType (ICC.1:2001-04 6.5.17): ASCII, then empty Unicode and ScriptCode parts.
    private static byte[] Description()
    {
        var ascii = Encoding.ASCII.GetBytes(Text + "\0");
        var element = new byte[12 + ascii.Length + 8 + 3 + 67];
        "desc"u8.CopyTo(element);
        BinaryPrimitives.WriteInt32BigEndian(element.AsSpan(8), ascii.Length);
        ascii.CopyTo(element.AsSpan(12));
        return element;
    }

    private static byte[] PlainText() => [.. "text"u8, 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(Text + "\0")];

    // multiLocalizedUnicodeType (ICC.1:2022 10.15) with one record, enUS.
    private static byte[] MultiLocalized()
    {
        const int TextOffset = 28;
        var unicode = Encoding.BigEndianUnicode.GetBytes(Text);
        var element = new byte[TextOffset + unicode.Length];
        "mluc"u8.CopyTo(element);
        BinaryPrimitives.WriteInt32BigEndian(element.AsSpan(8), 1);
        BinaryPrimitives.WriteInt32BigEndian(element.AsSpan(12), 12);
        "enUS"u8.CopyTo(element.AsSpan(16));
        BinaryPrimitives.WriteInt32BigEndian(element.AsSpan(20), unicode.Length);
        BinaryPrimitives.WriteInt32BigEndian(element.AsSpan(24), TextOffset);
        unicode.CopyTo(element.AsSpan(TextOffset));
        return element;
    }
}
