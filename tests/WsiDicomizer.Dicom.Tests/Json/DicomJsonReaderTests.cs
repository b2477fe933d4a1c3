using System.Text;
using WsiDicomizer.Dicom.IO;
using WsiDicomizer.Dicom.Json;

namespace WsiDicomizer.Dicom.Tests.Json;

public sealed class DicomJsonReaderTests
{
    [Fact]
    public void Read_ArrayOfOneWithMarkAndAnyOrder_IsTheDataset()
    {
        var json = "\uFEFF[ {\"00280010\":{\"Value\":[5],\"vr\":\"US\"},\"00100020\":{\"vr\":\"LO\",\"Value\":[\"ä\"]}} ]\n";

        var dataset = DicomJson.Read(Encoding.UTF8.GetBytes(json));

        Assert.Equal([DicomTag.PatientID, DicomTag.Rows], dataset.Select(item => item.Tag));
        Assert.Equal("ä", dataset.GetString(DicomTag.PatientID));
        Assert.Equal(5, dataset.GetSingleValue<int>(DicomTag.Rows));
    }

    [Fact]
    public void Read_WithoutVR_HasTheDictionarys()
    {
        var dataset = DicomJson.ConvertJsonToDicom(
            "{\"00100010\":{\"Value\":[{\"Phonetic\":\"x\"}]},\"00480105\":{\"Value\":[{}]},\"00280010\":{},\"7FE00010\":{\"InlineBinary\":\"AAA=\"}}");

        Assert.Equal("==x", dataset.GetString(DicomTag.PatientName));
        Assert.Single(dataset.GetSequence(DicomTag.OpticalPathSequence).Items);
        Assert.Equal(0, dataset.GetDicomItem<DicomUnsignedShort>(DicomTag.Rows).Count);
        Assert.Equal(2, dataset.GetDicomItem<DicomOtherWord>(DicomTag.PixelData).Source.Length);
    }

    [Theory]
    [InlineData("DS", "0.123456789012345678", "0.12345678901235")]
    [InlineData("DS", "1.50", "1.50")]
    [InlineData("IS", "1e2", "100")]
    [InlineData("IS", "3.0", "3")]
    [InlineData("SV", "\"-5\"", "-5")]
    [InlineData("FD", "\"-inf\"", "-Infinity")]
    [InlineData("PN", "\"A^B\"", "A^B")]
    [InlineData("PN", "{\"Alphabetic\":null,\"Ideographic\":\"x\"}", "=x")]
    public void Read_WhatOtherProgramsWrite_IsUnderstood(string vr, string value, string expected)
    {
        var dataset = DicomJson.ConvertJsonToDicom($"{{\"00091001\":{{\"vr\":\"{vr}\",\"Value\":[{value}]}}}}");

        Assert.Equal(expected, dataset.GetString(new DicomTag(0x0009, 0x1001)));
    }

    [Fact]
    public void Read_GroupLength_IsLeftOut() =>
        Assert.Empty(DicomJson.ConvertJsonToDicom("{\"00080000\":{\"vr\":\"UL\",\"Value\":[5]}}"));

    [Theory]
    [InlineData("", "no JSON")]
    [InlineData("{", "no JSON")]
    [InlineData("5", "expected a data set")]
    [InlineData("{} {}", "expected the end|no JSON")]
    [InlineData("[{},{}]", "expected one data set")]
    [InlineData("[5]", "expected a data set")]
    [InlineData("{\"PatientName\":{}}", "eight hexadecimal digits")]
    [InlineData("{\"0010001\":{}}", "eight hexadecimal digits")]
    [InlineData("{\"+0100010\":{}}", "eight hexadecimal digits")]
    [InlineData("{\"00020010\":{}}", "no attribute of a data set")]
    [InlineData("{\"FFFEE000\":{}}", "no attribute of a data set")]
    [InlineData("{\"00100020\":5}", "expected an attribute")]
    [InlineData("{\"00100020\":{\"vr\":\"LO\",\"secret\":1}}", "other members are unknown")]
    [InlineData("{\"00100020\":{\"vr\":\"ZZ\"}}", "expected vr")]
    [InlineData("{\"00100020\":{\"vr\":\"LO\",\"vr\":\"LO\"}}", "expected vr once")]
    [InlineData("{\"00100020\":{\"vr\":\"LO\",\"Value\":[],\"InlineBinary\":\"\"}}", "expected vr once")]
    [InlineData("{\"00100020\":{\"vr\":\"LO\"},\"00100020\":{\"vr\":\"LO\"}}", "there twice")]
    [InlineData("{\"00100020\":{\"vr\":\"LO\",\"Value\":\"secret\"}}", "expected Value to be an array")]
    [InlineData("{\"00100020\":{\"vr\":\"LO\",\"Value\":[5]}}", "expected a value of VR LO")]
    [InlineData("{\"00100020\":{\"vr\":\"LO\",\"Value\":[[[[]]]]}}", "expected a value of VR LO")]
    [InlineData("{\"00100020\":{\"vr\":\"LO\",\"InlineBinary\":\"AAAA\"}}", "VR LO has no InlineBinary")]
    [InlineData("{\"00100020\":{\"vr\":\"LO\",\"Value\":[\"\\uD800secret\"]}}", "no text of Unicode")]
    [InlineData("{\"00100020\":{\"vr\":\"LO\",\"Value\":[\"secret", "no JSON")]
    [InlineData("{\"00102000\":{\"vr\":\"LT\",\"Value\":[\"secret\",\"secret\"]}}", "one value at most")]
    [InlineData("{\"00100010\":{\"vr\":\"PN\",\"Value\":[{\"secret\":\"x\"}]}}", "expected Alphabetic")]
    [InlineData("{\"00100010\":{\"vr\":\"PN\",\"Value\":[{\"Alphabetic\":\"x\",\"Alphabetic\":\"secret\"}]}}", "each once")]
    [InlineData("{\"00282000\":{\"vr\":\"OB\",\"Value\":[1]}}", "VR OB has InlineBinary")]
    [InlineData("{\"00282000\":{\"vr\":\"OB\",\"InlineBinary\":\"secret!\"}}", "no base64")]
    [InlineData("{\"00282000\":{\"vr\":\"OB\",\"BulkDataURI\":\"secret\"}}", "give DicomJsonReaderOptions.BulkData")]
    [InlineData("{\"00280010\":{\"vr\":\"US\",\"Value\":[65536]}}", "expected a value of VR US")]
    [InlineData("{\"00280010\":{\"vr\":\"US\",\"Value\":[-1]}}", "expected a value of VR US")]
    [InlineData("{\"00280010\":{\"vr\":\"US\",\"Value\":[null]}}", "expected a value of VR US")]
    [InlineData("{\"00280010\":{\"vr\":\"US\",\"Value\":[1.5]}}", "expected a value of VR US")]
    [InlineData("{\"00280009\":{\"vr\":\"AT\",\"Value\":[\"secret\"]}}", "expected a value of VR AT")]
    [InlineData("{\"00189073\":{\"vr\":\"FD\",\"Value\":[1e999]}}", "expected a value of VR FD")]
    [InlineData("{\"00189073\":{\"vr\":\"FL\",\"Value\":[1e39]}}", "expected a value of VR FL")]
    [InlineData("{\"00280030\":{\"vr\":\"IS\",\"Value\":[1.5]}}", "expected a value of VR IS")]
    [InlineData("{\"00280030\":{\"vr\":\"DS\",\"Value\":[{}]}}", "expected a value of VR DS")]
    [InlineData("{\"00091001\":{\"Value\":[\"x\"]}}", "VR UN has InlineBinary")]
    public void Read_WhatIsWrong_IsRefusedWithoutTheValue(string json, string message)
    {
        var error = Assert.Throws<DicomJsonException>(() => DicomJson.ConvertJsonToDicom(json));

        Assert.Matches(message, error.Message);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Error_SaysLineByteAndTags()
    {
        var json = "{\n\"00480105\": {\"vr\":\"SQ\",\"Value\":[{},\n{\"00280010\":{\"vr\":\"US\",\"Value\":[\"x\"]}}]}}";

        var error = Assert.Throws<DicomJsonException>(() => DicomJson.ConvertJsonToDicom(json));

        Assert.Equal((3, "(0048,0105)[1].(0028,0010)"), (error.Line, error.TagPath));
        Assert.Equal(json.IndexOf("\"x\"", StringComparison.Ordinal), error.Offset);
        Assert.StartsWith("line 3, byte ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Limits_RefuseWithTheirNames()
    {
        AssertRefused("{\"00400275\":{\"vr\":\"SQ\",\"Value\":[{\"00400275\":{\"vr\":\"SQ\",\"Value\":[]}}]}}", new() { MaximumDepth = 1 }, "MaximumDepth = 1");
        AssertRefused("[{},{},{}]", new() { MaximumItems = 2 }, "MaximumItems = 2");
        AssertRefused("{\"00080008\":{\"vr\":\"CS\",\"Value\":[\"A\",\"B\",\"C\"]}}", new() { MaximumValues = 2 }, "MaximumValues = 2");
        AssertRefused("{\"00100010\":{\"vr\":\"PN\",\"Value\":[{},{},{}]}}", new() { MaximumValues = 2 }, "MaximumValues = 2");
        AssertRefused("{\"00282000\":{\"vr\":\"OB\",\"InlineBinary\":\"AAAA\"}}", new() { MaximumValueBytes = 3 }, "MaximumValueBytes = 3");
        AssertRefused("{\"00100020\":{\"vr\":\"LO\",\"Value\":[\"AAAA\"]}}", new() { MaximumValueBytes = 3 }, "MaximumValueBytes = 3");
        AssertRefused("{        }", new() { MaximumBytes = 9 }, "MaximumBytes = 9");
    }

    [Theory]
    [InlineData("{\"00400275\":{\"vr\":\"SQ\",\"Value\":[", "MaximumDepth = 64")]
    [InlineData("{\"00400275\":{\"Value\":[", "no JSON \\(RFC 8259\\), or too deep")]
    [InlineData("[", "expected a data set|too deep")]
    [InlineData("{\"00400275\":", "expected vr|expected an attribute|other members")]
    public void Read_Nested100000Deep_IsRefused(string level, string message)
    {
        var json = string.Concat(Enumerable.Repeat(level, 100_000));

        Assert.Matches(message, Assert.Throws<DicomJsonException>(() => DicomJson.ConvertJsonToDicom(json)).Message);
    }

    [Fact]
    public void Read_ManyAttributesInDescendingOrder_TakesNoTimeOfTheirSquare()
    {
        var members = Enumerable.Range(0x00100001, 200_000).Where(value => (value & 0xFFFF) != 0).Reverse()
            .Select(value => $"\"{value:X8}\":{{\"vr\":\"LO\"}}").ToArray();

        var dataset = DicomJson.ConvertJsonToDicom("{" + string.Join(',', members) + "}");

        Assert.Equal(members.Length, dataset.Count);
    }

    [Fact]
    public void Read_Reference_IsWhatTheCallbackGives()
    {
        var json = "{\"00480105\":{\"vr\":\"SQ\",\"Value\":[{\"00282000\":{\"vr\":\"OB\",\"BulkDataURI\":\"u/1\"}}]},"
            + "\"00660016\":{\"vr\":\"OF\",\"BulkDataURI\":\"gone\"},\"7FE00010\":{\"vr\":\"OB\",\"BulkDataURI\":\"u/2\"}}";
        var fragments = new DicomFragmentSequence(DicomTag.PixelData, [], [], []);
        var seen = new List<DicomBulkDataReference>();
        var options = new DicomJsonReaderOptions
        {
            BulkData = reference =>
            {
                seen.Add(reference);
                return reference.Uri switch
                {
                    "u/1" => reference.ToElement(new MemoryByteSource(new byte[] { 7 })),
                    "u/2" => fragments,
                    _ => null,
                };
            },
        };

        var dataset = DicomJson.Read(Encoding.UTF8.GetBytes(json), options);

        var profile = dataset.GetSequence(DicomTag.OpticalPathSequence).Items[0].GetDicomItem<DicomOtherByte>(DicomTag.ICCProfile);
        Assert.Equal([7], profile.ToArray());
        Assert.Same(fragments, dataset.GetDicomItem<DicomFragmentSequence>(DicomTag.PixelData));
        Assert.Equal(2, dataset.Count);
        Assert.Equal(["(0048,0105)[0].(0028,2000)", "(0066,0016)", "(7FE0,0010)"], seen.Select(reference => reference.TagPath));
    }

    private static void AssertRefused(string json, DicomJsonLimits limits, string name)
    {
        var options = new DicomJsonReaderOptions { Limits = limits };
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));

        var error = Assert.Throws<DicomJsonException>(() => DicomJson.ReadAll(Encoding.UTF8.GetBytes(json), options));
        Assert.EndsWith(name, error.Message, StringComparison.Ordinal);
        Assert.Equal(error.Message, Assert.Throws<DicomJsonException>(() => DicomJson.ReadAll(stream, options)).Message);
    }
}
