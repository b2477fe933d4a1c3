using System.Buffers.Binary;
using System.Text;

namespace WsiDicomizer.Dicom.Tests;

/// <summary>Writes DICOM bytes by hand, wrong ones too: what a reader meets, without the code under test.</summary>
internal static class RawDicom
{
    public const uint Undefined = 0xFFFFFFFF;

    private const string LongLengthVRs = "OB OD OF OL OV OW SQ SV UC UN UR UT UV";

    public static readonly string ExplicitUid = "1.2.840.10008.1.2.1";
    public static readonly string ImplicitUid = "1.2.840.10008.1.2";
    public static readonly string JpegUid = "1.2.840.10008.1.2.4.50";

    public static byte[] ItemDelimiter => Implicit(DicomTag.ItemDelimitationItem, []);

    public static byte[] SequenceDelimiter => Implicit(DicomTag.SequenceDelimitationItem, []);

    public static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(part => part)];

    public static byte[] Explicit(DicomTag tag, string vr, byte[] value, uint? length = null)
    {
        var size = length ?? (uint)value.Length;
        var header = new List<byte>(Tag(tag));
        header.AddRange(Encoding.ASCII.GetBytes(vr));
        header.AddRange(LongLengthVRs.Contains(vr, StringComparison.Ordinal) ? [0, 0, .. U32(size)] : U16((ushort)size));
        return [.. header, .. value];
    }

    public static byte[] Explicit(DicomTag tag, string vr, string value) => Explicit(tag, vr, Even(value, vr));

    public static byte[] Implicit(DicomTag tag, byte[] value, uint? length = null) =>
        [.. Tag(tag), .. U32(length ?? (uint)value.Length), .. value];

    public static byte[] Item(byte[] content, bool undefined = false) => undefined
        ? Join(Implicit(DicomTag.Item, content, Undefined), ItemDelimiter)
        : Implicit(DicomTag.Item, content);

    public static byte[] File(string transferSyntaxUid, params byte[][] body)
    {
        var meta = Join(
            Explicit(DicomTag.FileMetaInformationVersion, "OB", [0, 1]),
            Explicit(DicomTag.MediaStorageSOPClassUID, "UI", DicomUID.VLWholeSlideMicroscopyImageStorage.UID),
            Explicit(DicomTag.MediaStorageSOPInstanceUID, "UI", "2.25.1"),
            Explicit(DicomTag.TransferSyntaxUID, "UI", transferSyntaxUid),
            Explicit(DicomTag.ImplementationClassUID, "UI", "2.25.2"));
        return Join(
            new byte[128],
            "DICM"u8.ToArray(),
            Explicit(DicomTag.FileMetaInformationGroupLength, "UL", U32((uint)meta.Length)),
            meta,
            Join(body));
    }

    public static byte[] U16(ushort value)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        return bytes;
    }

    public static byte[] U32(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] Tag(DicomTag tag) => [.. U16(tag.Group), .. U16(tag.Element)];

    private static byte[] Even(string value, string vr)
    {
        var padded = value.Length % 2 == 0 ? value : value + (vr == "UI" ? '\0' : ' ');
        return Encoding.Latin1.GetBytes(padded);
    }
}
