using System.Globalization;
using WsiDicomizer.Dicom;
using WsiDicomizer.Dicom.Json;
using WsiDicomizer.EndToEnd.Tests.Running;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.EndToEnd.Tests;

/// <summary>pydicom, dcmdump, gdcminfo, Orthanc and our own reader see the same attributes with the same values.</summary>
public class AgreementTests(Cmu1 cmu1, OrthancServer orthanc) : IClassFixture<Cmu1>, IClassFixture<OrthancServer>
{
    private const int FewestAttributes = 100;

    [ToolTheory("Orthanc", "dcmdump", "gdcminfo", Tools.Python)]
    [InlineData("identified")]
    [InlineData("level-iv")]
    public async Task EveryReader_EveryInstance_SeesTheSameAttributes(string profile) =>
        await AssertAgreedAsync(cmu1.Converted(profile));

    [ToolTheory("Orthanc", "dcmdump", "gdcminfo", Tools.Python)]
    [InlineData("synthetic/aperio-33005.svs", "-p", "identified")]
    [InlineData("synthetic/aperio-classic-rgb.svs", "--dual-tiff")]
    [InlineData("synthetic/aperio-classic-rgb.svs", "--max-instance-size", "300kB")]
    [InlineData("dicom-wsi/google-multiframe-jp2k-camelyon.dcm", "-p", "identified")]
    [InlineData("dicom-wsi/highdicom-sm_image.dcm", "-p", "identified")]
    public async Task EveryReader_OtherForms_SeesTheSameAttributes(string slide, params string[] options)
    {
        using var folder = new TempFolder();

        await AssertAgreedAsync(ConvertedFolder.Convert(SharedSlides.File(slide), folder["out"], options));
    }

    private async Task AssertAgreedAsync(ConvertedFolder converted)
    {
        using var folder = new TempFolder();
        await orthanc.ClearAsync();
        Assert.NotEmpty(converted.Instances);
        foreach (var instance in converted.Instances)
        {
            using (var content = new ByteArrayContent(await File.ReadAllBytesAsync(instance)))
            {
                using var stored = await orthanc.Http.PostAsync(new Uri("instances", UriKind.Relative), content);
                Assert.True(stored.IsSuccessStatusCode, await stored.Content.ReadAsStringAsync());
            }

            var ours = folder.Write("ours.json", ReadWithOurReader(instance));
            var compared = Tools.RunScript(
                "agreement.py", instance, ours, string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{orthanc.HttpPort}/dicom-web"));
            Assert.True(int.Parse(compared, CultureInfo.InvariantCulture) >= FewestAttributes, $"{compared} attributes were compared");
            File.Delete(ours);
        }
    }

    private static byte[] ReadWithOurReader(string instance)
    {
        using var file = DicomFile.Open(instance, new DicomReadOptions { ValidationMode = ValidationMode.Raise });
        Assert.Empty(file.Diagnostics);
        var dataset = file.Dataset.Clone();
        dataset.Remove(item => item.Tag == DicomTag.PixelData);
        using var stream = new MemoryStream();
        DicomJson.Write(stream, dataset, new DicomJsonWriterOptions { MaximumInlineBytes = int.MaxValue });
        return stream.ToArray();
    }
}
