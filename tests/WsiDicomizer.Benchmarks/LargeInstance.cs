using System.Buffers.Binary;
using System.Runtime.InteropServices;
using WsiDicomizer.Dicom;
using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Benchmarks;

/// <summary>A real instance of any size: encapsulated frames of seeded bytes, each with a check sum of its own inside.</summary>
internal static class LargeInstance
{
    private const int FrameBytes = 1 << 20;
    private const int SumBytes = sizeof(uint);

    /// <summary>Writes the instance, one frame in memory at a time.</summary>
    public static void Write(string path, int frameCount)
    {
        var layout = EncapsulatedLayout.Create([.. Enumerable.Range(0, frameCount).Select(index => (long)LengthOf(index))]);
        var meta = new DicomFileMetaInformation
        {
            MediaStorageSOPClassUID = DicomUID.VLWholeSlideMicroscopyImageStorage,
            MediaStorageSOPInstanceUID = new DicomUID("2.25.1"),
            TransferSyntax = DicomTransferSyntax.JPEGProcess1,
        };
        using var writer = DicomFrameFileWriter.Create(path, meta, Dataset(frameCount), layout);
        var buffer = new byte[EncapsulatedLayout.ItemHeaderBytes + FrameBytes];
        for (var index = 0; index < frameCount; index++)
        {
            var item = buffer.AsSpan(0, EncapsulatedLayout.ItemHeaderBytes + (int)layout.GetItemLength(index));
            item.Clear();
            DicomFrameFileWriter.WriteItemHeader(item, layout.GetItemLength(index));
            Fill(index, item.Slice(EncapsulatedLayout.ItemHeaderBytes, LengthOf(index)));
            writer.WriteItems(index, item);
        }

        writer.Complete();
    }

    /// <summary>Reads random frames and both ends, and checks every byte of theirs.</summary>
    /// <returns>The number of frames that were read.</returns>
    /// <exception cref="InvalidDataException">A frame is another.</exception>
    public static int Read(string path)
    {
        using var file = DicomFile.Open(path);
        var pixels = DicomPixelData.Create(file.Dataset);
        var random = new Random(20261121);
        int[] indices =
        [
            0, pixels.NumberOfFrames - 1, .. Enumerable.Range(0, 500).Select(_ => random.Next(pixels.NumberOfFrames)),
        ];
        var actual = new byte[FrameBytes];
        var expected = new byte[FrameBytes];
        foreach (var index in indices)
        {
            var length = LengthOf(index);
            var frame = pixels.GetFrame(index);
            frame.Read(0, actual.AsSpan(0, length));
            Fill(index, expected.AsSpan(0, length));
            if (frame.Length < length || !actual.AsSpan(0, length).SequenceEqual(expected.AsSpan(0, length)))
            {
                throw new InvalidDataException($"frame {index + 1} is not what was written");
            }
        }

        return indices.Length;
    }

    // Odd and even lengths below a MiB: every item differs from its neighbours.
    private static int LengthOf(int frameIndex) => FrameBytes - 1 - (frameIndex * 7919 % 4096);

    // A frame begins with the sum of what follows, so that foreign programs can check it too. The words are a Weyl sequence
    // of the frame's number: quick, so that the time measured is the file's.
    private static void Fill(int frameIndex, Span<byte> frame)
    {
        const ulong Step = 0x9E3779B97F4A7C15;
        var content = frame[SumBytes..];
        var word = Step * (ulong)(frameIndex + 1);
        foreach (ref var place in MemoryMarshal.Cast<byte, ulong>(content))
        {
            place = word ^ (word >> 29);
            word += Step;
        }

        content[(content.Length & ~7)..].Fill((byte)frameIndex);
        uint sum = 0;
        foreach (var value in content)
        {
            sum += value;
        }

        BinaryPrimitives.WriteUInt32LittleEndian(frame, sum);
    }

    private static DicomDataset Dataset(int frameCount) => new()
    {
        { DicomTag.SOPClassUID, DicomUID.VLWholeSlideMicroscopyImageStorage },
        { DicomTag.SOPInstanceUID, "2.25.1" },
        { DicomTag.SamplesPerPixel, (ushort)3 },
        { DicomTag.PhotometricInterpretation, "YBR_FULL_422" },
        { DicomTag.PlanarConfiguration, (ushort)0 },
        { DicomTag.NumberOfFrames, frameCount },
        { DicomTag.Rows, (ushort)1024 },
        { DicomTag.Columns, (ushort)1024 },
        { DicomTag.BitsAllocated, (ushort)8 },
        { DicomTag.BitsStored, (ushort)8 },
        { DicomTag.HighBit, (ushort)7 },
        { DicomTag.PixelRepresentation, (ushort)0 },
    };
}
