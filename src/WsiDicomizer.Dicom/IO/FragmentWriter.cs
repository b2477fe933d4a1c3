using System.Buffers.Binary;

namespace WsiDicomizer.Dicom.IO;

/// <summary>Writes encapsulated pixel data as it was read: its table and fragments unchanged (PS3.5 A.4).</summary>
internal static class FragmentWriter
{
    /// <summary>The length of the whole value with its delimiter, in bytes.</summary>
    /// <param name="pixelData">The pixel data.</param>
    /// <param name="encoding">The encoding.</param>
    /// <param name="isIndexed">Whether an extended offset table describes it.</param>
    /// <exception cref="DicomDataException">It cannot be written.</exception>
    public static long Measure(DicomFragmentSequence pixelData, ElementEncoding encoding, bool isIndexed)
    {
        if (!encoding.IsEncapsulated)
        {
            throw new DicomDataException("encapsulated pixel data is written in encapsulated transfer syntaxes only", pixelData.Tag);
        }

        var table = 4L * pixelData.OffsetTable.Count;
        if (table > ElementHeaderWriter.MaximumLength)
        {
            throw new DicomDataException("the basic offset table is longer than an item can be", pixelData.Tag);
        }

        isIndexed |= table > 0;
        var length = 8 + table + 8;
        for (var index = 0; index < pixelData.Fragments.Count; index++)
        {
            var fragment = pixelData.Fragments[index].Length;
            if (fragment > ElementHeaderWriter.MaximumLength)
            {
                throw new DicomDataException($"fragment {index + 1} is longer than an item can be", pixelData.Tag);
            }

            // Padding moves what follows away from the places that the tables say.
            if ((fragment & 1) == 1 && isIndexed && index + 1 < pixelData.Fragments.Count)
            {
                throw new DicomDataException(
                    $"fragment {index + 1} has an odd length, and the offset tables would be wrong with padding", pixelData.Tag);
            }

            length += 8 + fragment + (fragment & 1);
        }

        return length;
    }

    /// <summary>Writes the value with its delimiter.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="pixelData">The pixel data, which has been measured.</param>
    /// <param name="encoding">The encoding.</param>
    public static void Write(Stream stream, DicomFragmentSequence pixelData, ElementEncoding encoding)
    {
        ElementHeaderWriter.WriteItem(stream, DicomTag.Item, 4L * pixelData.OffsetTable.Count, encoding);
        Span<byte> entry = stackalloc byte[4];
        foreach (var offset in pixelData.OffsetTable)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(entry, offset);
            stream.Write(entry);
        }

        var fragments = pixelData.Fragments;
        for (var index = 0; index < fragments.Count; index++)
        {
            var fragment = fragments[index];
            if (fragment is FileByteSource { IsItemValue: true } first && IsEven(first) && !encoding.IsBigEndian)
            {
                // Items that follow each other in their file are one piece with their headers, which are the same here.
                var last = first;
                while (index + 1 < fragments.Count && fragments[index + 1] is FileByteSource next
                    && IsEven(next) && last.IsFollowedBy(next))
                {
                    last = next;
                    index++;
                }

                ValueEncoder.Copy(stream, FileByteSource.OfItems(first, last), unit: 1);
                continue;
            }

            ElementHeaderWriter.WriteItem(stream, DicomTag.Item, fragment.Length + (fragment.Length & 1), encoding);
            ValueEncoder.Copy(stream, fragment, unit: 1);
            if (!IsEven(fragment))
            {
                stream.WriteByte(0);
            }
        }

        ElementHeaderWriter.WriteItem(stream, DicomTag.SequenceDelimitationItem, 0, encoding);
    }

    private static bool IsEven(IByteSource fragment) => (fragment.Length & 1) == 0;
}
