using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Dicom.Tests;

/// <summary>Small images with frames of random bytes.</summary>
internal static class SampleImages
{
    public static DicomDataset Dataset(int frameCount, int rows = 2, int columns = 4, int samples = 3) => new()
    {
        { DicomTag.SOPClassUID, DicomUID.VLWholeSlideMicroscopyImageStorage },
        { DicomTag.SOPInstanceUID, "2.25.1" },
        { DicomTag.SamplesPerPixel, (ushort)samples },
        { DicomTag.PhotometricInterpretation, samples == 3 ? "RGB" : "MONOCHROME2" },
        { DicomTag.PlanarConfiguration, (ushort)0 },
        { DicomTag.NumberOfFrames, frameCount },
        { DicomTag.Rows, (ushort)rows },
        { DicomTag.Columns, (ushort)columns },
        { DicomTag.BitsAllocated, (ushort)8 },
        { DicomTag.BitsStored, (ushort)8 },
        { DicomTag.HighBit, (ushort)7 },
        { DicomTag.PixelRepresentation, (ushort)0 },
    };

    public static byte[][] Frames(int count, int seed)
    {
        var random = new Random(seed);
        var frames = new byte[count][];
        for (var index = 0; index < count; index++)
        {
            frames[index] = new byte[random.Next(1, 500)];
            random.NextBytes(frames[index]);
        }

        return frames;
    }

    /// <summary>Whole items of consecutive frames, as a caller of the writer makes them.</summary>
    public static byte[] Items(EncapsulatedLayout layout, byte[][] frames, int first, int count, int extra = 0)
    {
        var bytes = new List<byte>();
        var header = new byte[EncapsulatedLayout.ItemHeaderBytes];
        for (var index = first; index < first + count; index++)
        {
            DicomFrameFileWriter.WriteItemHeader(header, layout.GetItemLength(index));
            bytes.AddRange(header);
            bytes.AddRange(frames[index]);
            bytes.AddRange(new byte[frames[index].Length & 1]);
        }

        return [.. bytes, .. new byte[extra]];
    }

    public static byte[] ReadAll(IByteSource source)
    {
        var bytes = new byte[source.Length];
        source.Read(0, bytes);
        return bytes;
    }

    /// <summary>Encapsulated pixel data in memory.</summary>
    /// <param name="table">The basic offset table.</param>
    /// <param name="fragments">The fragments.</param>
    public static DicomFragmentSequence Fragments(uint[] table, params byte[][] fragments)
    {
        var offsets = new long[fragments.Length];
        for (var index = 1; index < offsets.Length; index++)
        {
            offsets[index] = offsets[index - 1] + 8 + fragments[index - 1].Length;
        }

        return new DicomFragmentSequence(
            DicomTag.PixelData, table, [.. fragments.Select(fragment => new MemoryByteSource(fragment))], offsets);
    }
}
