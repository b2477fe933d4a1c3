using System.Buffers.Binary;
using WsiDicomizer.Dicom;
using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Fuzz.Seeds;

/// <summary>Small DICOM files.</summary>
internal static class DicomFiles
{
    public const string PatientName = "Quetzalcoatl^Xochitl";
    public const string PatientID = "ID-90210-ZZ";
    private const uint Undefined = uint.MaxValue;

    public static IEnumerable<byte[]> All() =>
    [
        Native(DicomTransferSyntax.ExplicitVRLittleEndian),
        Native(DicomTransferSyntax.ImplicitVRLittleEndian),
        Native(DicomTransferSyntax.ExplicitVRBigEndian),
        Native(DicomTransferSyntax.DeflatedExplicitVRLittleEndian),
        Encapsulated(withTable: true),
        Encapsulated(withTable: false),
        ExtendedOffsetTable(),
        .. SharedSeeds.Heads("dicom-wsi", 64 << 10).Select(WithSmallPixelData),
    ];

    /// <summary>With any bytes as its data set.</summary>
    public static byte[] File(DicomTransferSyntax syntax, ReadOnlySpan<byte> dataset)
    {
        var meta = Encode(
            new DicomFileMetaInformation
            {
                MediaStorageSOPClassUID = DicomUID.VLWholeSlideMicroscopyImageStorage,
                MediaStorageSOPInstanceUID = new DicomUID("2.25.1"),
                TransferSyntax = syntax,
            }.ToDataset(),
            explicitVR: true);
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, meta.Length);
        return [.. new byte[128], .. "DICM"u8, 2, 0, 0, 0, .. "UL"u8, 4, 0, .. length, .. meta, .. dataset];
    }

    public static byte[] Item(ReadOnlySpan<byte> content) => [0xFE, 0xFF, 0x00, 0xE0, .. UInt32((uint)content.Length), .. content];

    public static byte[] UInt32(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    public static byte[] Encode(DicomDataset dataset, bool explicitVR)
    {
        using var stream = new MemoryStream();
        DicomDatasetWriter.Write(stream, dataset, explicitVR);
        return stream.ToArray();
    }

    /// <summary>The data set in a transfer syntax.</summary>
    public static byte[] Encode(DicomDataset dataset, DicomTransferSyntax syntax)
    {
        using var stream = new MemoryStream();
        DicomDatasetWriter.Write(stream, dataset, syntax);
        return stream.ToArray();
    }

    /// <summary>An image's data set without pixel data.</summary>
    public static DicomDataset Image(int frameCount) => new()
    {
        { DicomTag.SpecificCharacterSet, "ISO_IR 192" },
        { DicomTag.ImageType, "ORIGINAL", "PRIMARY", "VOLUME", "NONE" },
        { DicomTag.SOPClassUID, DicomUID.VLWholeSlideMicroscopyImageStorage },
        { DicomTag.SOPInstanceUID, "2.25.1" },
        { DicomTag.StudyDate, "20200102" },
        { DicomTag.AccessionNumber, "A-1" },
        { DicomTag.PatientName, PatientName },
        { DicomTag.PatientID, PatientID },
        { DicomTag.AcquisitionContextSequence, new DicomDataset() },
        {
            DicomTag.SpecimenDescriptionSequence,
            new DicomDataset
            {
                { DicomTag.SpecimenIdentifier, "S-1" },
                { DicomTag.SpecimenUID, "2.25.7" },
                { DicomTag.SpecimenPreparationSequence, new DicomDataset { { DicomTag.CodeMeaning, "step" } }, new DicomDataset() },
            }
        },
        { DicomTag.SamplesPerPixel, (ushort)3 },
        { DicomTag.PhotometricInterpretation, "RGB" },
        { DicomTag.PlanarConfiguration, (ushort)0 },
        { DicomTag.NumberOfFrames, frameCount },
        { DicomTag.Rows, (ushort)2 },
        { DicomTag.Columns, (ushort)4 },
        { DicomTag.PixelSpacing, 0.00025m, 0.00025m },
        { DicomTag.BitsAllocated, (ushort)8 },
        { DicomTag.BitsStored, (ushort)8 },
        { DicomTag.HighBit, (ushort)7 },
        { DicomTag.PixelRepresentation, (ushort)0 },
        { DicomTag.ImagedVolumeWidth, 1.5f },
        { DicomTag.LossyImageCompression, "00" },
    };

    private static byte[] Native(DicomTransferSyntax syntax) => File(
        syntax, Encode(new DicomDataset([.. Image(2), new DicomOtherByte(DicomTag.PixelData, new byte[48])]), syntax));

    private static byte[] Encapsulated(bool withTable)
    {
        byte[] frames = [.. Item(new byte[10]), .. Item(new byte[20])];
        var table = Item(withTable ? [.. UInt32(0), .. UInt32(18)] : []);
        return File(
            DicomTransferSyntax.JPEGProcess1, [.. Encode(Image(2), explicitVR: true), .. PixelData([.. table, .. frames])]);
    }

    private static byte[] ExtendedOffsetTable()
    {
        var dataset = new DicomDataset(
        [
            .. Image(2),
            new DicomOtherVeryLong(DicomTag.ExtendedOffsetTable, [.. UInt32(0), .. UInt32(0), .. UInt32(18), .. UInt32(0)]),
            new DicomOtherVeryLong(DicomTag.ExtendedOffsetTableLengths, [.. UInt32(9), .. UInt32(0), .. UInt32(20), .. UInt32(0)]),
        ]);
        byte[] frames = [.. Item(new byte[10]), .. Item(new byte[20])];
        return File(
            DicomTransferSyntax.JPEG2000Lossless, [.. Encode(dataset, explicitVR: true), .. PixelData([.. Item([]), .. frames])]);
    }

    // The pixel data of a sample is replaced by two short fragments, or cut: what is before it is what counts.
    private static byte[] WithSmallPixelData(byte[] head)
    {
        var start = head.AsSpan().LastIndexOf<byte>([0xE0, 0x7F, 0x10, 0x00, (byte)'O']);
        if (start < 0)
        {
            return head;
        }

        var isEncapsulated = BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(start + 8)) == Undefined;
        return isEncapsulated
            ? [.. head.AsSpan(0, start), .. PixelData([.. Item([]), .. Item(new byte[10]), .. Item(new byte[20])])]
            : [.. head.AsSpan(0, start + 8), .. UInt32(64), .. new byte[64]];
    }

    private static byte[] PixelData(ReadOnlySpan<byte> items) =>
    [
        0xE0, 0x7F, 0x10, 0x00, .. "OB"u8, 0, 0, .. UInt32(Undefined), .. items,
        0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0,
    ];
}
