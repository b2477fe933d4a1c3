using System.Buffers.Binary;
using System.Globalization;
using WsiDicomizer.Dicom;
using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Benchmarks;

/// <summary>Makes instances to de-identify: seeded, with invented identity, in the shape of real ones.</summary>
internal static class InstanceMaker
{
    private const int LargeFrames = 32_000;
    private const int FrameBytes = 11_000;
    private const int NativeFrames = 1_800;
    private const int TileSide = 256;
    private const int SmallSide = 156;

    /// <summary>An instance of about 350 MB with uncompressed tiles.</summary>
    public static void WriteNative(string path)
    {
        var dataset = Image(DicomUID.VLWholeSlideMicroscopyImageStorage, 1, NativeFrames, TileSide, samples: 3, bits: 8);
        var meta = DicomFileMetaInformation.Of(dataset, DicomTransferSyntax.ExplicitVRLittleEndian);
        var frame = new byte[TileSide * TileSide * 3];
        var random = new Random(1);
        using var writer = DicomNativeFileWriter.Create(path, meta, dataset, DicomVR.OB, frame.Length, NativeFrames);
        for (var index = 0; index < NativeFrames; index++)
        {
            random.NextBytes(frame);
            writer.WriteFrames(index, frame);
        }

        writer.Complete();
    }

    /// <summary>An instance of about 350 MB with 32,000 JPEG tiles: their structure is whole, their coded data random.</summary>
    public static void WriteJpeg(string path, bool withComments)
    {
        var dataset = Image(DicomUID.VLWholeSlideMicroscopyImageStorage, 1, LargeFrames, TileSide, samples: 3, bits: 8);
        dataset.AddOrUpdate(DicomTag.PhotometricInterpretation, "YBR_FULL_422");
        var lengths = new long[LargeFrames];
        for (var index = 0; index < lengths.Length; index++)
        {
            lengths[index] = FrameBytes + (index * 7919 % 500 * 2);
        }

        var layout = EncapsulatedLayout.Create(lengths);
        var meta = DicomFileMetaInformation.Of(dataset, DicomTransferSyntax.JPEGProcess1);
        using var writer = DicomFrameFileWriter.Create(path, meta, dataset, layout);
        var random = new Random(1);
        for (var index = 0; index < LargeFrames; index++)
        {
            var item = new byte[EncapsulatedLayout.ItemHeaderBytes + lengths[index]];
            DicomFrameFileWriter.WriteItemHeader(item, lengths[index]);
            FillJpeg(item.AsSpan(EncapsulatedLayout.ItemHeaderBytes), random, withComments);
            writer.WriteItems(index, item);
        }

        writer.Complete();
    }

    /// <summary>A folder of instances of about 50 kB: 16-bit pictures of 20 patients.</summary>
    public static void WriteSmall(string folder, int count)
    {
        Directory.CreateDirectory(folder);
        var random = new Random(2);
        for (var index = 0; index < count; index++)
        {
            var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{index:D6}.dcm"));
            if (File.Exists(path))
            {
                continue;
            }

            var dataset = Image(new DicomUID("1.2.840.10008.5.1.4.1.1.2"), index, 1, SmallSide, samples: 1, bits: 16);
            var pixels = new byte[SmallSide * SmallSide * 2];
            random.NextBytes(pixels);
            dataset.Add(new DicomOtherWord(DicomTag.PixelData, pixels));
            new DicomFile(DicomFileMetaInformation.Of(dataset, DicomTransferSyntax.ExplicitVRLittleEndian), dataset)
                .WriteNew(path, options: null, flushToDisk: false, CancellationToken.None);
        }
    }

    private static void FillJpeg(Span<byte> frame, Random random, bool withComment)
    {
        // SOI, COM, DQT, SOF0 with three components, DHT, SOS, coded data without FF, EOI (ITU-T T.81 annex B).
        ReadOnlySpan<byte> comment = [0xFF, 0xFE, 0, 20, .. "invented comment.."u8];
        byte[] head =
        [
            0xFF, 0xD8, .. withComment ? comment : [],
            0xFF, 0xDB, 0, 67, 0, .. Enumerable.Repeat((byte)16, 64),
            0xFF, 0xC0, 0, 17, 8, 1, 0, 1, 0, 3, 1, 0x22, 0, 2, 0x11, 0, 3, 0x11, 0,
            0xFF, 0xC4, 0, 20, 0, 1, .. Enumerable.Repeat((byte)0, 16),
            0xFF, 0xDA, 0, 12, 3, 1, 0, 2, 0, 3, 0, 0, 63, 0,
        ];
        random.NextBytes(frame);
        frame.Replace((byte)0xFF, (byte)0xFE);

        // As often as in real streams, a coded FF with its stuffed zero.
        for (var place = head.Length; place + 4 < frame.Length; place += 300)
        {
            BinaryPrimitives.WriteUInt16BigEndian(frame[place..], 0xFF00);
        }

        head.CopyTo(frame);
        BinaryPrimitives.WriteUInt16BigEndian(frame[^2..], 0xFFD9);
    }

    private static DicomDataset Image(DicomUID sopClass, int number, int frames, int side, int samples, int bits)
    {
        var patient = number % 20;
        string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
        var dataset = new DicomDataset
        {
            { DicomTag.SpecificCharacterSet, "ISO_IR 100" },
            { DicomTag.ImageType, "ORIGINAL", "PRIMARY", "VOLUME", "NONE" },
            { DicomTag.SOPClassUID, sopClass },
            { DicomTag.SOPInstanceUID, Text($"1.2.999.3.{number}") },
            { DicomTag.StudyDate, "20260102" },
            { DicomTag.SeriesDate, "20260102" },
            { DicomTag.AcquisitionDate, "20260102" },
            { DicomTag.ContentDate, "20260102" },
            { DicomTag.StudyTime, "101112" },
            { DicomTag.ContentTime, "101112.5" },
            { DicomTag.AccessionNumber, Text($"A{patient}") },
            { DicomTag.Modality, samples == 3 ? "SM" : "CT" },
            { DicomTag.Manufacturer, "Invented" },
            { DicomTag.InstitutionName, "Invented Hospital" },
            { DicomTag.ReferringPhysicianName, "Invented^Referrer" },
            { DicomTag.StationName, "STATION" },
            { DicomTag.StudyDescription, "Study of the chest, invented" },
            { DicomTag.SeriesDescription, "Series, invented" },
            { DicomTag.PatientName, Text($"Invented^Number{patient}") },
            { DicomTag.PatientID, Text($"P{patient}") },
            { DicomTag.PatientBirthDate, "19500101" },
            { DicomTag.PatientSex, "F" },
            { DicomTag.PatientAge, "076Y" },
            { DicomTag.DeviceSerialNumber, "S1" },
            { DicomTag.StudyInstanceUID, Text($"1.2.999.1.{patient}") },
            { DicomTag.SeriesInstanceUID, Text($"1.2.999.2.{patient}") },
            { DicomTag.StudyID, "1" },
            { DicomTag.SeriesNumber, 1 },
            { DicomTag.InstanceNumber, number },
            { DicomTag.FrameOfReferenceUID, Text($"1.2.999.4.{patient}") },
            { DicomTag.SamplesPerPixel, (ushort)samples },
            { DicomTag.PhotometricInterpretation, samples == 3 ? "RGB" : "MONOCHROME2" },
            { DicomTag.NumberOfFrames, frames },
            { DicomTag.Rows, (ushort)side },
            { DicomTag.Columns, (ushort)side },
            { DicomTag.BitsAllocated, (ushort)bits },
            { DicomTag.BitsStored, (ushort)bits },
            { DicomTag.HighBit, (ushort)(bits - 1) },
            { DicomTag.PixelRepresentation, (ushort)0 },
        };
        if (samples == 3)
        {
            dataset.Add(DicomTag.PlanarConfiguration, (ushort)0);
        }

        return dataset;
    }
}
