using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace WsiDicomizer.Dicom.IO;

/// <summary>Turns the bytes of a value into an element (PS3.5 6.2, little endian).</summary>
public static class ElementDecoder
{
    /// <summary>Decodes a value of text or numbers.</summary>
    /// <param name="tag">The attribute.</param>
    /// <param name="vr">Its VR: text or numbers.</param>
    /// <param name="value">The bytes.</param>
    /// <param name="characterSet">Of the data set.</param>
    /// <param name="path">The file, for messages.</param>
    /// <param name="offset">Of the value in the file, for messages.</param>
    /// <exception cref="DicomFileException">The length does not fit the VR.</exception>
    public static DicomElement Decode(
        DicomTag tag, DicomVR vr, ReadOnlySpan<byte> value, DicomCharacterSet characterSet, string path, long offset)
    {
        if (vr.Kind == DicomVRKind.Text)
        {
            return DecodeText(tag, vr, value, characterSet, out _);
        }

        if (value.Length % vr.UnitBytes != 0)
        {
            throw new DicomFileException(
                $"{tag} of VR {vr} has {value.Length} bytes: expected a multiple of {vr.UnitBytes}", path, offset);
        }

        return vr.Code switch
        {
            "AT" => new DicomAttributeTag(tag, DecodeTags(value)),
            "FD" => new DicomFloatingPointDouble(tag, Numbers<double>(value)),
            "FL" => new DicomFloatingPointSingle(tag, Numbers<float>(value)),
            "SL" => new DicomSignedLong(tag, Numbers<int>(value)),
            "SS" => new DicomSignedShort(tag, Numbers<short>(value)),
            "SV" => new DicomSignedVeryLong(tag, Numbers<long>(value)),
            "UL" => new DicomUnsignedLong(tag, Numbers<uint>(value)),
            "US" => new DicomUnsignedShort(tag, Numbers<ushort>(value)),
            _ => new DicomUnsignedVeryLong(tag, Numbers<ulong>(value)),
        };
    }

    /// <summary>Decodes a value of text.</summary>
    /// <param name="tag">The attribute.</param>
    /// <param name="vr">Its VR: text.</param>
    /// <param name="value">The bytes.</param>
    /// <param name="characterSet">Of the data set.</param>
    /// <param name="malformed">As <see cref="DicomCharacterSet.Decode"/> says.</param>
    public static DicomStringElement DecodeText(
        DicomTag tag, DicomVR vr, ReadOnlySpan<byte> value, DicomCharacterSet characterSet, out bool malformed)
    {
        var text = characterSet.Decode(value, vr, out malformed);
        if (!vr.IsMultiValued)
        {
            return DicomItemFactory.CreateText(tag, vr, text.TrimEnd(' ', '\0'));
        }

        var values = text.Split('\\');
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = Trim(vr, values[index]);
        }

        return DicomItemFactory.CreateText(tag, vr, values);
    }

    // PS3.5 table 6.2-1: trailing spaces are padding everywhere, leading ones in these VRs only. NUL is the padding of UI
    // and of some writers elsewhere.
    private static string Trim(DicomVR vr, string value)
    {
        var trimmed = value.TrimEnd(' ', '\0');
        return vr.Code is "AE" or "CS" or "DS" or "IS" or "LO" or "SH" ? trimmed.TrimStart(' ') : trimmed;
    }

    private static DicomTag[] DecodeTags(ReadOnlySpan<byte> value)
    {
        var tags = new DicomTag[value.Length / 4];
        for (var index = 0; index < tags.Length; index++)
        {
            tags[index] = new DicomTag(
                BinaryPrimitives.ReadUInt16LittleEndian(value[(index * 4)..]),
                BinaryPrimitives.ReadUInt16LittleEndian(value[((index * 4) + 2)..]));
        }

        return tags;
    }

    private static T[] Numbers<T>(ReadOnlySpan<byte> value)
        where T : unmanaged =>
        BitConverter.IsLittleEndian
            ? MemoryMarshal.Cast<byte, T>(value).ToArray()
            : throw new PlatformNotSupportedException("DICOM is read on little endian machines only");
}
