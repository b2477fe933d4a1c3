using System.Buffers.Binary;
using System.Text;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Slides.Formats.Dicom;

/// <summary>What stands before a data set and may identify: the preamble, and the file meta information (PS3.10 7.1).</summary>
/// <remarks>The meta information is always explicit VR little endian. It is made anew for every output.</remarks>
internal static class DicomFileHeader
{
    private const int PreambleBytes = 128;
    private const int MetaOffset = PreambleBytes + 4;
    private const ushort MetaGroup = 0x0002;

    private static readonly DicomTag[] Harmless =
    [
        DicomTag.FileMetaInformationGroupLength, DicomTag.FileMetaInformationVersion, DicomTag.MediaStorageSOPClassUID,
        DicomTag.TransferSyntaxUID, DicomTag.ImplementationClassUID,
    ];

    /// <summary>Finds the records.</summary>
    /// <param name="head">The first bytes of the file.</param>
    /// <param name="fileIndex">Of the slide's files.</param>
    public static IEnumerable<IdentityRecord> FindRecords(byte[] head, int fileIndex)
    {
        if (head.AsSpan(0, Math.Min(head.Length, PreambleBytes)).ContainsAnyExcept((byte)0))
        {
            yield return new IdentityRecord
            {
                FileIndex = fileIndex,
                Location = "preamble",
                Name = "preamble",
                Value = DicomIdentityText.FromBytes(head.AsSpan(0, PreambleBytes)),
                Kind = IdentityKind.UnknownKey,
                Range = new ByteRange(0, PreambleBytes),
            };
        }

        for (var position = MetaOffset; position + 8 <= head.Length;)
        {
            var tag = new DicomTag(
                BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(position)),
                BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(position + 2)));
            var (start, length) = ReadLength(head, position);
            if (tag.Group != MetaGroup || length < 0 || length > head.Length - start)
            {
                yield break;
            }

            var range = new ByteRange(start, length);
            position = start + (int)length;
            if (length > 0 && !Harmless.Contains(tag))
            {
                yield return new IdentityRecord
                {
                    FileIndex = fileIndex,
                    Location = tag.ToString(),
                    Name = DicomDictionary.Default.GetKeyword(tag),
                    Value = DicomIdentityText.FromBytes(head.AsSpan(start, (int)length)),
                    Kind = DicomDictionary.Default.TryGetEntry(tag, out _) ? IdentityKind.Identifier : IdentityKind.UnknownKey,
                    Range = range,
                };
            }
        }
    }

    // OB, UN and their like have two reserved bytes and a length of four (PS3.5 7.1.2).
    private static (int Start, long Length) ReadLength(ReadOnlySpan<byte> head, int position)
    {
        var vr = Encoding.ASCII.GetString(head.Slice(position + 4, 2));
        if (vr is not ("OB" or "OW" or "UN" or "UT" or "UC" or "UR" or "OD" or "OF" or "OL" or "OV" or "SV" or "UV" or "SQ"))
        {
            return (position + 8, BinaryPrimitives.ReadUInt16LittleEndian(head[(position + 6)..]));
        }

        return position + 12 <= head.Length
            ? (position + 12, BinaryPrimitives.ReadUInt32LittleEndian(head[(position + 8)..]))
            : (position + 8, -1);
    }
}
