using System.Text;
using WsiDicomizer.Dicom.Json;

namespace WsiDicomizer.Dicom.Tests.Json;

public sealed class DicomJsonWriterTests
{
    [Fact]
    public void ConvertDicomToJson_EveryFormOfValue_IsAsTheStandardWantsIt()
    {
        var dataset = new DicomDataset
        {
            new DicomUnsignedLong(new DicomTag(0x0008, 0x0000), 1234),
            { DicomTag.SpecificCharacterSet, "ISO_IR 100" },
            { DicomTag.ImageType, "DERIVED", "", "VOLUME" },
            { DicomTag.AccessionNumber, Array.Empty<string>() },
            { DicomTag.PatientName, "Wang^XiaoDong=王^小东" },
            { new DicomTag(0x0009, 0x0010), "SOMEBODY" },
            new DicomUnknown(new DicomTag(0x0009, 0x1001), [1, 2]),
            { DicomTag.FrameIncrementPointer, DicomTag.Rows },
            { DicomTag.Rows, (ushort)512 },
            { DicomTag.ReferencedSeriesSequence, new DicomDataset(), new DicomDataset { { DicomTag.PatientID, "\"1\"" } } },
            { DicomTag.ReferencedStudySequence, Array.Empty<DicomDataset>() },
        };

        var json = DicomJson.ConvertDicomToJson(dataset);

        Assert.Equal(
            "{\"00080005\":{\"vr\":\"CS\",\"Value\":[\"ISO_IR 192\"]},"
            + "\"00080008\":{\"vr\":\"CS\",\"Value\":[\"DERIVED\",null,\"VOLUME\"]},"
            + "\"00080050\":{\"vr\":\"SH\"},"
            + "\"00081110\":{\"vr\":\"SQ\"},"
            + "\"00081115\":{\"vr\":\"SQ\",\"Value\":[{},{\"00100020\":{\"vr\":\"LO\",\"Value\":[\"\\\"1\\\"\"]}}]},"
            + "\"00090010\":{\"vr\":\"LO\",\"Value\":[\"SOMEBODY\"]},"
            + "\"00091001\":{\"vr\":\"UN\",\"InlineBinary\":\"AQI=\"},"
            + "\"00100010\":{\"vr\":\"PN\",\"Value\":[{\"Alphabetic\":\"Wang^XiaoDong\",\"Ideographic\":\"王^小东\"}]},"
            + "\"00280009\":{\"vr\":\"AT\",\"Value\":[\"00280010\"]},"
            + "\"00280010\":{\"vr\":\"US\",\"Value\":[512]}}",
            json);
    }

    [Fact]
    public void ConvertDicomToJson_ACharacterSetThatIsNoCodeString_IsWrittenAsItIs()
    {
        var dataset = new DicomDataset { new DicomUnsignedShort(DicomTag.SpecificCharacterSet, 1) };

        var json = DicomJson.ConvertDicomToJson(dataset);

        Assert.Equal("{\"00080005\":{\"vr\":\"US\",\"Value\":[1]}}", json);
        Assert.Null(DicomDatasetComparer.FindDifference(dataset, DicomJson.ConvertJsonToDicom(json)));
    }

    [Theory]
    [InlineData("DS", "1.5", "1.5")]
    [InlineData("DS", "-0.00025", "-0.00025")]
    [InlineData("DS", "1.50", "\"1.50\"")]
    [InlineData("DS", "+1", "\"+1\"")]
    [InlineData("DS", ".5", "\".5\"")]
    [InlineData("DS", "1e5", "\"1e5\"")]
    [InlineData("DS", "1E-05", "1E-05")]
    [InlineData("DS", "0.12345678901234", "0.12345678901234")]
    [InlineData("DS", "12345678901234567890", "\"12345678901234567890\"")]
    [InlineData("DS", "NaN", "\"NaN\"")]
    [InlineData("DS", "1e999", "\"1e999\"")]
    [InlineData("IS", "-7", "-7")]
    [InlineData("IS", "007", "\"007\"")]
    [InlineData("IS", "99999999999", "\"99999999999\"")]
    [InlineData("IS", "1.0", "\"1.0\"")]
    public void ConvertDicomToJson_NumberAsText_IsANumberWhereThatLosesNothing(string vr, string value, string expected)
    {
        var tag = new DicomTag(0x0009, 0x1001);
        var dataset = new DicomDataset(DicomItemFactory.CreateText(tag, DicomVR.Parse(vr), value));

        var json = DicomJson.ConvertDicomToJson(dataset);

        Assert.Equal($"{{\"00091001\":{{\"vr\":\"{vr}\",\"Value\":[{expected}]}}}}", json);
        Assert.Null(DicomDatasetComparer.FindDifference(dataset, DicomJson.ConvertJsonToDicom(json)));
    }

    [Fact]
    public void ConvertDicomToJson_NumbersThatJsonLacks_AreText()
    {
        var dataset = new DicomDataset
        {
            new DicomFloatingPointDouble(new DicomTag(0x0009, 0x1001), double.NaN, double.PositiveInfinity, -0.0, 0.1),
            new DicomFloatingPointSingle(new DicomTag(0x0009, 0x1002), float.NegativeInfinity, 0.1f, float.Epsilon),
            new DicomSignedVeryLong(new DicomTag(0x0009, 0x1003), long.MinValue, -1),
            new DicomUnsignedVeryLong(new DicomTag(0x0009, 0x1004), ulong.MaxValue, 1),
        };

        var json = DicomJson.ConvertDicomToJson(dataset);

        Assert.Contains("[\"NaN\",\"Infinity\",-0,0.1]", json, StringComparison.Ordinal);
        Assert.Contains("[\"-Infinity\",0.1,1E-45]", json, StringComparison.Ordinal);
        Assert.Contains("[\"-9223372036854775808\",-1]", json, StringComparison.Ordinal);
        Assert.Contains("[\"18446744073709551615\",1]", json, StringComparison.Ordinal);
        Assert.Null(DicomDatasetComparer.FindDifference(dataset, DicomJson.ConvertJsonToDicom(json)));
    }

    [Theory]
    [InlineData("A^B", "{\"Alphabetic\":\"A^B\"}")]
    [InlineData("=山", "{\"Ideographic\":\"山\"}")]
    [InlineData("A==さ", "{\"Alphabetic\":\"A\",\"Phonetic\":\"さ\"}")]
    [InlineData("A=", "{\"Alphabetic\":\"A\",\"Ideographic\":\"\"}")]
    [InlineData("==", "{\"Phonetic\":\"\"}")]
    [InlineData("a=b=c=d", "{\"Alphabetic\":\"a\",\"Ideographic\":\"b\",\"Phonetic\":\"c=d\"}")]
    [InlineData("", "")]
    public void ConvertDicomToJson_Name_IsInGroupsAndComesBack(string name, string expected)
    {
        var dataset = new DicomDataset { { DicomTag.PatientName, name } };

        var json = DicomJson.ConvertDicomToJson(dataset);

        Assert.Equal(
            "{\"00100010\":{\"vr\":\"PN\"" + (expected.Length > 0 ? $",\"Value\":[{expected}]" : "") + "}}", json);
        Assert.Null(DicomDatasetComparer.FindDifference(dataset, DicomJson.ConvertJsonToDicom(json)));
    }

    [Fact]
    public void ConvertDicomToJson_LongValuesAndPixels_AreAtTheUriOfTheCallback()
    {
        var dataset = new DicomDataset
        {
            { DicomTag.OpticalPathSequence, new DicomDataset { { DicomTag.ICCProfile, new byte[10] } } },
            new DicomOtherByte(DicomTag.PixelData, [1, 2]),
        };
        var options = new DicomJsonWriterOptions { MaximumInlineBytes = 9, BulkDataUri = (path, item) => $"bulk/{path}/{item.Tag}" };

        var json = DicomJson.ConvertDicomToJson(dataset, options);

        Assert.Contains("{\"vr\":\"OB\",\"BulkDataURI\":\"bulk/(0048,0105)[0].(0028,2000)/(0028,2000)\"}", json, StringComparison.Ordinal);
        Assert.Contains("{\"vr\":\"OB\",\"BulkDataURI\":\"bulk/(7FE0,0010)/(7FE0,0010)\"}", json, StringComparison.Ordinal);
    }

    [Fact]
    public void ConvertDicomToJson_WhatCannotBeWritten_IsRefusedWithItsTag()
    {
        var deep = new DicomDataset();
        for (var depth = 0; depth < 100_000; depth++)
        {
            deep = new DicomDataset { { DicomTag.ContentSequence, deep } };
        }

        AssertRefused(deep, "MaximumDepth = 64");
        AssertRefused(new DicomDataset { { DicomTag.ICCProfile, new byte[(1 << 20) + 1] } }, "MaximumInlineBytes = 1048576");
        AssertRefused(new DicomDataset { new DicomFragmentSequence(DicomTag.PixelData, [], [], []) }, "encapsulated");
        AssertRefused(new DicomDataset { { DicomTag.PatientID, "a\uD800" } }, "half of a character");
    }

    [Fact]
    public void Write_SeveralDatasets_AreAnArrayThatReadsBack()
    {
        var datasets = new[] { new DicomDataset { { DicomTag.PatientID, "1" } }, new DicomDataset() };
        using var stream = new MemoryStream();

        DicomJson.Write(stream, datasets, new DicomJsonWriterOptions { Indented = true });

        var read = DicomJson.ReadAll(stream.ToArray());
        Assert.Equal(2, read.Count);
        Assert.Null(DicomDatasetComparer.FindDifference(datasets[0], read[0]));
        Assert.Empty(read[1]);
        Assert.Contains('\n', Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static void AssertRefused(DicomDataset dataset, string part)
    {
        var error = Assert.Throws<DicomDataException>(() => DicomJson.ConvertDicomToJson(dataset));
        Assert.NotNull(error.Tag);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }
}
