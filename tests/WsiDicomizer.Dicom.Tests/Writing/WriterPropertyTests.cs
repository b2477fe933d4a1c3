using FsCheck;
using FsCheck.Fluent;
using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Dicom.Tests.Writing;

/// <summary>data set → file → data set is the identity, in every encoding and form.</summary>
public sealed class WriterPropertyTests
{
    private const ulong Seed = 20261121;

    public static TheoryData<string, bool, bool> Forms
    {
        get
        {
            var forms = new TheoryData<string, bool, bool>();
            foreach (var syntax in new[] { "1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.1.99" })
            {
                forms.Add(syntax, false, false);
                forms.Add(syntax, true, false);
                forms.Add(syntax, false, true);
                forms.Add(syntax, true, true);
            }

            return forms;
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void SaveAndOpen_AnyDataset_IsTheIdentity(string uid, bool undefinedSequences, bool undefinedItems)
    {
        var syntax = DicomTransferSyntax.Lookup(uid)!;
        var options = new DicomWriterOptions
        {
            UndefinedSequenceLengths = undefinedSequences,
            UndefinedItemLengths = undefinedItems,
        };

        Check(RandomDatasets.Generator(withPrivate: syntax.IsExplicitVR), dataset =>
        {
            using var folder = new TemporaryFolder();
            new DicomFile(TestFiles.Meta(syntax), dataset).Save(folder["a.dcm"], options);
            using var file = DicomFile.Open(folder["a.dcm"]);
            return file.Diagnostics.Count > 0 ? $"{file.Diagnostics.Count} faults" : Difference(dataset, file.Dataset);
        });
    }

    [PydicomTheory]
    [InlineData("1.2.840.10008.1.2")]
    [InlineData("1.2.840.10008.1.2.2")]
    [InlineData("1.2.840.10008.1.2.1.99")]
    public void Save_AnotherEncoding_IsTheSameForPydicom(string uid)
    {
        using var folder = new TemporaryFolder();
        for (var seed = 0; seed < 8; seed++)
        {
            // pydicom 2 does not swap what it keeps as bytes, and the script does; it knows no UN longer than its VR.
            var dataset = new RandomDatasets(seed).Next();
            foreach (var (name, syntax, undefined) in new[]
            {
                ($"{seed}a.dcm", DicomTransferSyntax.ExplicitVRLittleEndian, false),
                ($"{seed}b.dcm", DicomTransferSyntax.Lookup(uid)!, true),
            })
            {
                var options = new DicomWriterOptions { UndefinedSequenceLengths = undefined, UndefinedItemLengths = undefined };
                new DicomFile(TestFiles.Meta(syntax), dataset).Save(folder[name], options);
            }

            var count = PythonScript.Run("Scripts/same_dataset.py", folder[$"{seed}a.dcm"], folder[$"{seed}b.dcm"]);
            Assert.True(int.Parse(count, System.Globalization.CultureInfo.InvariantCulture) > 0, $"seed {seed}");
        }
    }

    // The comparer takes one NaN for another: the bytes tell them apart.
    private static string? Difference(DicomDataset expected, DicomDataset actual) =>
        DicomDatasetComparer.FindDifference(expected, actual)
        ?? (TestFiles.Encode(expected, explicitVR: true).SequenceEqual(TestFiles.Encode(actual, explicitVR: true))
            ? null
            : "other bits of a number");

    private static void Check<T>(Gen<T> values, Func<T, string?> problem) => Prop.ForAll(
            values.ToArbitrary(),
            value =>
            {
                var found = problem(value);
                Assert.True(found is null, $"seed {Seed}: {found}");
            })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(60).WithReplay(Seed, 1UL).WithName($"seed {Seed}"));
}
