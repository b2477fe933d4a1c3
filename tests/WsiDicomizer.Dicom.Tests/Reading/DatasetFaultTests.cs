using System.Text;

namespace WsiDicomizer.Dicom.Tests;

/// <summary>Faults of data sets that other readers tolerate: what is read, and what is said of it.</summary>
public sealed class DatasetFaultTests
{
    private static readonly byte[] Identifier = RawDicom.Explicit(DicomTag.SpecimenIdentifier, "LO", "SECRET");
    private static readonly byte[] Name = RawDicom.Explicit(DicomTag.PatientName, "PN", "SECRET");
    private static readonly byte[] Id = RawDicom.Explicit(DicomTag.PatientID, "LO", "SECRET");
    private static readonly byte[] Rows = RawDicom.Explicit(DicomTag.Rows, "US", [1, 0]);

    /// <summary>Name, codes with paths, the data set as text.</summary>
    public static TheoryData<string, string, string> Cases => new()
    {
        { "group lengths", "", "(0010,0000)=99 (0010,0020)=SECRET" },
        { "trailing padding", "", "(0010,0020)=SECRET (FFFC,FFFC)=4 bytes" },
        { "odd length of text", "DCM1104 (0010,0020)", "(0010,0020)=ABC (0028,0010)=1" },
        { "out of order", "DCM1105 (0010,0010)", "(0010,0010)=SECRET (0010,0020)=SECRET (0028,0010)=1" },
        { "out of order in an item", "DCM1105 (0040,0560)[1].(0010,0010)", "(0040,0560)=[{} {(0010,0010)=SECRET (0010,0020)=SECRET}]" },
        { "twice the same", "DCM1106 (0010,0020)", "(0010,0020)=SECRET (0028,0010)=1" },
        { "twice the same, apart", "DCM1105 (0010,0010)|DCM1106 (0010,0020)", "(0010,0010)=SECRET (0010,0020)=SECRET" },
        { "lower case", "DCM1107 (0010,0020)", "(0010,0020)=SECRET (0028,0010)=1" },
        { "lower case, long length", "DCM1107 (0028,2000)", "(0028,2000)=4 bytes" },
        { "two spaces, short length", "DCM1107 (0010,0020)", "(0010,0020)=SECRET (0028,0010)=1" },
        { "zero VR, long length", "DCM1107 (0010,0020)", "(0010,0020)=SECRET (0028,0010)=1" },
        { "question marks, private", "DCM1107 (0011,1001)", "(0011,1001)=6 bytes (0028,0010)=1" },
        { "item in implicit VR", "DCM1008 (0040,0560)[0].(0040,0551)", "(0040,0560)=[{(0040,0551)=SECRET}] (0048,0006)=1" },
        { "delimiters with lengths", "DCM1109 (0040,0560)[0].(FFFE,E00D)|DCM1109 (FFFE,E0DD)", "(0040,0560)=[{(0040,0551)=SECRET}] (0048,0006)=1" },
        { "no delimiter of the sequence", "DCM1110 (0040,0560)", "(0040,0560)=[{(0040,0551)=SECRET}]" },
        { "no delimiter of item and sequence", "DCM1110 |DCM1110 (0040,0560)", "(0040,0560)=[{(0040,0551)=SECRET}]" },
        { "no delimiter of the item", "DCM1110 ", "(0040,0560)=[{(0040,0551)=SECRET}] (0048,0006)=1" },
        { "item with length and delimiter inside", "DCM1111 (0040,0560)[0].(FFFE,E00D)", "(0040,0560)=[{(0040,0551)=SECRET}] (0048,0006)=1" },
        { "item with length and delimiter after", "DCM1111 (0040,0560)", "(0040,0560)=[{(0040,0551)=SECRET} {}] (0048,0006)=1" },
        { "sequence with length and delimiter after", "DCM1111 (FFFE,E0DD)", "(0040,0560)=[{(0040,0551)=SECRET}] (0048,0006)=1" },
        { "item longer than its sequence", "DCM1112 (0040,0560)", "(0040,0560)=[{(0040,0551)=SECRET}] (0048,0006)=1" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Open_Fault_IsReadAndSaid(string name, string diagnostics, string content)
    {
        var (found, read) = TestFiles.Read(RawDicom.File(RawDicom.ExplicitUid, Make(name)), file => (
            string.Join('|', file.Diagnostics.Select(diagnostic => $"{diagnostic.Code} {diagnostic.TagPath}")),
            Describe(file.Dataset)));

        Assert.Equal((diagnostics, content), (found, read));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Open_Fault_IsAnErrorWhereNoneIsTolerated(string name, string diagnostics, string content)
    {
        var bytes = RawDicom.File(RawDicom.ExplicitUid, Make(name));
        if (diagnostics.Length == 0)
        {
            Assert.Equal(content, TestFiles.Read(bytes, file => Describe(file.Dataset), TestFiles.Raise));
            return;
        }

        var error = Assert.Throws<DicomFileException>(() => TestFiles.Read(bytes, file => file.Dataset.Count, TestFiles.Raise));
        Assert.Contains(diagnostics[..7], error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("twice, different", "is there twice with different values")]
    [InlineData("character set after text", "comes after text that it is for")]
    [InlineData("VR of nothing", "has no value representation")]
    [InlineData("VR that fits both lengths", "has no value representation")]
    [InlineData("item cut by its sequence", "longer than what encloses it")]
    [InlineData("garbage at the end", "cut off by the end of what encloses it")]
    [InlineData("item outside a sequence", "expected an element, found")]
    [InlineData("item delimiter in the middle", "expected an element, found")]
    [InlineData("number of a wrong length", "expected a multiple of 2")]
    public void Open_WhatCouldMeanTwoThings_IsRefusedAlways(string name, string message)
    {
        var bytes = RawDicom.File(RawDicom.ExplicitUid, Make(name));
        var options = new DicomReadOptions { ValidationMode = ValidationMode.Ignore };

        var error = Assert.Throws<DicomFileException>(() => TestFiles.Read(bytes, file => file.Dataset.Count, options));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_ManyElementsInDescendingOrder_AreSortedInTime()
    {
        const int Count = 60_000;
        var parts = Enumerable.Range(0, Count)
            .Select(index => RawDicom.Explicit(new DicomTag(0x0011, (ushort)(0xF000 - (index % 0xE000))), "US", [1, 0]))
            .Take(0xE000).ToArray();

        var dataset = TestFiles.Read(RawDicom.File(RawDicom.ExplicitUid, parts), file => file.Dataset);

        Assert.Equal(0xE000, dataset.Count);
        Assert.True(dataset.Select(item => item.Tag).SequenceEqual(dataset.Select(item => item.Tag).Order()));
    }

    [Fact]
    public void Open_MoreFaultsThanTheLimit_AreCutWithAWord()
    {
        var parts = Enumerable.Range(0, 50)
            .Select(index => RawDicom.Explicit(new DicomTag(0x0011, (ushort)(0x1000 + index)), "LO", "x"u8.ToArray())).ToArray();

        var codes = TestFiles.Read(
            RawDicom.File(RawDicom.ExplicitUid, parts),
            file => file.Diagnostics.Select(diagnostic => diagnostic.Code).ToArray(),
            new IO.DicomReaderLimits { MaximumDiagnostics = 10 });

        Assert.Equal([.. Enumerable.Repeat("DCM1104", 10), "DCM1000"], codes);
    }

    [Fact]
    public void Diagnostics_OfAFault_HavePlaceAndNoValue()
    {
        var bytes = RawDicom.File(RawDicom.ExplicitUid, Make("odd length of text"));

        var diagnostic = TestFiles.Read(bytes, file => file.Diagnostics.Single());

        Assert.Equal(bytes.Length - Rows.Length - 3, diagnostic.Offset);
        Assert.Matches(@"^DCM1104 at byte \d+ \(0010,0020\): \(0010,0020\) has an odd length$", diagnostic.ToString());
    }

    private static byte[] Make(string name)
    {
        var axis = RawDicom.Explicit(DicomTag.TotalPixelMatrixColumns, "UL", [1, 0, 0, 0]);
        return name switch
        {
            "group lengths" => RawDicom.Join(RawDicom.Explicit(new DicomTag(0x0010, 0), "UL", [99, 0, 0, 0]), Id),
            "trailing padding" => RawDicom.Join(Id, RawDicom.Explicit(DicomTag.DataSetTrailingPadding, "OB", new byte[4])),
            "odd length of text" => RawDicom.Join(RawDicom.Explicit(DicomTag.PatientID, "LO", "ABC"u8.ToArray()), Rows),
            "out of order" => RawDicom.Join(Id, Rows, Name),
            "out of order in an item" => Sequence(RawDicom.Join(RawDicom.Item([]), RawDicom.Item(RawDicom.Join(Id, Name)))),
            "twice the same" => RawDicom.Join(Id, Id, Rows),
            "twice the same, apart" => RawDicom.Join(Id, Name, Id),
            "lower case" => RawDicom.Join(RawDicom.Explicit(DicomTag.PatientID, "lo", "SECRET"), Rows),
            "lower case, long length" => WithVR(RawDicom.Explicit(DicomTag.ICCProfile, "OB", new byte[4]), "ob"),
            "two spaces, short length" => RawDicom.Join(RawDicom.Explicit(DicomTag.PatientID, "  ", "SECRET"), Rows),
            "zero VR, long length" => RawDicom.Join(
                WithVR(RawDicom.Explicit(DicomTag.PatientID, "UN", "SECRET"u8.ToArray()), "\0\0"), Rows),
            "question marks, private" => RawDicom.Join(
                WithVR(RawDicom.Explicit(new DicomTag(0x0011, 0x1001), "UN", "SECRET"u8.ToArray()), "??"), Rows),
            "item in implicit VR" => RawDicom.Join(
                Sequence(RawDicom.Item(RawDicom.Implicit(DicomTag.SpecimenIdentifier, "SECRET"u8.ToArray()))), axis),
            "delimiters with lengths" => RawDicom.Join(
                Undefined(RawDicom.Join(
                    RawDicom.Implicit(DicomTag.Item, Identifier, RawDicom.Undefined),
                    RawDicom.Implicit(DicomTag.ItemDelimitationItem, [], 8),
                    RawDicom.Implicit(DicomTag.SequenceDelimitationItem, [], 8))),
                axis),
            "no delimiter of the sequence" => Undefined(RawDicom.Item(Identifier)),
            "no delimiter of item and sequence" => Undefined(RawDicom.Implicit(DicomTag.Item, Identifier, RawDicom.Undefined)),
            "no delimiter of the item" => RawDicom.Join(
                Undefined(RawDicom.Join(
                    RawDicom.Implicit(DicomTag.Item, Identifier, RawDicom.Undefined), RawDicom.SequenceDelimiter)),
                axis),
            "item with length and delimiter inside" => RawDicom.Join(
                Sequence(RawDicom.Item(RawDicom.Join(Identifier, RawDicom.ItemDelimiter))), axis),
            "item with length and delimiter after" => RawDicom.Join(
                Sequence(RawDicom.Join(RawDicom.Item(Identifier), RawDicom.ItemDelimiter, RawDicom.Item([]))), axis),
            "sequence with length and delimiter after" => RawDicom.Join(
                Sequence(RawDicom.Item(Identifier)), RawDicom.SequenceDelimiter, axis),
            "item longer than its sequence" => RawDicom.Join(
                Sequence(RawDicom.Implicit(DicomTag.Item, Identifier, (uint)Identifier.Length + 4)), axis),
            "twice, different" => RawDicom.Join(Id, RawDicom.Explicit(DicomTag.PatientID, "LO", "OTHER")),
            "character set after text" => RawDicom.Join(
                Id, RawDicom.Explicit(DicomTag.SpecificCharacterSet, "CS", "ISO_IR 192")),
            "VR of nothing" => RawDicom.Join(RawDicom.Explicit(DicomTag.PatientID, "QQ", "SECRET"), [9, 9, 9]),
            // Two zero bytes: an empty value, or a length in 32 bits, and an element after either.
            "VR that fits both lengths" => [
                0x10, 0, 0x20, 0, (byte)'Q', (byte)'Q', 0, 0, 0x12, 0, 0, 0, (byte)'U', (byte)'L', 4, 0, .. new byte[14]],
            "item cut by its sequence" => RawDicom.Join(
                RawDicom.Explicit(DicomTag.SpecimenDescriptionSequence, "SQ", RawDicom.Item(Identifier), 18), axis),
            "garbage at the end" => RawDicom.Join(Id, [1, 2, 3]),
            "item outside a sequence" => RawDicom.Join(Id, RawDicom.Item([])),
            "item delimiter in the middle" => RawDicom.Join(Id, RawDicom.ItemDelimiter, Rows),
            "number of a wrong length" => RawDicom.Explicit(DicomTag.Rows, "US", [1, 0, 1]),
            _ => throw new ArgumentException("no such case", nameof(name)),
        };
    }

    private static byte[] Sequence(byte[] items) => RawDicom.Explicit(DicomTag.SpecimenDescriptionSequence, "SQ", items);

    private static byte[] Undefined(byte[] items) =>
        RawDicom.Explicit(DicomTag.SpecimenDescriptionSequence, "SQ", items, RawDicom.Undefined);

    private static byte[] WithVR(byte[] element, string vr)
    {
        Encoding.ASCII.GetBytes(vr).CopyTo(element, 4);
        return element;
    }

    private static string Describe(DicomDataset dataset) => string.Join(' ', dataset.Select(item => $"{item.Tag}=" + item switch
    {
        DicomSequence sequence => $"[{string.Join(' ', sequence.Items.Select(nested => $"{{{Describe(nested)}}}"))}]",
        DicomBytesElement bytes => $"{bytes.Source.Length} bytes",
        DicomElement element => string.Join('\\', element.GetAll<string>()),
        _ => item.ToString(),
    }));
}
