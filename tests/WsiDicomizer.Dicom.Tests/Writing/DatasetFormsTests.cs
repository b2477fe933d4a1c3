using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Dicom.Tests.Writing;

/// <summary>The bytes of every form, written by hand beside them.</summary>
public sealed class DatasetFormsTests
{
    private static readonly DicomDataset Nested = new()
    {
        { DicomTag.ContainerTypeCodeSequence, new DicomDataset(), new DicomDataset { { DicomTag.Modality, "SM" } } },
    };

    [Fact]
    public void Write_DefinedLengths_AreCountedBefore() => AssertBytes(
        RawDicom.Explicit(
            DicomTag.ContainerTypeCodeSequence,
            "SQ",
            RawDicom.Join(RawDicom.Item([]), RawDicom.Item(RawDicom.Explicit(DicomTag.Modality, "CS", "SM")))),
        Nested,
        DicomWriterOptions.Default);

    [Fact]
    public void Write_UndefinedLengths_EndWithDelimiters() => AssertBytes(
        RawDicom.Explicit(
            DicomTag.ContainerTypeCodeSequence,
            "SQ",
            RawDicom.Join(
                RawDicom.Item([], undefined: true),
                RawDicom.Item(RawDicom.Explicit(DicomTag.Modality, "CS", "SM"), undefined: true),
                RawDicom.SequenceDelimiter),
            RawDicom.Undefined),
        Nested,
        new DicomWriterOptions { UndefinedSequenceLengths = true, UndefinedItemLengths = true });

    [Fact]
    public void Write_UndefinedItemsInADefinedSequence_CountTheDelimiters() => AssertBytes(
        RawDicom.Explicit(
            DicomTag.ContainerTypeCodeSequence,
            "SQ",
            RawDicom.Join(
                RawDicom.Item([], undefined: true),
                RawDicom.Item(RawDicom.Explicit(DicomTag.Modality, "CS", "SM"), undefined: true))),
        Nested,
        new DicomWriterOptions { UndefinedItemLengths = true });

    [Fact]
    public void Write_BigEndian_SwapsWholeNumbersOnly()
    {
        var dataset = new DicomDataset
        {
            new DicomUnsignedShort(DicomTag.Rows, 0x0102),
            new DicomAttributeTag(DicomTag.FrameIncrementPointer, new DicomTag(0x0102, 0x0304)),
            new DicomOtherWord(DicomTag.PixelData, [1, 2, 3, 4]),
        };
        using var stream = new MemoryStream();

        DicomDatasetWriter.Write(stream, dataset, DicomTransferSyntax.ExplicitVRBigEndian);

        Assert.Equal(
            "00280009" + "41540004" + "01020304" + "00280010" + "55530002" + "0102" + "7FE00010" + "4F570000" + "00000004" + "02010403",
            Convert.ToHexString(stream.ToArray()));
    }

    [Fact]
    public void Write_BigEndianTooLongForItsVR_IsUNInLittleEndian()
    {
        var dataset = new DicomDataset(new DicomUnsignedShort(DicomTag.Rows, [.. Enumerable.Repeat((ushort)0x0102, 40_000)]));
        using var stream = new MemoryStream();

        DicomDatasetWriter.Write(stream, dataset, DicomTransferSyntax.ExplicitVRBigEndian);

        Assert.Equal("00280010" + "554E0000" + "00013880" + "0201", Convert.ToHexString(stream.ToArray().AsSpan(0, 14)));
    }

    [Fact]
    public void Write_Utf8_ReplacesTheSetAtTheTopAndRemovesItInItems()
    {
        using var folder = new TemporaryFolder();
        var item = new DicomDataset { { DicomTag.SpecificCharacterSet, "ISO_IR 144" }, { DicomTag.CodeMeaning, "Ж" } };
        var dataset = new DicomDataset
        {
            { DicomTag.SpecificCharacterSet, "ISO_IR 100" },
            { DicomTag.PatientName, "Müller" },
            { DicomTag.ContainerTypeCodeSequence, item },
        };

        new DicomFile(TestFiles.Meta(DicomTransferSyntax.ExplicitVRLittleEndian), dataset)
            .Save(folder["a.dcm"], new DicomWriterOptions { TextEncoding = DicomTextEncoding.Utf8 });

        using var file = DicomFile.Open(folder["a.dcm"]);
        var nested = file.Dataset.GetSequence(DicomTag.ContainerTypeCodeSequence).Items[0];
        Assert.Equal("ISO_IR 192", file.Dataset.GetString(DicomTag.SpecificCharacterSet));
        Assert.Equal("Müller", file.Dataset.GetString(DicomTag.PatientName));
        Assert.False(nested.Contains(DicomTag.SpecificCharacterSet));
        Assert.Equal("Ж", nested.GetString(DicomTag.CodeMeaning));
        Assert.Equal("ISO_IR 100", dataset.GetString(DicomTag.SpecificCharacterSet));
        Assert.True(item.Contains(DicomTag.SpecificCharacterSet));
    }

    [Fact]
    public void Write_NestedTooDeep_IsRefusedAndNotTried()
    {
        var dataset = new DicomDataset();
        for (var depth = 0; depth < 100_000; depth++)
        {
            dataset = new DicomDataset(new DicomSequence(DicomTag.ContentSequence, dataset));
        }

        var error = Assert.Throws<DicomDataException>(() => TestFiles.Encode(dataset, explicitVR: true));

        Assert.Contains("MaximumDepth", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_ManyItems_AreWrittenInOneGo()
    {
        // 180,000 items of functional groups: each byte is written once, whatever it is nested in.
        var items = Enumerable.Range(0, 180_000).Select(index => new DicomDataset(new DicomSequence(
            DicomTag.PlanePositionSlideSequence,
            new DicomDataset(new DicomSignedLong(DicomTag.ColumnPositionInTotalImagePixelMatrix, index)))));
        var dataset = new DicomDataset(new DicomSequence(DicomTag.PerFrameFunctionalGroupsSequence, [.. items]));
        var stream = new CountingStream();

        DicomDatasetWriter.Write(stream, dataset, explicitVR: true);

        Assert.Equal(12 + (180_000L * (8 + 12 + 8 + 12)), stream.Written);
        Assert.True(stream.Longest <= 12, $"{stream.Longest} bytes at once");
    }

    private static void AssertBytes(byte[] expected, DicomDataset dataset, DicomWriterOptions options)
    {
        using var stream = new MemoryStream();
        DicomDatasetWriter.Write(stream, dataset, explicitVR: true, options);
        Assert.Equal(Convert.ToHexString(expected), Convert.ToHexString(stream.ToArray()));
    }

    private sealed class CountingStream : Stream
    {
        public long Written { get; private set; }

        public int Longest { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => Written;

        public override long Position { get => Written; set => throw new NotSupportedException(); }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Written += buffer.Length;
            Longest = Math.Max(Longest, buffer.Length);
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
