namespace WsiDicomizer.Dicom.Tests;

/// <summary>Files that are made from others: large values and runs of fragments are copied without being looked at.</summary>
public sealed class WriteNewTests : IDisposable
{
    private const int LargeBytes = (3 << 20) + 2;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wsidicomizer-new-");

    [Fact]
    public void WriteNew_LargeValueOfAnotherFile_IsTheSameToTheByte()
    {
        var source = SaveLarge();

        using var file = DicomFile.Open(source);
        var length = file.WriteNew(Name("copy"), options: null, flushToDisk: true, CancellationToken.None);

        Assert.Equal(File.ReadAllBytes(source), File.ReadAllBytes(Name("copy")));
        Assert.Equal(new FileInfo(source).Length, length);
    }

    [Theory]
    [InlineData(2000, 1500)]
    [InlineData(3, 1 << 20)]
    [InlineData(40, 10)]
    public void WriteNew_FragmentsThatFollowEachOther_AreTheSameToTheByte(int count, int length)
    {
        var fragments = Enumerable.Range(0, count).Select(index => (IO.IByteSource)new IO.MemoryByteSource(Bytes(length, index))).ToArray();
        var offsets = Enumerable.Range(0, count).Select(index => (long)index * (length + 8)).ToArray();
        var dataset = Image().Add(new DicomFragmentSequence(
            DicomTag.PixelData, [.. offsets.Select(offset => (uint)offset)], fragments, offsets));
        new DicomFile(DicomFileMetaInformation.Of(dataset, DicomTransferSyntax.JPEGProcess1), dataset).Save(Name("source"));

        using var file = DicomFile.Open(Name("source"));
        file.WriteNew(Name("copy"), options: null, flushToDisk: false, CancellationToken.None);

        Assert.Equal(File.ReadAllBytes(Name("source")), File.ReadAllBytes(Name("copy")));
    }

    [Fact]
    public void WriteNew_Cancelled_LeavesNoFile()
    {
        using var file = DicomFile.Open(SaveLarge());

        Assert.Throws<OperationCanceledException>(
            () => file.WriteNew(Name("copy"), options: null, flushToDisk: false, new CancellationToken(canceled: true)));
        Assert.False(File.Exists(Name("copy")));
    }

    [Fact]
    public void WriteNew_OverAFileOfSomebody_LeavesItAlone()
    {
        File.WriteAllText(Name("copy"), "mine");
        using var file = DicomFile.Open(SaveLarge());

        Assert.Throws<IOException>(() => file.WriteNew(Name("copy"), options: null, flushToDisk: false, CancellationToken.None));
        Assert.Equal("mine", File.ReadAllText(Name("copy")));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static DicomDataset Image() => new()
    {
        { DicomTag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.7" },
        { DicomTag.SOPInstanceUID, "1.2.3" },
    };

    private static byte[] Bytes(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private string SaveLarge()
    {
        var dataset = Image().Add(new DicomOtherByte(DicomTag.PixelData, Bytes(LargeBytes, 1)));
        new DicomFile(DicomFileMetaInformation.Of(dataset, DicomTransferSyntax.ExplicitVRLittleEndian), dataset).Save(Name("source"));
        return Name("source");
    }

    private string Name(string name) => Path.Combine(_folder.FullName, name);
}
