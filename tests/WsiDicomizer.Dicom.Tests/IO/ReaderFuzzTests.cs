using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Dicom.Tests;

/// <summary>Files with random damage: each opens or is refused with the library's own error, within bounds.</summary>
public sealed class ReaderFuzzTests
{
    private const int Rounds = 2_000;

    public static TheoryData<string, int> Bases => new()
    {
        { RawDicom.ExplicitUid, 1 }, { RawDicom.ImplicitUid, 2 }, { RawDicom.JpegUid, 3 },
    };

    [Theory]
    [MemberData(nameof(Bases))]
    public void Open_RandomDamage_FailsCleanlyOrReads(string syntax, int seed)
    {
        var random = new Random(seed);
        var original = MakeBase(syntax, seed);
        using var folder = new TemporaryFolder();
        var read = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = Damage(original, random);
            var path = folder.Write("x.dcm", bytes);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                using var file = DicomFile.Open(path);
                Use(file);
                read++;
            }
            catch (DicomFileException)
            {
                // The reader's answer to damage.
            }
            catch (Exception exception)
            {
                Assert.Fail($"seed {seed}, round {round}: {exception}");
            }

            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated < (1 << 20) + (200L * bytes.Length), $"seed {seed}, round {round}: {allocated} bytes");
        }

        // Neither everything nor nothing: the damage is neither harmless nor total.
        Assert.InRange(read, Rounds / 100, Rounds * 99 / 100);
    }

    // What a program does with a file that opened: it reads values and frames, and writes the data set.
    private static void Use(DicomFile file)
    {
        try
        {
            foreach (var item in file.Dataset)
            {
                if (item is DicomElement element)
                {
                    element.GetAll<object>();
                }
            }

            Assert.Null(DicomDatasetComparer.FindDifference(file.Dataset, file.Dataset.Clone()));
            var pixels = file.Dataset.Contains(DicomTag.PixelData) ? DicomPixelData.Create(file.Dataset) : null;
            for (var index = 0; index < Math.Min(pixels?.NumberOfFrames ?? 0, 10); index++)
            {
                SampleImages.ReadAll(pixels!.GetFrame(index));
            }

            file.Dataset.Remove(item => item is DicomFragmentSequence);
            DicomDatasetWriter.Write(Stream.Null, file.Dataset, explicitVR: true);
        }
        catch (DicomDataException)
        {
            // The data set's answer to values that make no sense.
        }
    }

    private static byte[] MakeBase(string syntax, int seed)
    {
        var dataset = new RandomDatasets(seed).Next();
        foreach (var item in SampleImages.Dataset(3))
        {
            dataset.AddOrUpdate(item);
        }

        dataset.Remove(item => item.Tag.Group >= 0x7FE0);
        var explicitVR = syntax != RawDicom.ImplicitUid;
        var pixels = syntax == RawDicom.JpegUid
            ? RawDicom.Explicit(
                DicomTag.PixelData,
                "OB",
                RawDicom.Join(
                    RawDicom.Item([.. RawDicom.U32(0), .. RawDicom.U32(12), .. RawDicom.U32(26)]),
                    RawDicom.Item([0xFF, 0xD8, 0xFF, 0xD9]),
                    RawDicom.Item([0xFF, 0xD8, 1, 2, 0xFF, 0xD9]),
                    RawDicom.Item([0xFF, 0xD8, 0xFF, 0xD9]),
                    RawDicom.SequenceDelimiter),
                RawDicom.Undefined)
            : TestFiles.Encode(new DicomDataset(new DicomOtherWord(DicomTag.PixelData, new byte[72])), explicitVR);
        return RawDicom.File(syntax, TestFiles.EncodeUndefined(dataset, explicitVR), pixels);
    }

    private static byte[] Damage(byte[] original, Random random)
    {
        var bytes = (byte[])original.Clone();
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            var place = random.Next(128, bytes.Length - 4);
            switch (random.Next(6))
            {
                case 0:
                    bytes[place] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[place] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    BitConverter.TryWriteBytes(bytes.AsSpan(place), random.Next(2) == 0 ? 0xFFFFFFFF : 0x7FFFFFFFu);
                    break;
                case 3:
                    bytes.AsSpan(place, 4).Clear();
                    break;
                case 4:
                    // A piece from elsewhere.
                    var length = random.Next(1, Math.Min(64, bytes.Length - place));
                    original.AsSpan(random.Next(original.Length - length), length).CopyTo(bytes.AsSpan(place));
                    break;
                default:
                    bytes = random.Next(4) == 0 ? bytes[..place] : bytes;
                    break;
            }

            if (bytes.Length < 140)
            {
                return bytes;
            }
        }

        return bytes;
    }
}
