using WsiDicomizer.Dicom;
using WsiDicomizer.Dicom.IO;
using WsiDicomizer.Fuzz.Running;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>Values of every VR of text and numbers: the first byte chooses the VR.</summary>
internal sealed class DicomElementTarget : FuzzTarget
{
    private static readonly string[] VRs =
    [
        "AE", "AS", "AT", "CS", "DA", "DS", "DT", "FD", "FL", "IS", "LO", "LT", "PN", "SH", "SL", "SS", "ST", "SV", "TM",
        "UC", "UI", "UL", "UR", "US", "UT", "UV",
    ];

    public override string Name => "dicom-element";

    public override IReadOnlyList<string> EntryPoints => ["ElementDecoder.Decode"];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(DicomException)];

    public override IReadOnlyList<string> Tokens => ["\\", "^", "=", "1.5e308", "-0", "NaN", "99999999999999999999", "\0", " "];

    public override IReadOnlyList<string> Secrets => ["Quetzalcoatl"];

    public override IEnumerable<byte[]> CreateSeeds() => VRs.Select(
        (code, index) => (byte[])[(byte)index, .. DicomVR.Parse(code).Kind == DicomVRKind.Text ? TextOf(code) : new byte[16]]);

    public override void Run(ReadOnlyMemory<byte> input)
    {
        if (input.IsEmpty)
        {
            return;
        }

        var vr = DicomVR.Parse(VRs[input.Span[0] % VRs.Length]);
        var element = ElementDecoder.Decode(
            DicomTag.PatientName, vr, input.Span[1..], DicomCharacterSet.Utf8, "input", offset: 0);
        var dataset = new DicomDataset([element]);
        dataset.TryGetString(element.Tag, out _);
        dataset.TryGetValues<double>(element.Tag, out _);
        dataset.TryGetValues<long>(element.Tag, out _);
    }

    private static byte[] TextOf(string code) => code switch
    {
        "DA" => "20200102"u8.ToArray(),
        "TM" => "101112.5"u8.ToArray(),
        "DS" => "1.25\\-3e2"u8.ToArray(),
        "IS" => "12\\-7"u8.ToArray(),
        "UI" => "1.2.840.10008\0"u8.ToArray(),
        _ => "Quetzalcoatl^X\\b"u8.ToArray(),
    };
}
