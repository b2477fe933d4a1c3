using System.Globalization;
using WsiDicomizer.Dicom.Json;
using WsiDicomizer.EndToEnd.Tests.Running;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.Dicom.Tests.Json;

/// <summary>What Orthanc's WADO-RS says of an instance is what is in its file.</summary>
public sealed class OrthancJsonTests(OrthancServer orthanc) : IClassFixture<OrthancServer>
{
    [ToolTheory("Orthanc", "storescu")]
    [InlineData("highdicom-sm_image.dcm")]
    [InlineData("openslide-boxes_0.dcm")]
    public async Task Read_MetadataOfOrthanc_IsTheDataset(string name)
    {
        var path = Path.Combine(SharedSlides.File("dicom-wsi"), name);
        using var file = DicomFile.Open(path);
        var sent = orthanc.Store(path, file.FileMetaInfo.TransferSyntax.UID.UID);
        Assert.True(sent.ExitCode == 0, sent.Text);

        var address = $"dicom-web/studies/{file.Dataset.GetString(DicomTag.StudyInstanceUID)}"
            + $"/series/{file.Dataset.GetString(DicomTag.SeriesInstanceUID)}"
            + $"/instances/{file.Dataset.GetString(DicomTag.SOPInstanceUID)}/metadata";
        var json = await orthanc.Http.GetByteArrayAsync(new Uri(address, UriKind.Relative));
        var referenced = new List<string>();
        var read = DicomJson.Read(json, new DicomJsonReaderOptions
        {
            BulkData = reference =>
            {
                referenced.Add(reference.TagPath);
                return null;
            },
        });

        // Values of bytes are at URIs, encapsulated pixel data left out; DS and IS are numbers.
        Assert.NotEmpty(referenced);
        Assert.Null(DicomDatasetComparer.FindDifference(Comparable(file.Dataset), Comparable(read)));
    }

    private static DicomDataset Comparable(DicomDataset dataset) => new(dataset
        .Where(item => item is not (DicomBytesElement or DicomFragmentSequence) && !item.Tag.IsGroupLength)
        .Select(item => item switch
        {
            DicomSequence sequence => new DicomSequence(item.Tag, [.. sequence.Items.Select(Comparable)]),
            DicomDecimalString decimals => new DicomDecimalString(item.Tag, [.. decimals.Values.Select(Shortest)]),
            _ when item.Tag == DicomTag.SpecificCharacterSet => new DicomCodeString(item.Tag, DicomEncoding.Utf8Term),
            _ => item,
        }));

    private static string Shortest(string text) => text.Length == 0
        ? text
        : DicomNumberText.ToDecimalString(double.Parse(text, CultureInfo.InvariantCulture));
}
