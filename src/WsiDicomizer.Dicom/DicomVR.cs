using System.Collections.Frozen;

namespace WsiDicomizer.Dicom;

/// <summary>A value representation: how values of an attribute are encoded (PS3.5 6.2).</summary>
public sealed class DicomVR
{
    private static readonly FrozenDictionary<string, DicomVR> ByCode;
    private static readonly FrozenDictionary<int, DicomVR> ByLetters;

    static DicomVR()
    {
        ByCode = new[]
        {
            AE, AS, AT, CS, DA, DS, DT, FD, FL, IS, LO, LT, OB, OD, OF, OL, OV, OW, PN, SH, SL, SQ, SS, ST, SV, TM, UC,
            UI, UL, UN, UR, US, UT, UV,
        }.ToFrozenDictionary(vr => vr.Code, StringComparer.Ordinal);
        ByLetters = ByCode.Values.ToFrozenDictionary(vr => (vr.Code[0] << 8) | vr.Code[1]);
    }

    private DicomVR(string code, DicomVRKind kind, bool shortLength, int unitBytes, byte padding, int maximumLength = 0)
    {
        Code = code;
        Kind = kind;
        HasShortLength = shortLength;
        UnitBytes = unitBytes;
        Padding = padding;
        MaximumLength = maximumLength;
    }

    /// <summary>Application Entity.</summary>
    public static DicomVR AE { get; } = Text("AE", 16);

    /// <summary>Age String.</summary>
    public static DicomVR AS { get; } = Text("AS", 4);

    /// <summary>Attribute Tag.</summary>
    public static DicomVR AT { get; } = Number("AT", 4);

    /// <summary>Code String.</summary>
    public static DicomVR CS { get; } = Text("CS", 16);

    /// <summary>Date.</summary>
    public static DicomVR DA { get; } = Text("DA", 8);

    /// <summary>Decimal String.</summary>
    public static DicomVR DS { get; } = Text("DS", 16);

    /// <summary>Date Time.</summary>
    public static DicomVR DT { get; } = Text("DT", 26);

    /// <summary>Floating Point Double.</summary>
    public static DicomVR FD { get; } = Number("FD", 8);

    /// <summary>Floating Point Single.</summary>
    public static DicomVR FL { get; } = Number("FL", 4);

    /// <summary>Integer String.</summary>
    public static DicomVR IS { get; } = Text("IS", 12);

    /// <summary>Long String.</summary>
    public static DicomVR LO { get; } = Text("LO", 64);

    /// <summary>Long Text: a single value, a backslash is a character.</summary>
    public static DicomVR LT { get; } = Text("LT", 10240);

    /// <summary>Other Byte.</summary>
    public static DicomVR OB { get; } = Bytes("OB", 1);

    /// <summary>Other Double.</summary>
    public static DicomVR OD { get; } = Bytes("OD", 8);

    /// <summary>Other Float.</summary>
    public static DicomVR OF { get; } = Bytes("OF", 4);

    /// <summary>Other Long.</summary>
    public static DicomVR OL { get; } = Bytes("OL", 4);

    /// <summary>Other Very Long.</summary>
    public static DicomVR OV { get; } = Bytes("OV", 8);

    /// <summary>Other Word.</summary>
    public static DicomVR OW { get; } = Bytes("OW", 2);

    /// <summary>Person Name.</summary>
    public static DicomVR PN { get; } = Text("PN", 64 * 3);

    /// <summary>Short String.</summary>
    public static DicomVR SH { get; } = Text("SH", 16);

    /// <summary>Signed Long.</summary>
    public static DicomVR SL { get; } = Number("SL", 4);

    /// <summary>Sequence of Items.</summary>
    public static DicomVR SQ { get; } = new("SQ", DicomVRKind.Sequence, shortLength: false, 1, 0);

    /// <summary>Signed Short.</summary>
    public static DicomVR SS { get; } = Number("SS", 2);

    /// <summary>Short Text: a single value, a backslash is a character.</summary>
    public static DicomVR ST { get; } = Text("ST", 1024);

    /// <summary>Signed Very Long.</summary>
    public static DicomVR SV { get; } = Number("SV", 8, shortLength: false);

    /// <summary>Time.</summary>
    public static DicomVR TM { get; } = Text("TM", 14);

    /// <summary>Unlimited Characters.</summary>
    public static DicomVR UC { get; } = Text("UC", 0, shortLength: false);

    /// <summary>Unique Identifier; padded with NUL.</summary>
    public static DicomVR UI { get; } = new("UI", DicomVRKind.Text, shortLength: true, 1, 0, 64);

    /// <summary>Unsigned Long.</summary>
    public static DicomVR UL { get; } = Number("UL", 4);

    /// <summary>Unknown.</summary>
    public static DicomVR UN { get; } = Bytes("UN", 1);

    /// <summary>Universal Resource Identifier: a single value.</summary>
    public static DicomVR UR { get; } = Text("UR", 0, shortLength: false);

    /// <summary>Unsigned Short.</summary>
    public static DicomVR US { get; } = Number("US", 2);

    /// <summary>Unlimited Text: a single value, a backslash is a character.</summary>
    public static DicomVR UT { get; } = Text("UT", 0, shortLength: false);

    /// <summary>Unsigned Very Long.</summary>
    public static DicomVR UV { get; } = Number("UV", 8, shortLength: false);

    /// <summary>The two letters.</summary>
    public string Code { get; }

    /// <summary>Text, number, bytes or sequence.</summary>
    public DicomVRKind Kind { get; }

    /// <summary>Whether explicit encodings have a 16-bit length (PS3.5 7.1.2).</summary>
    public bool HasShortLength { get; }

    /// <summary>The size of one unit of the value in bytes: 2 for US and OW, 1 for text.</summary>
    public int UnitBytes { get; }

    /// <summary>What makes the length even: a space for text, NUL for UI and bytes.</summary>
    public byte Padding { get; }

    /// <summary>The longest single value in characters, 0 for no limit (PS3.5 table 6.2-1).</summary>
    public int MaximumLength { get; }

    /// <summary>Whether a backslash separates values; not in ST, LT, UT and UR (PS3.5 6.1.2.3).</summary>
    public bool IsMultiValued => Kind == DicomVRKind.Text && Code is not ("ST" or "LT" or "UT" or "UR");

    /// <summary>Whether SpecificCharacterSet applies: LO, LT, PN, SH, ST, UC, UT (PS3.5 6.1.2.2).</summary>
    public bool UsesCharacterSet => Code is "LO" or "LT" or "PN" or "SH" or "ST" or "UC" or "UT";

    /// <summary>The VR of two letters.</summary>
    /// <param name="code">Two upper case letters.</param>
    /// <param name="vr">The VR.</param>
    /// <returns>False where the standard has no such VR.</returns>
    public static bool TryParse(string code, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out DicomVR? vr) =>
        ByCode.TryGetValue(code, out vr);

    /// <summary>The VR of two letters as they stand in a file; for readers, which meet millions of them.</summary>
    /// <param name="first">The first letter.</param>
    /// <param name="second">The second letter.</param>
    /// <param name="vr">The VR.</param>
    /// <returns>False where the standard has no such VR.</returns>
    internal static bool TryParse(
        byte first, byte second, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out DicomVR? vr) =>
        ByLetters.TryGetValue((first << 8) | second, out vr);

    /// <summary>The VR of two letters.</summary>
    /// <param name="code">Two upper case letters.</param>
    /// <exception cref="DicomDataException">The standard has no such VR.</exception>
    public static DicomVR Parse(string code) =>
        TryParse(code, out var vr) ? vr : throw new DicomDataException("not a value representation of PS3.5 6.2");

    /// <summary>The two letters.</summary>
    public override string ToString() => Code;

    private static DicomVR Text(string code, int maximumLength, bool shortLength = true) =>
        new(code, DicomVRKind.Text, shortLength, 1, (byte)' ', maximumLength);

    private static DicomVR Number(string code, int unitBytes, bool shortLength = true) =>
        new(code, DicomVRKind.Number, shortLength, unitBytes, 0);

    private static DicomVR Bytes(string code, int unitBytes) =>
        new(code, DicomVRKind.Bytes, shortLength: false, unitBytes, 0);
}

/// <summary>The families of value representations.</summary>
public enum DicomVRKind
{
    /// <summary>Character strings.</summary>
    Text,

    /// <summary>Binary numbers and tags.</summary>
    Number,

    /// <summary>Byte strings: OB, OW and their like, and UN.</summary>
    Bytes,

    /// <summary>Items that hold data sets.</summary>
    Sequence,
}
