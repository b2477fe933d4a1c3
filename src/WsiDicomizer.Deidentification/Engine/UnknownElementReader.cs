using System.Buffers.Binary;
using WsiDicomizer.Dicom;
using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Deidentification.Engine;

/// <summary>Reads attributes that came as bytes (VR UN) as what their tags say they are, so that nothing hides in them.</summary>
/// <remarks>Source: PS3.5 6.2.2: values of VR UN are encoded in implicit VR little endian. Bounded and static.</remarks>
internal static class UnknownElementReader
{
    private const uint Undefined = 0xFFFF_FFFF;
    private const int HeaderLength = 8;

    private enum Status
    {
        Done,
        Damaged,
    }

    /// <summary>Whether an attribute came as bytes though its tag says text, numbers or a sequence.</summary>
    /// <param name="item">The attribute.</param>
    /// <param name="privateRepresentations">What is known of a private attribute.</param>
    /// <param name="vr">What its tag says.</param>
    public static bool IsDisguised(DicomItem item, IReadOnlyList<DicomVR> privateRepresentations, out DicomVR vr)
    {
        vr = item.ValueRepresentation;
        if (item is not DicomBytesElement)
        {
            return false;
        }

        var vrs = item.Tag.IsPrivate
            ? privateRepresentations
            : DicomDictionary.Default.TryGetEntry(item.Tag, out var entry) ? entry.ValueRepresentations : [];
        if (vrs.Count == 0 || vrs.Any(known => known.Kind == DicomVRKind.Bytes))
        {
            return false;
        }

        vr = vrs[0];
        return true;
    }

    /// <summary>The character set of a data set's text.</summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="inherited">What holds around it.</param>
    /// <returns>Latin-1 where the character set cannot be read: bytes are then taken letter by letter.</returns>
    public static DicomCharacterSet EncodingOf(DicomDataset dataset, DicomCharacterSet inherited)
    {
        try
        {
            return DicomEncoding.Of(dataset, inherited);
        }
        catch (DicomDataException)
        {
            return DicomCharacterSet.Default;
        }
    }

    /// <summary>Reads an element of bytes as a VR of text, numbers or sequence.</summary>
    /// <param name="element">The element.</param>
    /// <param name="vr">What the tag says.</param>
    /// <param name="encoding">The character set around it.</param>
    /// <param name="limits">What a hostile value may ask for.</param>
    /// <returns>Null where the bytes are damaged.</returns>
    public static DicomItem? Read(DicomBytesElement element, DicomVR vr, DicomCharacterSet encoding, DeidentificationLimits limits)
    {
        if (element.Source.Length > limits.MaximumUnknownBytes)
        {
            return null;
        }

        var bytes = element.ToArray();
        if (vr != DicomVR.SQ)
        {
            return Decode(element.Tag, vr, bytes, encoding);
        }

        var sequence = new DicomSequence(element.Tag);
        var position = 0;
        return ReadItems(bytes, ref position, bytes.Length, sequence, encoding, limits.MaximumDepth) == Status.Done
            ? sequence
            : null;
    }

    private static DicomElement? Decode(DicomTag tag, DicomVR vr, ReadOnlySpan<byte> value, DicomCharacterSet encoding)
    {
        try
        {
            return vr.Kind == DicomVRKind.Bytes
                ? DicomItemFactory.CreateBytes(tag, vr, new MemoryByteSource(value.ToArray()))
                : ElementDecoder.Decode(tag, vr, value, encoding, string.Empty, 0);
        }
        catch (DicomException)
        {
            return null;
        }
    }

    // The items of a sequence up to its end or its delimiter.
    private static Status ReadItems(
        ReadOnlySpan<byte> bytes, ref int position, int end, DicomSequence sequence, DicomCharacterSet encoding, int depth)
    {
        while (position < end)
        {
            if (!TryHeader(bytes, ref position, end, out var tag, out var length))
            {
                return Status.Damaged;
            }

            if (tag == DicomTag.SequenceDelimitationItem)
            {
                return Status.Done;
            }

            if (tag != DicomTag.Item || depth == 0)
            {
                return Status.Damaged;
            }

            var item = new DicomDataset();
            var itemEnd = length == Undefined ? end : position + (int)length;
            if (ReadDataset(bytes, ref position, itemEnd, item, encoding, depth - 1) != Status.Done)
            {
                return Status.Damaged;
            }

            sequence.Items.Add(item);
        }

        return Status.Done;
    }

    private static Status ReadDataset(
        ReadOnlySpan<byte> bytes, ref int position, int end, DicomDataset dataset, DicomCharacterSet encoding, int depth)
    {
        while (position < end)
        {
            if (!TryHeader(bytes, ref position, end, out var tag, out var length))
            {
                return Status.Damaged;
            }

            if (tag == DicomTag.ItemDelimitationItem)
            {
                return Status.Done;
            }

            var vr = DicomDictionary.Default.GetImplicitVR(tag);
            DicomItem? item;
            if (vr == DicomVR.SQ || length == Undefined)
            {
                var sequence = new DicomSequence(tag);
                var sequenceEnd = length == Undefined ? end : position + (int)length;
                item = ReadItems(bytes, ref position, sequenceEnd, sequence, encoding, depth) == Status.Done ? sequence : null;
            }
            else
            {
                item = Decode(tag, vr, bytes.Slice(position, (int)length), encoding);
                position += (int)length;
            }

            if (item is null || dataset.Contains(tag))
            {
                return Status.Damaged;
            }

            dataset.Add(item);
        }

        return Status.Done;
    }

    private static bool TryHeader(ReadOnlySpan<byte> bytes, ref int position, int end, out DicomTag tag, out uint length)
    {
        (tag, length) = (default, 0);
        if (end - position < HeaderLength)
        {
            return false;
        }

        tag = new DicomTag(
            BinaryPrimitives.ReadUInt16LittleEndian(bytes[position..]),
            BinaryPrimitives.ReadUInt16LittleEndian(bytes[(position + 2)..]));
        length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(position + 4)..]);
        position += HeaderLength;
        return length == Undefined || length <= end - position;
    }
}
