using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace WsiDicomizer.Dicom.IO;

/// <summary>Encodes values (PS3.5 6.2, 7.3): text and numbers in memory, bytes from their source piece by piece.</summary>
internal static class ValueEncoder
{
    // A multiple of every unit, so that no number is cut.
    private const int ChunkBytes = 1 << 20;

    /// <summary>The even length that a value is going to have, without encoding it where that can be avoided.</summary>
    /// <param name="element">No bytes, sequence or fragments.</param>
    /// <param name="characterSet">Of its data set.</param>
    /// <exception cref="DicomDataException">It cannot be encoded.</exception>
    public static long Measure(DicomElement element, DicomCharacterSet characterSet) => element switch
    {
        DicomBytesElement bytes => bytes.Source.Length + (bytes.Source.Length & 1),
        DicomStringElement text => EncodeText(text, characterSet).Length,
        _ => (long)element.Count * element.ValueRepresentation.UnitBytes,
    };

    /// <summary>Encodes text or numbers.</summary>
    /// <param name="element">The element.</param>
    /// <param name="characterSet">Of its data set.</param>
    /// <param name="encoding">The encoding.</param>
    /// <exception cref="DicomDataException">A character is not in the character set.</exception>
    public static byte[] Encode(DicomElement element, DicomCharacterSet characterSet, ElementEncoding encoding)
    {
        if (element is DicomStringElement text)
        {
            return EncodeText(text, characterSet);
        }

        var bytes = EncodeNumbers(element);
        if (encoding.IsBigEndian && !encoding.BecomesUnknown(element.ValueRepresentation, bytes.Length))
        {
            // An AT is two numbers of 16 bits (PS3.5 7.3).
            Swap(bytes, element is DicomAttributeTag ? 2 : element.ValueRepresentation.UnitBytes);
        }

        return bytes;
    }

    /// <summary>Writes bytes and their padding.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="element">The element.</param>
    /// <param name="encoding">The encoding.</param>
    /// <exception cref="DicomDataException">Words of a big endian encoding are not whole.</exception>
    /// <exception cref="DicomFileException">The file behind the bytes cannot be read any more.</exception>
    public static void WriteBytes(Stream stream, DicomBytesElement element, ElementEncoding encoding)
    {
        var unit = encoding.IsBigEndian ? element.ValueRepresentation.UnitBytes : 1;
        var source = element.Source;
        if (source.Length % unit != 0)
        {
            throw new DicomDataException(
                $"{source.Length} bytes are no multiple of the {unit} bytes of VR {element.ValueRepresentation}", element.Tag);
        }

        Copy(stream, source, unit);
        if ((source.Length & 1) == 1)
        {
            stream.WriteByte(0);
        }
    }

    /// <summary>Copies bytes, in pieces that are small beside what they may be a part of.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="source">The bytes.</param>
    /// <param name="unit">The size of numbers whose bytes are reversed; 1 for none.</param>
    public static void Copy(Stream stream, IByteSource source, int unit)
    {
        if (source is MemoryByteSource memory && unit == 1)
        {
            stream.Write(memory.Bytes.Span);
            return;
        }

        if (stream is NewFileStream file && unit == 1)
        {
            file.CopyFrom(source);
            return;
        }

        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(source.Length, ChunkBytes));
        try
        {
            for (long offset = 0; offset < source.Length;)
            {
                var piece = buffer.AsSpan(0, (int)Math.Min(Math.Min(buffer.Length, ChunkBytes), source.Length - offset));
                source.Read(offset, piece);
                Swap(piece, unit);
                stream.Write(piece);
                offset += piece.Length;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

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

    private static byte[] EncodeNumbers(DicomElement element) => element switch
    {
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

    private static void Swap(Span<byte> bytes, int unit)
    {
        for (var offset = 0; unit > 1 && offset < bytes.Length; offset += unit)
        {
            bytes.Slice(offset, unit).Reverse();
        }
    }
}
