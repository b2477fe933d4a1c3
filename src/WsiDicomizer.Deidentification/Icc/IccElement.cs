using System.Buffers.Binary;

namespace WsiDicomizer.Deidentification.Icc;

/// <summary>Copies the elements of an ICC profile that define colour, exactly as long as their type says.</summary>
/// <remarks>Source: ICC.1:2022 (version 4.4) clauses 9 and 10, ICC.1:2001-04 (version 2.4) clause 6.</remarks>
internal static class IccElement
{
    private const int TypeHeader = 8;

    // Tags that define colour, with no room for text. Anything else is left out: texts, dates, device data, private tags;
    // the floating point tables (D2B0 …) too, which always stand beside an A2B0 of the same colours.
    private static readonly HashSet<string> ColourTags = new(StringComparer.Ordinal)
    {
        "A2B0", "A2B1", "A2B2", "B2A0", "B2A1", "B2A2", "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC",
        "kTRC", "wtpt", "bkpt", "lumi", "chad", "chrm", "gamt", "meas", "pre0", "pre1", "pre2", "view", "rig0", "rig2",
        "tech", "clro", "cicp",
    };

    /// <summary>Whether a tag defines colour.</summary>
    public static bool IsColour(string tag) => ColourTags.Contains(tag);

    /// <summary>The bytes of an element that its type accounts for, reserved bytes zeroed.</summary>
    /// <param name="element">The element, perhaps with bytes behind its end.</param>
    /// <param name="copy">The element without them.</param>
    /// <returns>False where the type is not one that defines colour, or the element is damaged.</returns>
    public static bool TryCopy(ReadOnlySpan<byte> element, out byte[] copy)
    {
        copy = [];
        if (element.Length < TypeHeader || LengthOf(element) is not { } length || length > element.Length)
        {
            return false;
        }

        copy = element[..length].ToArray();
        copy.AsSpan(4, 4).Clear();
        return !element.StartsWith("mAB "u8) && !element.StartsWith("mBA "u8) || IccMultiStage.TryClearGaps(copy);
    }

    private static int? LengthOf(ReadOnlySpan<byte> element) => System.Text.Encoding.Latin1.GetString(element[..4]) switch
    {
        "XYZ " => 20,
        "curv" or "para" => CurveLength(element),
        "sf32" => 8 + (4 * 9),
        "chrm" => At16(element, 8) is { } channels ? 12 + (8 * channels) : null,
        "meas" => 36,
        "view" => 36,
        "sig " => 12,
        "cicp" => 12,
        "clro" => At32(element, 8) is { } colours && colours <= 64 ? 12 + (int)colours : null,
        "mft1" => Table(element, 1),
        "mft2" => Table(element, 2),
        "mAB " or "mBA " => element.Length,
        _ => null,
    };

    /// <summary>The length of a curve by its own account; null where it is none.</summary>
    public static int? CurveLength(ReadOnlySpan<byte> element)
    {
        if (element.StartsWith("curv"u8))
        {
            return At32(element, 8) is { } count && count <= int.MaxValue / 4 ? 12 + (2 * (int)count) : null;
        }

        return element.StartsWith("para"u8) ? Parametric(element) : null;
    }

    private static int? Parametric(ReadOnlySpan<byte> element) => At16(element, 8) switch
    {
        0 => 12 + (4 * 1),
        1 => 12 + (4 * 3),
        2 => 12 + (4 * 4),
        3 => 12 + (4 * 5),
        4 => 12 + (4 * 7),
        _ => null,
    };

    // lut8Type and lut16Type: input tables, a grid, output tables.
    private static int? Table(ReadOnlySpan<byte> element, int entryBytes)
    {
        var header = entryBytes == 1 ? 48 : 52;
        if (element.Length < header)
        {
            return null;
        }

        var (inputs, outputs, grid) = (element[8], element[9], element[10]);
        var (inputEntries, outputEntries) = entryBytes == 1
            ? (256, 256)
            : (BinaryPrimitives.ReadUInt16BigEndian(element[48..]), BinaryPrimitives.ReadUInt16BigEndian(element[50..]));
        long points = outputs;
        for (var channel = 0; channel < inputs && points <= element.Length; channel++)
        {
            points *= grid;
        }

        var length = header + ((long)entryBytes * (((long)inputs * inputEntries) + points + ((long)outputs * outputEntries)));
        return length <= element.Length ? (int)length : null;
    }

    private static uint? At32(ReadOnlySpan<byte> element, int offset) =>
        element.Length >= offset + 4 ? BinaryPrimitives.ReadUInt32BigEndian(element[offset..]) : null;

    private static int? At16(ReadOnlySpan<byte> element, int offset) =>
        element.Length >= offset + 2 ? BinaryPrimitives.ReadUInt16BigEndian(element[offset..]) : null;
}
