using WsiDicomizer.Dicom.Json;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.Dicom.Tests.Json;

/// <summary>pydicom 2.3.1 reads our JSON of the sample files, and we read its JSON of them.</summary>
public sealed class PydicomJsonTests
{
    public static TheoryData<string> Files => SharedFilesTests.Files;

    [PydicomTheory(Slides = true)]
    [MemberData(nameof(Files))]
    public void WriteAndRead_Sample_AgreesWithPydicom(string name)
    {
        var path = Path.Combine(SharedSlides.File("dicom-wsi"), name);
        using var folder = new TemporaryFolder();
        using var file = DicomFile.Open(path);
        var dataset = file.Dataset;
        if (dataset.TryGetDicomItem<DicomFragmentSequence>(DicomTag.PixelData, out _))
        {
            dataset.Remove(DicomTag.PixelData);
        }

        using (var output = File.Create(folder["ours.json"]))
        {
            DicomJson.Write(output, dataset, new DicomJsonWriterOptions { MaximumInlineBytes = int.MaxValue });
        }

        var differences = PythonScript.Run("Json/pydicom_json.py", path, folder["ours.json"], folder["theirs.json"]);

        Assert.Equal("", differences);
        using var input = File.OpenRead(folder["theirs.json"]);
        var read = DicomJson.Read(input);
        Assert.Null(DicomDatasetComparer.FindDifference(Comparable(dataset), Comparable(read)));
        input.Position = 0;
        using var again = File.OpenRead(folder["ours.json"]);
        Assert.Null(DicomDatasetComparer.FindDifference(AsUtf8(dataset), DicomJson.Read(again)));
    }

    private static DicomDataset AsUtf8(DicomDataset dataset) => Map(dataset, item =>
        item.Tag.IsGroupLength ? null
        : item.Tag == DicomTag.SpecificCharacterSet ? new DicomCodeString(item.Tag, DicomEncoding.Utf8Term)
        : item);

    // What pydicom does otherwise: DS becomes a double and loses its text; the character set keeps its term.
    private static DicomDataset Comparable(DicomDataset dataset) => Map(AsUtf8(dataset), item => item is DicomDecimalString decimals
        ? new DicomDecimalString(item.Tag, [.. decimals.Values.Select(Shortest)])
        : item);

    private static string Shortest(string text) => text.Length == 0
        ? text
        : DicomNumberText.ToDecimalString(double.Parse(text, System.Globalization.CultureInfo.InvariantCulture));

    private static DicomDataset Map(DicomDataset dataset, Func<DicomItem, DicomItem?> map) => new(dataset
        .Select(item => item is DicomSequence sequence
            ? new DicomSequence(item.Tag, [.. sequence.Items.Select(nested => Map(nested, map))])
            : map(item))
        .OfType<DicomItem>());
}
