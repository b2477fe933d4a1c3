using System.Buffers.Binary;

namespace WsiDicomizer.Dicom.IO;

/// <summary>Writes what comes before a value: tag, VR and length (PS3.5 7.1).</summary>
internal static class ElementHeaderWriter
{
    /// <summary>The longest value: 0xFFFFFFFF means "undefined", and lengths are even.</summary>
    public const long MaximumLength = 0xFFFFFFFE;

    /// <summary>The length that says that a delimiter follows.</summary>
    public const long Undefined = 0xFFFFFFFF;

    /// <summary>The length of a header in bytes.</summary>
    /// <param name="vr">The VR.</param>
    /// <param name="length">The value's length in bytes.</param>
    /// <param name="encoding">The encoding.</param>
    public static int GetLength(DicomVR vr, long length, ElementEncoding encoding) =>
        !encoding.IsExplicitVR || (vr.HasShortLength && length <= ushort.MaxValue) ? 8 : 12;

    /// <summary>Writes the header of an element.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="tag">The attribute.</param>
    /// <param name="vr">Its VR.</param>
    /// <param name="length">In bytes; <see cref="Undefined"/> for a value that ends with a delimiter.</param>
    /// <param name="encoding">The encoding.</param>
    public static void Write(Stream stream, DicomTag tag, DicomVR vr, long length, ElementEncoding encoding)
    {
        Span<byte> header = stackalloc byte[12];
        WriteTag(header, tag, encoding);
        if (!encoding.IsExplicitVR)
        {
            WriteLength(header[4..], length, encoding);
            stream.Write(header[..8]);
            return;
        }

        var code = encoding.BecomesUnknown(vr, length) ? DicomVR.UN.Code : vr.Code;
        header[4] = (byte)code[0];
        header[5] = (byte)code[1];
        if (GetLength(vr, length, encoding) == 8)
        {
            var shortLength = (ushort)length;
            BinaryPrimitives.WriteUInt16LittleEndian(
                header[6..], encoding.IsBigEndian ? BinaryPrimitives.ReverseEndianness(shortLength) : shortLength);
            stream.Write(header[..8]);
            return;
        }

        header[6..8].Clear();
        WriteLength(header[8..], length, encoding);
        stream.Write(header);
    }

    /// <summary>Writes the header of an item, or a delimiter: they have no VR in any encoding (PS3.5 7.5).</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="tag">Item, ItemDelimitationItem or SequenceDelimitationItem.</param>
    /// <param name="length">In bytes; 0 for delimiters.</param>
    /// <param name="encoding">The encoding.</param>
    public static void WriteItem(Stream stream, DicomTag tag, long length, ElementEncoding encoding)
    {
        Span<byte> header = stackalloc byte[8];
        WriteTag(header, tag, encoding);
        WriteLength(header[4..], length, encoding);
        stream.Write(header);
    }

    private static void WriteTag(Span<byte> destination, DicomTag tag, ElementEncoding encoding)
    {
        if (encoding.IsBigEndian)
        {
            BinaryPrimitives.WriteUInt16BigEndian(destination, tag.Group);
            BinaryPrimitives.WriteUInt16BigEndian(destination[2..], tag.Element);
        }
        else
        {
            BinaryPrimitives.WriteUInt16LittleEndian(destination, tag.Group);
            BinaryPrimitives.WriteUInt16LittleEndian(destination[2..], tag.Element);
        }
    }

    private static void WriteLength(Span<byte> destination, long length, ElementEncoding encoding)
    {
        if (encoding.IsBigEndian)
        {
            BinaryPrimitives.WriteUInt32BigEndian(destination, (uint)length);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(destination, (uint)length);
        }
    }
}
