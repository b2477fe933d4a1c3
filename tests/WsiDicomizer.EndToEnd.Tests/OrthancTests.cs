using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using WsiDicomizer.EndToEnd.Tests.Running;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary>A PACS takes the instances over the network and gives the same frames back.</summary>
public class OrthancTests(Cmu1 cmu1, OrthancServer orthanc) : IClassFixture<Cmu1>, IClassFixture<OrthancServer>
{
    [ToolTheory("Orthanc", "storescu", Tools.Python)]
    [InlineData("level-iv")]
    [InlineData("identified")]
    public async Task CStore_EveryInstance_GivesTheSameFramesBack(string profile)
    {
        await orthanc.ClearAsync();
        var converted = cmu1.Converted(profile);

        StoreAll(converted);

        await AssertHeldAsync(converted);
    }

    [ToolTheory("Orthanc", Tools.Python)]
    [InlineData("level-iv")]
    [InlineData("identified")]
    public async Task StowRs_EveryInstance_GivesTheSameFramesBack(string profile)
    {
        await orthanc.ClearAsync();
        var converted = cmu1.Converted(profile);

        await StowAsync(converted);

        await AssertHeldAsync(converted);
    }

    [ToolFact("Orthanc", "storescu", Tools.Python)]
    public async Task CStore_Jpeg2000_GivesTheSameFramesBack()
    {
        using var folder = new TempFolder();
        await orthanc.ClearAsync();
        var converted = ConvertedFolder.Convert(SharedSlides.File("synthetic/aperio-33005.svs"), folder["out"]);

        StoreAll(converted);

        await AssertHeldAsync(converted);
    }

    // A file that is a TIFF as well, and one in parts: what is beside the data set is nobody's business.
    [ToolTheory("Orthanc", "storescu", Tools.Python)]
    [InlineData("--dual-tiff")]
    [InlineData("--max-instance-size", "300kB")]
    public async Task CStoreAndStowRs_OtherForms_GiveTheSameFramesBack(params string[] options)
    {
        using var folder = new TempFolder();
        var converted = ConvertedFolder.Convert(
            SharedSlides.File("synthetic/aperio-classic-rgb.svs"), folder["out"], options);

        await orthanc.ClearAsync();
        StoreAll(converted);
        await AssertHeldAsync(converted);

        await orthanc.ClearAsync();
        await StowAsync(converted);
        await AssertHeldAsync(converted);
    }

    private void StoreAll(ConvertedFolder converted)
    {
        foreach (var instance in converted.Instances)
        {
            var sent = orthanc.Store(instance, converted.Describe(Path.GetFileName(instance))["TransferSyntaxUID"]);
            Assert.True(sent.ExitCode == 0, sent.Text);
        }
    }

    private async Task StowAsync(ConvertedFolder converted)
    {
        using var content = new MultipartContent("related", "wsiboundary");
        content.Headers.ContentType!.Parameters.Add(new NameValueHeaderValue("type", "\"application/dicom\""));
        foreach (var instance in converted.Instances)
        {
            var part = new ByteArrayContent(await File.ReadAllBytesAsync(instance));
            part.Headers.ContentType = new MediaTypeHeaderValue("application/dicom");
            content.Add(part);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("dicom-web/studies", UriKind.Relative));
        request.Content = content;
        request.Headers.Accept.ParseAdd("application/dicom+json");
        using var response = await orthanc.Http.SendAsync(request);

        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    private async Task AssertHeldAsync(ConvertedFolder converted)
    {
        using var folder = new TempFolder();
        Assert.NotEmpty(converted.Instances);
        foreach (var instance in converted.Instances)
        {
            var values = converted.Describe(Path.GetFileName(instance));
            var id = await orthanc.FindAsync(values["SOPInstanceUID"]);
            Assert.NotNull(id);

            var back = folder.Write(
                $"{id}.dcm", await orthanc.Http.GetByteArrayAsync(new Uri($"instances/{id}/file", UriKind.Relative)));
            Tools.RunScript("same_instance.py", instance, back);
            await AssertFramesOverDicomWebAsync(instance, values);
        }
    }

    private async Task AssertFramesOverDicomWebAsync(string instance, IReadOnlyDictionary<string, string> values)
    {
        var frames = InstanceFrames.Read(instance);
        foreach (var index in new[] { 0, frames.Count / 2, frames.Count - 1 }.Distinct())
        {
            var address = $"dicom-web/studies/{values["StudyInstanceUID"]}/series/{values["SeriesInstanceUID"]}"
                + $"/instances/{values["SOPInstanceUID"]}/frames/{index + 1}";
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
            request.Headers.TryAddWithoutValidation(
                "Accept", $"multipart/related; type=\"{MediaType(values["TransferSyntaxUID"])}\"; "
                + $"transfer-syntax={values["TransferSyntaxUID"]}");
            using var response = await orthanc.Http.SendAsync(request);
            Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
            var part = OnlyPart(await response.Content.ReadAsByteArrayAsync());
            Assert.Equal(WithoutPadding(frames[index], values), part);
        }
    }

    // A native frame has the length that its size gives; what makes the element even is no part of it.
    private static byte[] WithoutPadding(byte[] frame, IReadOnlyDictionary<string, string> values)
    {
        var size = int.Parse(values["Rows"], CultureInfo.InvariantCulture)
            * int.Parse(values["Columns"], CultureInfo.InvariantCulture)
            * int.Parse(values["SamplesPerPixel"], CultureInfo.InvariantCulture);
        return frame.Length == size + 1 ? frame[..size] : frame;
    }

    private static string MediaType(string transferSyntaxUid) => transferSyntaxUid switch
    {
        "1.2.840.10008.1.2.4.50" or "1.2.840.10008.1.2.4.70" => "image/jpeg",
        "1.2.840.10008.1.2.4.80" => "image/x-jls",
        "1.2.840.10008.1.2.4.90" or "1.2.840.10008.1.2.4.91" => "image/jp2",
        _ => "application/octet-stream",
    };

    // --boundary CRLF headers CRLF CRLF content CRLF --boundary--
    private static byte[] OnlyPart(byte[] body)
    {
        var text = Encoding.Latin1.GetString(body);
        var start = text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        var end = text.LastIndexOf("\r\n--", StringComparison.Ordinal);
        return body[start..end];
    }
}
