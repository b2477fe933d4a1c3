using System.Buffers.Binary;

namespace WsiDicomizer.Dicom.IO;

/// <summary>Steps from item to item of encapsulated pixel data without reading what is in them (PS3.5 A.4). Thread-safe.</summary>
/// <param name="source">The whole file, or the whole inflated data set.</param>
/// <param name="path">The file's path, for messages.</param>
/// <param name="end">The first byte after what encloses the pixel data.</param>
internal sealed class FragmentWalk(IByteSource source, string path, long end)
{
    /// <summary>Reads an item's header.</summary>
    /// <param name="offset">Of its tag.</param>
    /// <exception cref="DicomFileException">There is none, or it is longer than what encloses it.</exception>
    public (DicomTag Tag, uint Length) ReadItemHeader(long offset)
    {
        if (offset < 0 || end - offset < EncapsulatedLayout.ItemHeaderBytes)
        {
            throw Damaged("the file ends where an item of the pixel data was expected", offset);
        }

        Span<byte> bytes = stackalloc byte[EncapsulatedLayout.ItemHeaderBytes];
        source.Read(offset, bytes);
        var tag = DatasetEncoding.ImplicitLittleEndian.ReadTag(bytes);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        if (tag == DicomTag.SequenceDelimitationItem)
        {
            return (tag, length);
        }

        if (tag != DicomTag.Item)
        {
            throw Damaged($"expected a fragment's item or the sequence delimiter, found {tag}", offset);
        }

        // In a file beyond 4 GiB an undefined length would pass for a very long fragment.
        if (length == ElementHeader.Undefined)
        {
            throw Damaged("an item of the pixel data has an undefined length", offset);
        }

        return length <= end - offset - EncapsulatedLayout.ItemHeaderBytes
            ? (tag, length)
            : throw Damaged("an item of the pixel data is longer than what encloses it", offset);
    }

    /// <summary>Whether a fragment's item begins at a place.</summary>
    /// <param name="offset">From the start of the file.</param>
    /// <param name="length">The fragment's length, not yet checked.</param>
    public bool IsItem(long offset, out uint length)
    {
        length = 0;
        if (offset < 0 || end - offset < EncapsulatedLayout.ItemHeaderBytes)
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[EncapsulatedLayout.ItemHeaderBytes];
        source.Read(offset, bytes);
        length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        return DatasetEncoding.ImplicitLittleEndian.ReadTag(bytes) == DicomTag.Item && length != ElementHeader.Undefined;
    }

    /// <summary>The tag at a place that has 8 bytes.</summary>
    public DicomTag ReadTag(long offset)
    {
        Span<byte> bytes = stackalloc byte[4];
        source.Read(offset, bytes);
        return DatasetEncoding.ImplicitLittleEndian.ReadTag(bytes);
    }

    /// <summary>The error that something is wrong at a place.</summary>
    public DicomFileException Damaged(string message, long offset) => new(message, path, offset);
}
