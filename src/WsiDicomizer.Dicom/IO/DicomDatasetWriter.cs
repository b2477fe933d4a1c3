using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace WsiDicomizer.Dicom.IO;

/// <summary>Writes data sets in explicit or implicit VR little endian (PS3.5 7.1, A.1, A.2).</summary>
/// <remarks>
/// Sequences and items are written with their lengths. Values of bytes at the top level are streamed from their source,
/// everything else is small. Group lengths are left out: they are retired (PS3.5 7.2), and one that was read would be
/// wrong after any change.
/// </remarks>
public static class DicomDatasetWriter
{
    private const int ChunkBytes = 1 << 20;
    private const uint ItemTag = 0xE000FFFE;
    private const ushort ItemGroup = 0xFFFE;

    // 0xFFFFFFFF means "undefined", and lengths are even.
    private const long MaximumLength = 0xFFFFFFFE;

    /// <summary>Writes all items of a data set.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="dataset">The data set; without encapsulated pixel data.</param>
    /// <param name="explicitVR">Whether elements carry their VR.</param>
    /// <exception cref="DicomDataException">A value cannot be encoded.</exception>
    public static void Write(Stream stream, DicomDataset dataset, bool explicitVR)
    {
        WriteItems(stream, dataset, explicitVR, DicomEncoding.Of(dataset));
    }

    private static void WriteItems(Stream stream, DicomDataset dataset, bool explicitVR, DicomCharacterSet encoding)
    {
        foreach (var item in dataset)
        {
            if (item.Tag.Group == ItemGroup)
            {
                throw new DicomDataException("a delimiter is no attribute", item.Tag);
            }

            if (!item.Tag.IsGroupLength)
            {
                WriteItem(stream, item, explicitVR, encoding);
            }
        }
    }

    private static void WriteItem(Stream stream, DicomItem item, bool explicitVR, DicomCharacterSet encoding)
    {
        switch (item)
        {
            case DicomBytesElement bytes:
                var length = bytes.Source.Length;
                WriteHeader(stream, item, length + (length & 1), explicitVR);
                CopyTo(stream, bytes.Source);
                if ((length & 1) == 1)
                {
                    stream.WriteByte(0);
                }

                break;
            case DicomSequence sequence:
                var content = EncodeSequence(sequence, explicitVR, encoding);
                WriteHeader(stream, item, content.Length, explicitVR);
                content.WriteTo(stream);
                break;
            case DicomElement element:
                var value = EncodeValue(element, encoding);
                WriteHeader(stream, item, value.Length, explicitVR);
                stream.Write(value);
                break;
            default:
                throw new DicomDataException("encapsulated pixel data is written frame by frame", item.Tag);
        }
    }

    private static MemoryStream EncodeSequence(DicomSequence sequence, bool explicitVR, DicomCharacterSet encoding)
    {
        var content = new MemoryStream();
        Span<byte> header = stackalloc byte[8];
        foreach (var nested in sequence.Items)
        {
            var item = new MemoryStream();
            WriteItems(item, nested, explicitVR, DicomEncoding.Of(nested, encoding));
            BinaryPrimitives.WriteUInt32LittleEndian(header, ItemTag);
            BinaryPrimitives.WriteUInt32LittleEndian(header[4..], checked((uint)item.Length));
            content.Write(header);
            item.WriteTo(content);
        }

        return content;
    }

    private static void WriteHeader(Stream stream, DicomItem item, long length, bool explicitVR)
    {
        if (length > MaximumLength)
        {
            throw new DicomDataException("the value is longer than 4294967294 bytes, the most that an element can hold", item.Tag);
        }

        Span<byte> header = stackalloc byte[12];
        BinaryPrimitives.WriteUInt16LittleEndian(header, item.Tag.Group);
        BinaryPrimitives.WriteUInt16LittleEndian(header[2..], item.Tag.Element);
        if (!explicitVR)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(header[4..], (uint)length);
            stream.Write(header[..8]);
            return;
        }

        // PS3.5 6.2.2: a value too long for a VR with a 16-bit length is written as UN.
        var vr = item.ValueRepresentation;
        var fits = vr.HasShortLength && length <= ushort.MaxValue;
        var code = vr.HasShortLength && !fits ? DicomVR.UN.Code : vr.Code;
        header[4] = (byte)code[0];
        header[5] = (byte)code[1];
        if (fits)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(header[6..], (ushort)length);
            stream.Write(header[..8]);
            return;
        }

        header[6] = 0;
        header[7] = 0;
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], (uint)length);
        stream.Write(header);
    }

    private static byte[] EncodeValue(DicomElement element, DicomCharacterSet encoding) => element switch
    {
        DicomStringElement text => EncodeText(text, encoding),
        DicomAttributeTag tags => EncodeTags(tags),
        DicomFloatingPointDouble numbers => Bytes(numbers.Span),
        DicomFloatingPointSingle numbers => Bytes(numbers.Span),
        DicomSignedLong numbers => Bytes(numbers.Span),
        DicomSignedShort numbers => Bytes(numbers.Span),
        DicomSignedVeryLong numbers => Bytes(numbers.Span),
        DicomUnsignedLong numbers => Bytes(numbers.Span),
        DicomUnsignedShort numbers => Bytes(numbers.Span),
        DicomUnsignedVeryLong numbers => Bytes(numbers.Span),
        _ => throw new DicomDataException("no encoding for this kind of element", element.Tag),
    };

    private static byte[] EncodeText(DicomStringElement element, DicomCharacterSet encoding)
    {
        var vr = element.ValueRepresentation;
        var text = string.Join('\\', element.Values);
        if (!encoding.TryEncode(text, vr, out var bytes))
        {
            throw new DicomDataException("a character is not in the data set's character set", element.Tag);
        }

        return (bytes.Length & 1) == 0 ? bytes : [.. bytes, vr.Padding];
    }

    private static byte[] EncodeTags(DicomAttributeTag element)
    {
        var bytes = new byte[element.Values.Count * 4];
        for (var index = 0; index < element.Values.Count; index++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(index * 4), element.Values[index].Group);
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan((index * 4) + 2), element.Values[index].Element);
        }

        return bytes;
    }

    // .NET 10 runs on little endian machines only, apart from s390x: there it stops here, loudly.
    private static byte[] Bytes<T>(ReadOnlySpan<T> values)
        where T : unmanaged =>
        BitConverter.IsLittleEndian
            ? MemoryMarshal.AsBytes(values).ToArray()
            : throw new PlatformNotSupportedException("DICOM is written on little endian machines only");

    private static void CopyTo(Stream stream, IByteSource source)
    {
        if (source is MemoryByteSource memory)
        {
            stream.Write(memory.Bytes.Span);
            return;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            for (long offset = 0; offset < source.Length;)
            {
                var length = (int)Math.Min(buffer.Length, source.Length - offset);
                source.Read(offset, buffer.AsSpan(0, length));
                stream.Write(buffer, 0, length);
                offset += length;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
