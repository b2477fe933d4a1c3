using System.Text;
using System.Text.Json;
using WsiDicomizer.Dicom;
using WsiDicomizer.Dicom.IO;
using WsiDicomizer.Dicom.Json;
using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Fuzz.Seeds;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>DICOM JSON (PS3.18 Annex F): what is read is written and read again as the same data set.</summary>
internal sealed class DicomJsonTarget : FuzzTarget
{
    private static readonly DicomJsonReaderOptions Options = new()
    {
        BulkData = reference => reference.ToElement(MemoryByteSource.Empty),
    };

    public override string Name => "dicom-json";

    public override IReadOnlyList<string> EntryPoints =>
        ["DicomJson.Read", "DicomJson.ReadAll", "DicomJson.Write", "DicomJson.ConvertJsonToDicom", "DicomJson.ConvertDicomToJson"];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(DicomException)];

    public override IReadOnlyList<string> Secrets => [DicomFiles.PatientName, DicomFiles.PatientID, "Quetzal"];

    public override IReadOnlyList<string> Tokens =>
    [
        "{", "}", "[", "]", ",", ":", "null", "true", "\"vr\":\"SQ\"", "\"Value\":[", "\"InlineBinary\":\"AAAA\"", "\"BulkDataURI\":\"x\"",
        "\"Alphabetic\":\"x\"", "\"Ideographic\"", "1e400", "-0", "1.5", "9007199254740993", "\\uD800", "\\u0000", "\"NaN\"", "\"00100010\":",
        "\"vr\":\"UN\"", "\"vr\":\"UV\"", "\u00e9",
    ];

    public override IEnumerable<byte[]> CreateSeeds() =>
    [
        Encoding.UTF8.GetBytes(DicomJson.ConvertDicomToJson(DicomFiles.Image(2))),
        Encoding.UTF8.GetBytes("[" + DicomJson.ConvertDicomToJson(DicomFiles.Image(1)) + ",{}]"),
        """
        {"00080005":{"vr":"CS","Value":["ISO_IR 192"]},"00100010":{"vr":"PN","Value":[{"Alphabetic":"Quetzalcoatl^X"},null]},
        "00091010":{"vr":"UN","InlineBinary":"AAECAw=="},"00281052":{"vr":"DS","Value":[1.5,"2e3"]},"00420011":{"vr":"OB","BulkDataURI":"b/1"},
        "00720082":{"vr":"SV","Value":["-9223372036854775808"]},"00209165":{"vr":"AT","Value":["00100010"]}}
        """u8.ToArray(),
    ];

    public override void Run(ReadOnlyMemory<byte> input)
    {
        var datasets = DicomJson.ReadAll(input.Span, Options);
        foreach (var dataset in datasets)
        {
            var json = DicomJson.ConvertDicomToJson(dataset);
            RequireSame(WithUtf8(dataset), ReadOwn(json), "data set, JSON, data set is the same");
        }

        DicomJson.Write(Stream.Null, datasets);
        DicomJson.Read(input.Span, Options);
        RequireJson(input.Span);
    }

    private static DicomDataset ReadOwn(string json)
    {
        try
        {
            return DicomJson.ConvertJsonToDicom(json, Options);
        }
        catch (DicomException exception)
        {
            throw new FuzzPropertyException("what was written is not read: " + exception.Message);
        }
    }

    private static void RequireSame(DicomDataset expected, DicomDataset actual, string what)
    {
        var difference = DicomDatasetComparer.FindDifference(expected, actual);
        FuzzPropertyException.Require(difference is null, $"{what}, but for {difference}");
    }

    // The only thing that is not written as it is: JSON is UTF-8, so the character set says so, whatever it was (PS3.18 Annex F).
    private static DicomDataset WithUtf8(DicomDataset dataset) => new(dataset.Select(item => item switch
    {
        DicomCodeString when item.Tag == DicomTag.SpecificCharacterSet => new DicomCodeString(item.Tag, "ISO_IR 192"),
        DicomSequence sequence => WithUtf8(sequence),
        _ => item,
    }));

    private static DicomSequence WithUtf8(DicomSequence sequence)
    {
        var result = new DicomSequence(sequence.Tag);
        foreach (var item in sequence.Items)
        {
            result.Items.Add(WithUtf8(item));
        }

        return result;
    }

    // Whatever is taken is JSON for others too.
    private static void RequireJson(ReadOnlySpan<byte> input)
    {
        try
        {
            var reader = new Utf8JsonReader(input, new JsonReaderOptions { MaxDepth = 1000 });
            while (reader.Read())
            {
                // Only that there is no fault.
            }
        }
        catch (JsonException exception)
        {
            throw new FuzzPropertyException("taken, but no JSON: " + exception.Message);
        }
    }
}
