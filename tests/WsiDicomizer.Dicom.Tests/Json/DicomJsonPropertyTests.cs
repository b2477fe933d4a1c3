using FsCheck;
using FsCheck.Fluent;
using WsiDicomizer.Dicom.Json;

namespace WsiDicomizer.Dicom.Tests.Json;

public sealed class DicomJsonPropertyTests
{
    private const ulong Seed = 20261121;

    private static readonly DicomTag Creator = new(0x0009, 0x0010);

    [Fact]
    public void WriteAndRead_AnyDataset_IsTheIdentity() =>
        Check(Datasets(), dataset => DicomDatasetComparer.FindDifference(
            dataset, DicomJson.ConvertJsonToDicom(DicomJson.ConvertDicomToJson(dataset))));

    [Fact]
    public void WriteAndRead_AnyDatasetWithBulkData_IsTheIdentity() =>
        Check(Datasets(), dataset =>
        {
            var bulk = new Dictionary<string, DicomItem>(StringComparer.Ordinal);
            var json = DicomJson.ConvertDicomToJson(dataset, new DicomJsonWriterOptions
            {
                MaximumInlineBytes = 4,
                Indented = true,
                BulkDataUri = (path, item) =>
                {
                    bulk.Add(path, item);
                    return path;
                },
            });
            var read = DicomJson.ConvertJsonToDicom(
                json, new DicomJsonReaderOptions { BulkData = reference => bulk[reference.Uri] });
            return DicomDatasetComparer.FindDifference(dataset, read);
        });

    [Fact]
    public void WriteAndRead_AnyTextsOfDecimals_AreTheIdentity()
    {
        var text = Gen.OneOf(
            Gen.Elements("0123456789+-.eE ".ToCharArray()).ArrayOf().Select(letters => new string(letters)),
            Gen.Choose(int.MinValue, int.MaxValue).Select(value => DicomNumberText.ToDecimalString(value / 1000.0)));
        var datasets = text.ArrayOf(4).Select(texts => new DicomDataset(
            DicomItemFactory.CreateText(DicomTag.PixelSpacing, DicomVR.DS, texts),
            DicomItemFactory.CreateText(DicomTag.NumberOfFrames, DicomVR.IS, texts)));

        Check(datasets, dataset => DicomDatasetComparer.FindDifference(
            dataset, DicomJson.ConvertJsonToDicom(DicomJson.ConvertDicomToJson(dataset))));
    }

    [Fact]
    public void Read_DamagedJson_FailsWithItsOwnErrorsOnly()
    {
        var damaged =
            from dataset in Datasets()
            let json = System.Text.Encoding.UTF8.GetBytes(DicomJson.ConvertDicomToJson(dataset))
            from changes in Gen.Choose(0, json.Length - 1).Zip(Gen.Choose(0, 255)).ArrayOf(3)
            select changes.Aggregate(json, (bytes, change) =>
            {
                bytes[change.Item1] = (byte)change.Item2;
                return bytes;
            });

        Check(damaged, json =>
        {
            try
            {
                return DicomJson.Read(json) is null ? "nothing" : null;
            }
            catch (DicomJsonException)
            {
                return null;
            }
        });
    }

    private static Gen<DicomDataset> Datasets() => Gen.Choose(0, int.MaxValue).Select(seed =>
    {
        var random = new RandomDatasets(seed);
        var dataset = random.Next();
        dataset.AddOrUpdate(new DicomLongString(Creator, "SOMEBODY"));
        var vr = RandomDatasets.VRs.ElementAt(seed % RandomDatasets.VRs.Count());
        dataset.AddOrUpdate(random.Item(new DicomTag(0x0009, 0x1001), DicomVR.Parse(vr), depth: 2));
        dataset.AddOrUpdate(random.Item(new DicomTag(0x0009, 0x1002), DicomVR.UN));
        dataset.AddOrUpdate(new DicomSequence(new DicomTag(0x0009, 0x1003), new DicomDataset(), random.Next(depth: 2)));
        return dataset;
    });

    private static void Check<T>(Gen<T> values, Func<T, string?> problem) => Prop.ForAll(
            values.ToArbitrary(),
            value =>
            {
                var found = problem(value);
                Assert.True(found is null, $"seed {Seed}: {found}");
            })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(Seed, 1UL).WithName($"seed {Seed}"));
}
