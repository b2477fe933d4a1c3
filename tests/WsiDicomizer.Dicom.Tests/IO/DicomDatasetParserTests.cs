using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Dicom.Tests;

public class DicomDatasetParserTests
{
    private static readonly DicomDataset Dataset = new()
    {
        { DicomTag.SpecificCharacterSet, "ISO_IR 100" },
        { DicomTag.PatientName, "Müller" },
        new DicomSequence(DicomTag.ReferencedStudySequence, new DicomDataset { { DicomTag.ReferencedSOPInstanceUID, "1.2.3" } }),
        new DicomOtherByte(DicomTag.EncryptedContent, new byte[100_000]),
    };

    [Theory]
    [InlineData("1.2.840.10008.1.2")]
    [InlineData("1.2.840.10008.1.2.1")]
    [InlineData("1.2.840.10008.1.2.2")]
    public void Parse_WhatWasWritten_IsTheSame(string uid)
    {
        var syntax = DicomTransferSyntax.Lookup(uid)!;
        var parsed = DicomDatasetParser.Parse(Encode(syntax), syntax, DicomReadOptions.Default);
        Assert.Null(DicomDatasetComparer.FindDifference(Dataset, parsed));
    }

    [Fact]
    public void Parse_CutOff_IsRefusedWithThePlace()
    {
        var bytes = Encode(DicomTransferSyntax.ExplicitVRLittleEndian);
        var exception = Assert.Throws<DicomFileException>(() => DicomDatasetParser.Parse(
            bytes.AsMemory(0, bytes.Length - 1), DicomTransferSyntax.ExplicitVRLittleEndian, DicomReadOptions.Default));
        Assert.NotNull(exception.Offset);
    }

    [Fact]
    public void Parse_MoreThanALimit_IsRefusedByItsName()
    {
        var options = new DicomReadOptions { Limits = new DicomReaderLimits { MaximumItems = 3 } };
        var exception = Assert.Throws<DicomFileException>(() => DicomDatasetParser.Parse(
            Encode(DicomTransferSyntax.ExplicitVRLittleEndian), DicomTransferSyntax.ExplicitVRLittleEndian, options));
        Assert.Contains("MaximumItems = 3", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_Deflated_IsNotSupported() => Assert.Throws<NotSupportedException>(
        () => DicomDatasetParser.Parse(new byte[2], DicomTransferSyntax.DeflatedExplicitVRLittleEndian, DicomReadOptions.Default));

    private static byte[] Encode(DicomTransferSyntax syntax)
    {
        using var stream = new MemoryStream();
        DicomDatasetWriter.Write(stream, Dataset, syntax);
        return stream.ToArray();
    }
}
