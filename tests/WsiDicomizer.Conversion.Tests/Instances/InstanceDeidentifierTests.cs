using WsiDicomizer.Conversion.Instances;
using WsiDicomizer.Dicom;
using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Conversion.Tests.Instances;

public sealed class InstanceDeidentifierTests : IDisposable
{
    private readonly InstanceRun _run = new();

    [Fact]
    public void Run_FragmentsWithoutTable_BecomeAFragmentForEachFrameWithATable()
    {
        var frames = new[] { InstanceRun.Jpeg(1, "Quetzal"), InstanceRun.Jpeg(2), [.. InstanceRun.Jpeg(3), .. "Quetzal!"u8] };
        var pieces = frames.SelectMany(frame => new[] { frame[..8], frame[8..] }).Select(piece => (IByteSource)new MemoryByteSource(piece));
        _run.Save("a", Encapsulated(1, 3, [], [.. pieces]), DicomTransferSyntax.JPEGProcess1);

        var result = Assert.Single(_run.Run().Results);

        Assert.Equal((InstanceStatus.Delivered, 3, 2), (result.Status, result.Frames, result.ScrubbedFrames));
        using var file = _run.Open(result);
        var pixels = file.Dataset.GetDicomItem<DicomFragmentSequence>(DicomTag.PixelData);
        Assert.Equal(pixels.FragmentOffsets, pixels.OffsetTable.Select(offset => (long)offset));
        Assert.Equal([InstanceRun.Jpeg(1), InstanceRun.Jpeg(2), InstanceRun.Jpeg(3)], pixels.Fragments.Select(Even));
    }

    [Fact]
    public void Run_ExtendedOffsetTable_StaysOneWithTheLengthsOfTheFrames()
    {
        // An odd length, which the table gives without the padding.
        byte[] odd = [.. InstanceRun.Jpeg(7)[..^2], 9, 0xFF, 0xD9];
        var frames = new[] { InstanceRun.Jpeg(1, "Quetzal."), odd, InstanceRun.Jpeg(2) };
        var dataset = Encapsulated(1, 3, [], [.. frames.Select(frame => new MemoryByteSource((frame.Length & 1) == 0 ? frame : [.. frame, 0]))]);
        long[] offsets = [0, frames[0].Length + 8, frames[0].Length + 8 + odd.Length + 1 + 8];
        dataset.Add(new DicomOtherVeryLong(DicomTag.ExtendedOffsetTable, Bytes(offsets)));
        dataset.Add(new DicomOtherVeryLong(DicomTag.ExtendedOffsetTableLengths, Bytes([.. frames.Select(frame => (long)frame.Length)])));
        _run.Save("a", dataset, DicomTransferSyntax.JPEGProcess1);

        var result = Assert.Single(_run.Run().Results);

        Assert.Null(result.Failure);
        using var file = _run.Open(result);
        Assert.Equal(
            [InstanceRun.Jpeg(1).Length, odd.Length, InstanceRun.Jpeg(2).Length],
            file.Dataset.GetValues<ulong>(DicomTag.ExtendedOffsetTableLengths).Select(length => (int)length));
        var pixels = DicomPixelData.Create(file.Dataset);
        Assert.Equal(odd, All(pixels.GetFrame(1)));
        Assert.Equal(InstanceRun.Jpeg(2), All(pixels.GetFrame(2)));
    }

    [Fact]
    public void Run_UnchangedFrames_AreCopiedByteForByte()
    {
        var frames = Enumerable.Range(0, 200).Select(index => InstanceRun.Jpeg((byte)(index % 100))).ToArray();
        var length = 8 + frames[0].Length;
        _run.Save(
            "a",
            Encapsulated(1, 200, [.. Enumerable.Range(0, 200).Select(index => (uint)(index * length))], [.. frames.Select(frame => new MemoryByteSource(frame))]),
            DicomTransferSyntax.JPEGProcess1);

        var result = Assert.Single(_run.Run().Results);

        Assert.Equal(0, result.ScrubbedFrames);
        using var file = _run.Open(result);
        var pixels = file.Dataset.GetDicomItem<DicomFragmentSequence>(DicomTag.PixelData);
        Assert.Equal(frames, pixels.Fragments.Select(All));
    }

    [Fact]
    public void Run_EncapsulatedIconThatAProfileKeeps_IsScrubbedToo()
    {
        var icon = InstanceRun.Image(1).Remove(DicomTag.SOPInstanceUID, DicomTag.PatientName);
        icon.Add(Fragments([], [new MemoryByteSource(InstanceRun.Jpeg(1, "Quetzal"))]));
        var dataset = Encapsulated(2, 1, [], [new MemoryByteSource(InstanceRun.Jpeg(2))]);
        dataset.Add(DicomTag.IconImageSequence, icon);
        var scrubber = new PixelDataScrubber(DicomTransferSyntax.JPEGProcess1, InstanceLimits.Default, 1, CancellationToken.None);

        scrubber.Apply(dataset);

        var kept = dataset.GetSequence(DicomTag.IconImageSequence).Items[0].GetDicomItem<DicomFragmentSequence>(DicomTag.PixelData);
        Assert.Equal(InstanceRun.Jpeg(1), Even(Assert.Single(kept.Fragments)));
        Assert.Equal((2, 1), (scrubber.Frames, scrubber.ScrubbedFrames));
    }

    [Theory]
    [InlineData("LABEL", null, InstanceStatus.Dropped)]
    [InlineData("OVERVIEW", null, InstanceStatus.Dropped)]
    [InlineData("LOCALIZER", null, InstanceStatus.Dropped)]
    [InlineData("SOMETHING", null, InstanceStatus.Dropped)]
    [InlineData("THUMBNAIL", null, InstanceStatus.Delivered)]
    [InlineData("THUMBNAIL", "YES", InstanceStatus.Dropped)]
    [InlineData("VOLUME", "NO", InstanceStatus.Delivered)]
    [InlineData("VOLUME", "YES", InstanceStatus.Dropped)]
    public void Run_ImagesOfASlide_FollowThePolicyOfTheProfile(string kind, string? showsLabel, InstanceStatus expected)
    {
        var dataset = WithPixels(1).AddOrUpdate(DicomTag.SOPClassUID, DicomUID.VLWholeSlideMicroscopyImageStorage);
        dataset.Add(DicomTag.ImageType, "ORIGINAL", "PRIMARY", kind, "NONE");
        if (showsLabel is not null)
        {
            dataset.Add(DicomTag.SpecimenLabelInImage, showsLabel);
        }

        _run.Save("a", dataset);

        Assert.Equal(expected, Assert.Single(_run.Run().Results).Status);
        Assert.Equal(InstanceStatus.Delivered, Assert.Single(_run.Run("identified").Results).Status);
    }

    [Fact]
    public void Run_LocalizerOfACtScanner_IsNoOverviewOfAGlass()
    {
        _run.Save("a", WithPixels(1).Add(DicomTag.ImageType, "ORIGINAL", "PRIMARY", "LOCALIZER"));

        Assert.Equal(InstanceStatus.Delivered, Assert.Single(_run.Run().Results).Status);
    }

    [Fact]
    public void Run_OneUidForSeveralInputs_NamesThemByTheirContentAlone()
    {
        _run.Save("a", WithPixels(1));
        _run.Save("b", WithPixels(1));
        _run.Save("c", WithPixels(1).AddOrUpdate(DicomTag.InstanceNumber, 2));

        var forward = _run.Run(workers: 1);
        var first = Content(_run.Output);
        var backward = _run.Run(workers: 3, isReversed: true);

        Assert.Equal((1, 1), (forward.SharedSOPInstanceUIDs, backward.SharedSOPInstanceUIDs));
        Assert.Single(forward.Results, result => result.Status == InstanceStatus.Duplicate);
        Assert.Equal(3, first.Count);
        Assert.Equal(first, Content(_run.Output));
    }

    [Theory]
    [InlineData("1.2.840.10008.1.2.2")]
    [InlineData("1.2.840.10008.1.2.1.99")]
    public void Run_SyntaxThatArchivesRefuse_BecomesExplicitLittleEndianWithANote(string uid)
    {
        _run.Save("a", WithPixels(1), DicomTransferSyntax.Lookup(uid));

        var summary = _run.Run();

        Assert.Equal(DicomTransferSyntax.ExplicitVRLittleEndian, Assert.Single(summary.Results).TransferSyntax);
        Assert.Contains(summary.Actions!.Notes, note => note.StartsWith("written in Explicit VR Little Endian", StringComparison.Ordinal));
        using var file = _run.Open(summary.Results[0]);
        Assert.Equal([1, 2, 3, 4], file.Dataset.GetDicomItem<DicomBytesElement>(DicomTag.PixelData).ToArray());
    }

    [Theory]
    [InlineData(4, 1, 4, "")]
    [InlineData(5, 1, 4, "removed")]
    [InlineData(6, 1, 4, "removed")]
    [InlineData(8, 1, 8, "more whole frames")]
    [InlineData(10, 2, 8, "removed")]
    [InlineData(3, 1, 4, "")]
    [InlineData(6, int.MaxValue, 6, "")]
    public void Run_NativePixelData_EndsWithItsLastFrame(int bytes, int frames, int expected, string note)
    {
        var dataset = InstanceRun.Image(1);
        dataset.Add(DicomTag.NumberOfFrames, frames);
        dataset.Add(new DicomOtherByte(DicomTag.PixelData, [.. Enumerable.Range(1, bytes).Select(value => (byte)value)]));
        _run.Save("a", dataset);

        var summary = _run.Run("basic");

        using var file = _run.Open(Assert.Single(summary.Results));
        Assert.Equal(expected, file.Dataset.GetDicomItem<DicomBytesElement>(DicomTag.PixelData).ToArray().Length);
        Assert.Equal(note.Length > 0, summary.Actions!.Notes.Any(said => note.Length > 0 && said.Contains(note, StringComparison.Ordinal)));
    }

    [Fact]
    public void Run_NothingThatCanBeDelivered_LeavesTheOutputEmpty()
    {
        File.WriteAllBytes(Path.Combine(_run.Input, "cut.dcm"), new byte[200]);

        var result = Assert.Single(_run.Run().Results);

        Assert.Equal(InstanceStatus.Failed, result.Status);
        Assert.Empty(Directory.GetFileSystemEntries(_run.Output));
    }

    [Fact]
    public void Run_StoppedInTheMiddle_LeavesTheOutputEmpty()
    {
        using var source = new CancellationTokenSource();
        var path = _run.Save("a", WithPixels(1));
        var output = Directory.CreateDirectory(Path.Combine(_run.Input, "out")).FullName;

        Assert.Throws<OperationCanceledException>(() => InstanceRun.Create("level-iv", 1).Run(
            Enumerable.Repeat(new InstanceSource(path, IsExplicit: true), 10),
            output,
            result => { if (result.Number == 5) { source.Cancel(); } },
            source.Token));

        Assert.Empty(Directory.GetFileSystemEntries(output));
    }

    public void Dispose() => _run.Dispose();

    private static DicomDataset WithPixels(int number) =>
        InstanceRun.Image(number).Add(new DicomOtherByte(DicomTag.PixelData, [1, 2, 3, 4]));

    private static DicomDataset Encapsulated(int number, int frames, uint[] table, IReadOnlyList<IByteSource> fragments) =>
        InstanceRun.Image(number).Add(DicomTag.NumberOfFrames, frames).Add(Fragments(table, fragments));

    private static DicomFragmentSequence Fragments(uint[] table, IReadOnlyList<IByteSource> fragments)
    {
        var offsets = new long[fragments.Count];
        for (var index = 1; index < offsets.Length; index++)
        {
            offsets[index] = offsets[index - 1] + 8 + fragments[index - 1].Length + (fragments[index - 1].Length & 1);
        }

        return new DicomFragmentSequence(DicomTag.PixelData, table, fragments, offsets);
    }

    private static byte[] Bytes(long[] values) => [.. values.SelectMany(BitConverter.GetBytes)];

    private static byte[] All(IByteSource source)
    {
        var bytes = new byte[source.Length];
        source.Read(0, bytes);
        return bytes;
    }

    // Without the zero that makes it even.
    private static byte[] Even(IByteSource source) => All(source) is [.. var whole, 0] ? whole : All(source);

    private static SortedDictionary<string, string> Content(string folder) => new(
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(
            path => Path.GetRelativePath(folder, path),
            path => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)))),
        StringComparer.Ordinal);
}
