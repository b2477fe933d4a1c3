using System.Text;
using WsiDicomizer.Dicom;
using WsiDicomizer.Fuzz.Running;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>Tags, UIDs and VRs as text.</summary>
internal sealed class DicomTextTarget : FuzzTarget
{
    public override string Name => "dicom-text";

    public override IReadOnlyList<string> EntryPoints =>
        ["DicomTag.TryParse", "DicomTag.Parse", "DicomMaskedTag.Parse", "DicomUID.IsValidUid", "DicomUID.Parse", "DicomVR.TryParse", "DicomVR.Parse",
        "DicomVM.Parse"];

    // These four are for arguments and profiles: .NET's own exception of a text that cannot be parsed is in their docs.
    public override IReadOnlyList<Type> AllowedExceptions => [typeof(DicomException), typeof(FormatException), typeof(ArgumentException)];

    public override IReadOnlyList<string> Tokens => ["(", ",", ")", "0010", "xx", ".", "0"];

    public override IEnumerable<byte[]> CreateSeeds() =>
        ["(0010,0010)"u8.ToArray(), "00100010"u8.ToArray(), "(60xx,3000)"u8.ToArray(), "1.2.840.10008.1.2"u8.ToArray(), "PN"u8.ToArray()];

    public override void Run(ReadOnlyMemory<byte> input)
    {
        var text = Encoding.Latin1.GetString(input.Span);
        FuzzPropertyException.Require(!DicomVR.TryParse(text, out var vr) || vr.Code == text, "a VR has its code");
        Attempt(() => DicomVM.Parse(text));
        if (DicomUID.IsValidUid(text))
        {
            FuzzPropertyException.Require(DicomUID.Parse(text).UID == text, "a UID stays as it is");
            return;
        }

        if (DicomTag.TryParse(text, out var tag))
        {
            FuzzPropertyException.Require(DicomTag.Parse(tag.ToString()) == tag, "a tag is read as it is written");
            return;
        }

        DicomMaskedTag.Parse(text);
    }

    private void Attempt(Action parse)
    {
        try
        {
            parse();
        }
        catch (Exception exception) when (AllowedExceptions.Any(type => type.IsInstanceOfType(exception)))
        {
            FuzzPropertyException.Require(exception.Message.Length > 0, "a message");
        }
    }
}
