using System.Buffers.Binary;

namespace WsiDicomizer.Dicom.IO;

/// <summary>How elements are encoded: with or without VR, in which byte order (PS3.5 clause 7, Annex A).</summary>
/// <param name="IsExplicitVR">Whether elements carry their VR.</param>
/// <param name="IsBigEndian">Whether tags, lengths and numbers are big endian.</param>
internal readonly record struct DatasetEncoding(bool IsExplicitVR, bool IsBigEndian)
{
    public static DatasetEncoding ImplicitLittleEndian => new(false, false);

    public static DatasetEncoding ExplicitLittleEndian => new(true, false);

    public DicomTag ReadTag(ReadOnlySpan<byte> bytes) => new(ReadUInt16(bytes), ReadUInt16(bytes[2..]));

    public ushort ReadUInt16(ReadOnlySpan<byte> bytes) => IsBigEndian
        ? BinaryPrimitives.ReadUInt16BigEndian(bytes)
        : BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    public uint ReadUInt32(ReadOnlySpan<byte> bytes) => IsBigEndian
        ? BinaryPrimitives.ReadUInt32BigEndian(bytes)
        : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
