using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Dicom.Tests;

public sealed class ReaderTests
{
    private static readonly DicomTag Private = new(0x0009, 0x1001);

    [Fact]
    public void Open_ValueBeyondTheThreshold_StaysInTheFile()
    {
        var content = new byte[100_000];
        new Random(1).NextBytes(content);
        var bytes = RawDicom.File(RawDicom.ExplicitUid, RawDicom.Explicit(DicomTag.ICCProfile, "OB", content));

        var (source, read) = TestFiles.Read(bytes, file =>
        {
            var element = file.Dataset.GetDicomItem<DicomOtherByte>(DicomTag.ICCProfile);
            return (element.Source, element.ToArray());
        });

        Assert.IsType<FileByteSource>(source);
        Assert.Equal(content, read);
    }

    [Fact]
    public void Open_UNWithKnownVRThatDoesNotFit_StaysBytes()
    {
        var bytes = RawDicom.File(RawDicom.ExplicitUid, RawDicom.Explicit(DicomTag.Rows, "UN", [1, 2, 3]));

        Assert.Equal([1, 2, 3], TestFiles.Read(bytes, file => file.Dataset.GetDicomItem<DicomUnknown>(DicomTag.Rows).ToArray()));
    }

    [Fact]
    public void Open_NestedUNOfUndefinedLength_IsASequenceWithItsNames()
    {
        // A private sequence as a writer passes it on that does not know it: implicit inside UN, two levels.
        var inner = RawDicom.Implicit(
            Private,
            RawDicom.Join(RawDicom.Item(RawDicom.Implicit(DicomTag.PatientID, "AB"u8.ToArray())), RawDicom.SequenceDelimiter),
            RawDicom.Undefined);
        var outer = RawDicom.Join(RawDicom.Item(inner, undefined: true), RawDicom.SequenceDelimiter);
        var bytes = RawDicom.File(
            RawDicom.ExplicitUid,
            RawDicom.Explicit(Private, "UN", outer, RawDicom.Undefined),
            RawDicom.Explicit(DicomTag.PatientID, "LO", "CD"));

        var (nested, top) = TestFiles.Read(bytes, file => (
            file.Dataset.GetSequence(Private).Items[0].GetSequence(Private).Items[0].GetString(DicomTag.PatientID),
            file.Dataset.GetString(DicomTag.PatientID)));

        Assert.Equal(("AB", "CD"), (nested, top));
    }

    [Fact]
    public void Open_EmptySequencesAndItems_AreKept()
    {
        var bytes = RawDicom.File(
            RawDicom.ExplicitUid,
            RawDicom.Explicit(DicomTag.ContainerTypeCodeSequence, "SQ", []),
            RawDicom.Explicit(
                DicomTag.SpecimenDescriptionSequence, "SQ", RawDicom.Join(RawDicom.Item([]), RawDicom.Item([], undefined: true))),
            RawDicom.Explicit(DicomTag.OpticalPathSequence, "SQ", RawDicom.SequenceDelimiter, RawDicom.Undefined));

        var counts = TestFiles.Read(bytes, file => file.Dataset.Select(item => ((DicomSequence)item).Items.Count).ToArray());

        Assert.Equal([0, 2, 0], counts);
    }

    [Fact]
    public void Open_Limits_RefuseWithTheirNames()
    {
        var deep = Array.Empty<byte>();
        for (var depth = 0; depth < 4; depth++)
        {
            deep = RawDicom.Explicit(DicomTag.ContentSequence, "SQ", RawDicom.Item(deep));
        }

        AssertRefused(deep, new DicomReaderLimits { MaximumDepth = 3 }, "MaximumDepth = 3");
        AssertRefused(deep, new DicomReaderLimits { MaximumItems = 6 }, "MaximumItems = 6");
        AssertRefused(
            RawDicom.Explicit(DicomTag.PatientID, "LO", new byte[200]),
            new DicomReaderLimits { MaximumValueBytes = 199 },
            "MaximumValueBytes = 199");
        AssertRefused(
            RawDicom.Explicit(DicomTag.PixelSpacing, "DS", "1\\2\\3\\4"),
            new DicomReaderLimits { MaximumTextValues = 3 },
            "MaximumTextValues = 3");
    }

    [Fact]
    public void Open_SequencesNested100000Deep_AreRefused()
    {
        const int Depth = 100_000;
        var one = RawDicom.Join(
            RawDicom.Explicit(DicomTag.ContentSequence, "SQ", [], RawDicom.Undefined),
            RawDicom.Implicit(DicomTag.Item, [], RawDicom.Undefined));
        var body = new byte[one.Length * Depth];
        for (var depth = 0; depth < Depth; depth++)
        {
            one.CopyTo(body, depth * one.Length);
        }

        AssertRefused(body, DicomReaderLimits.Default, "MaximumDepth = 64");
    }

    [Fact]
    public void Open_ManyFragments_TakeLittleMemoryEach()
    {
        const int Count = 200_000;
        var item = RawDicom.Implicit(DicomTag.Item, []);
        var items = new byte[item.Length * Count];
        for (var index = 0; index < Count; index++)
        {
            item.CopyTo(items, index * item.Length);
        }

        var bytes = RawDicom.File(
            RawDicom.JpegUid,
            RawDicom.Explicit(
                DicomTag.PixelData,
                "OB",
                RawDicom.Join(RawDicom.Item([]), items, RawDicom.SequenceDelimiter),
                RawDicom.Undefined));
        using var folder = new TemporaryFolder();
        var path = folder.Write("many.dcm", bytes);

        var before = GC.GetAllocatedBytesForCurrentThread();
        using var file = DicomFile.Open(path);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(Count, file.Dataset.GetDicomItem<DicomFragmentSequence>(DicomTag.PixelData).Fragments.Count);
        Assert.InRange(allocated, 0, 64L * Count);
    }

    [Fact]
    public void Read_OutsideASource_IsRefused()
    {
        IByteSource[] sources =
        [
            new MemoryByteSource(new byte[10]),
            new ByteSourceSlice(new MemoryByteSource(new byte[20]), 5, 10),
            new ByteSourceSeries([new MemoryByteSource(new byte[4]), new MemoryByteSource(new byte[6])]),
        ];

        Assert.All(sources, source =>
        {
            source.Read(9, new byte[1]);
            source.Read(10, []);
            Assert.Throws<ArgumentOutOfRangeException>(() => source.Read(9, new byte[2]));
            Assert.Throws<ArgumentOutOfRangeException>(() => source.Read(-1, new byte[1]));
            Assert.Throws<ArgumentOutOfRangeException>(() => source.Read(long.MaxValue, new byte[1]));
        });
    }

    [Fact]
    public void Open_FileThatFails_IsClosedAgain()
    {
        byte[][] broken =
        [
            [],
            RawDicom.File("1.2.840.10008.1.2.1.99", [0xFF, 0xFF]),
            RawDicom.File(RawDicom.ExplicitUid, [1, 2, 3]),
            RawDicom.File(RawDicom.ExplicitUid, RawDicom.Explicit(DicomTag.SpecificCharacterSet, "CS", "ISO_IR 999")),
        ];
        using var folder = new TemporaryFolder();
        foreach (var bytes in broken)
        {
            var path = folder.Write("x.dcm", bytes);

            Assert.Throws<DicomFileException>(() => DicomFile.Open(path));

            // Sharing is refused while somebody else has the file open.
            using var alone = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
    }

    [Fact]
    public void Open_NoFileOrFolder_SaysSo()
    {
        using var folder = new TemporaryFolder();

        Assert.Matches("cannot be opened", Assert.Throws<DicomFileException>(() => DicomFile.Open(folder["none"])).Message);
        Assert.Matches("cannot be opened", Assert.Throws<DicomFileException>(() => DicomFile.Open(folder["."])).Message);
    }

    [Fact]
    public void Read_FileBecameShorter_IsTheLibrarysError()
    {
        using var folder = new TemporaryFolder();
        var bytes = RawDicom.File(RawDicom.ExplicitUid, RawDicom.Explicit(DicomTag.ICCProfile, "OB", new byte[100_000]));
        using var file = DicomFile.Open(folder.Write("x.dcm", bytes));
        var source = file.Dataset.GetDicomItem<DicomOtherByte>(DicomTag.ICCProfile).Source;

        // Another program cuts the file; advisory locks do not stop it.
        Cut(folder["x.dcm"], bytes.Length / 2);

        Assert.Throws<DicomFileException>(() => source.Read(0, new byte[100_000]));
    }

    private static void Cut(string path, long length)
    {
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        RandomAccess.SetLength(handle, length);
    }

    private static void AssertRefused(byte[] body, DicomReaderLimits limits, string name)
    {
        var error = Assert.Throws<DicomFileException>(
            () => TestFiles.Read(RawDicom.File(RawDicom.ExplicitUid, body), file => file.Dataset.Count, limits));
        Assert.EndsWith(name, error.Message, StringComparison.Ordinal);
    }
}
