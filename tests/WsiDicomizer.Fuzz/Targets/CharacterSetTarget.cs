using System.Text;
using WsiDicomizer.Dicom;
using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Seeds;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>Text in every character set: what is well formed goes back to bytes and comes again as the same text.</summary>
internal sealed class CharacterSetTarget : FuzzTarget
{
    private static readonly DicomVR[] VRs = [DicomVR.PN, DicomVR.LO, DicomVR.LT, DicomVR.UC, DicomVR.SH, DicomVR.CS];

    public override string Name => "dicom-character-set";

    public override IReadOnlyList<string> EntryPoints =>
    [
        "DicomCharacterSet.FromTerms", "DicomCharacterSet.Decode", "DicomCharacterSet.Encode", "DicomCharacterSet.TryEncode",
        "DicomEncoding.FromTerms", "ElementDecoder.DecodeText",
    ];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(DicomException)];

    public override IReadOnlyList<string> Tokens =>
    [
        "\u001B$B", "\u001B(J", "\u001B(B", "\u001B$)C", "\u001B$)A", "\u001B-A", "\u001B-F", "\u001B)I", "\u001B$(D", "\u001B", "\\", "^", "=",
        "\r\n", "\\ISO 2022 IR 87", "ISO 2022 IR 149", "ISO_IR 192", "GB18030", "GBK", "\\",
    ];

    public override IEnumerable<byte[]> CreateSeeds() =>
    [
        Seed("", "Yamada^Tarou"u8),
        Seed("ISO_IR 100", [0x42, 0x75, 0x63, 0x5E, 0x4A, 0xE9, 0x72]),
        Seed("ISO_IR 144", [0xBB, 0xEE, 0xDA, 0xE6, 0x5E, 0xD1]),
        Seed("ISO_IR 13", [0xD4, 0xCF, 0xC0, 0xDE, 0x5E, 0xC0, 0xDB, 0xB3]),
        Seed("\\ISO 2022 IR 87", [.. "Yamada^Tarou="u8, 0x1B, 0x24, 0x42, 0x3B, 0x33, 0x45, 0x44, 0x1B, 0x28, 0x42, 0x5E, 0x41]),
        Seed("ISO 2022 IR 13\\ISO 2022 IR 87", [0xD4, 0xCF, 0x3D, 0x1B, 0x24, 0x42, 0x3B, 0x33, 0x1B, 0x28, 0x4A, 0x5E]),
        Seed("\\ISO 2022 IR 149", [.. "Hong^Gildong="u8, 0x1B, 0x24, 0x29, 0x43, 0xFB, 0xF3, 0x5E, 0x1B, 0x24, 0x29, 0x43, 0xD1, 0xCE]),
        Seed("\\ISO 2022 IR 58", [.. "Zhang=^"u8, 0x1B, 0x24, 0x29, 0x41, 0xD5, 0xC5]),
        Seed("ISO_IR 192", "Wang^Xiao=\u738B^\u5C0F"u8),
        Seed("GB18030", [.. "Wang="u8, 0xCD, 0xF5, 0x5E, 0xD0, 0xA1, 0x81, 0x30, 0x81, 0x30]),
        Seed("GBK", [0xCD, 0xF5, 0x5C, 0x41]),
    ];

    public override void Run(ReadOnlyMemory<byte> input)
    {
        var parts = Packed.Unpack(input, 3);
        var terms = Encoding.Latin1.GetString(parts[0].Span);
        var vr = VRs[parts[1].IsEmpty ? 0 : parts[1].Span[0] % VRs.Length];
        var characterSet = DicomCharacterSet.FromTerms(terms.Length == 0 ? [] : terms.Split('\\'));
        var text = characterSet.Decode(parts[2].Span, vr, out var malformed);
        if (malformed)
        {
            return;
        }

        var bytes = characterSet.Encode(text, vr);
        FuzzPropertyException.Require(
            characterSet.Decode(bytes, vr, out malformed) == text && !malformed, "well-formed text is the same after writing");
    }

    private static byte[] Seed(string terms, ReadOnlySpan<byte> text) =>
        Packed.Pack(Encoding.ASCII.GetBytes(terms), [0], text.ToArray());
}
