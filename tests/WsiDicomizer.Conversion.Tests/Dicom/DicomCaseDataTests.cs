using System.Text;
using WsiDicomizer.Conversion.CaseData;
using WsiDicomizer.Deidentification.Keys;
using WsiDicomizer.Dicom;
using WsiDicomizer.Slides;
using WsiDicomizer.Slides.Tests.Support;

namespace WsiDicomizer.Conversion.Tests.Dicom;

/// <summary>Case data over a DICOM source: what it names takes the place of all that the source says of the same.</summary>
public sealed class DicomCaseDataTests : IDisposable
{
    private static readonly string[] OfPatient =
    [
        "OLDISSUER", "OLDOTHER", "OLDCOMMENT", "OLDTRIAL", "OLDADMISSION", "OLDDIAGNOSIS", "OLDORIGINAL", "057Y", "19500101", "DOE", "MRN-",
    ];

    private static readonly string[] OfOrder = ["ACC-4711", "OLDACCISSUER", "OLDREQUEST"];
    private static readonly string[] OfStudy = ["OLDREFERRER", "OLDREADER", "OLDPROCEDURE", "20240229"];
    private static readonly string[] OfContainer = ["GLASS-77", "OLDGLASSISSUER", "OLDGLASSTEXT"];
    private static readonly string[] OfSpecimens = ["OLDSPECIMEN"];
    private static readonly string[] OfInstitution = ["Saint Elsewhere", "OLDADDRESS", "OLDDEPARTMENT"];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string> Cases => new()
    {
        { "\"PatientID\":\"NEW-1\"", "patient" },
        { "\"PatientName\":\"New^Name\"", "patient" },
        { "\"PatientSex\":\"F\"", "" },
        { "\"AccessionNumber\":\"A-NEW\"", "order study" },
        { "\"AccessionNumber\":\"ACC-4711\"", "order-but-number" },
        { "\"StudyInstanceUID\":\"1.2.3.99\"", "order study" },
        { "\"ContainerIdentifier\":\"G-NEW\"", "container specimens" },
        { "\"Specimens\":[{\"SpecimenIdentifier\":\"SP-NEW\"}]", "specimens" },
        { "\"InstitutionName\":\"New Hospital\"", "institution" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Convert_CaseData_TakesOffAllThatTheSourceSaysOfTheSame(string fields, string gone)
    {
        var text = Text("identified", fields);

        foreach (var (module, values) in new[]
        {
            ("patient", OfPatient), ("order", OfOrder), ("study", OfStudy), ("container", OfContainer),
            ("specimens", OfSpecimens), ("institution", OfInstitution),
        })
        {
            var isGone = gone.Split(' ').Contains(module, StringComparer.Ordinal);
            var expected = values.Where(value => gone != "order-but-number" || value is not ("OLDACCISSUER" or "OLDREQUEST"));

            // The date of the scan is there without any study.
            Assert.All(expected.Where(value => !isGone || value != "20240229"), value =>
                Assert.True(text.Contains(value, StringComparison.Ordinal) != isGone, $"{value} with {fields}"));
        }
    }

    [Fact]
    public void Convert_OnlyThePatientIsNamed_EmptiesWhatIsNotKnownOfHim()
    {
        using var file = Convert("identified", "\"PatientID\":\"NEW-1\"");

        Assert.Equal("NEW-1", file.Dataset.GetString(DicomTag.PatientID));
        foreach (var tag in new[] { DicomTag.PatientName, DicomTag.PatientBirthDate, DicomTag.PatientSex })
        {
            Assert.Equal(0, file.Dataset.GetValueCount(tag));
        }

        Assert.False(file.Dataset.Contains(DicomTag.IssuerOfPatientID));
        Assert.Equal("NO", file.Dataset.GetString(DicomTag.PatientIdentityRemoved));
        Assert.Equal("ACC-4711", file.Dataset.GetString(DicomTag.AccessionNumber));
    }

    [Theory]
    [InlineData("level-iv")]
    [InlineData("basic")]
    public void Convert_DeidentifiedWithAnotherPatient_CleansTheSourcesNamesOutOfTexts(string profile)
    {
        using var file = Convert(profile, "\"PatientName\":\"New^Name\",\"PatientID\":\"NEW-1\"");
        var text = ReadText(file);

        Assert.DoesNotContain("JANE", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("DOE", text, StringComparison.Ordinal);
        Assert.DoesNotContain("NEW-1", text, StringComparison.Ordinal);
        if (profile == "level-iv")
        {
            Assert.Contains("biopsy", text, StringComparison.Ordinal);
        }
    }

    private static void AddMore(DicomDataset dataset)
    {
        dataset
            .Add(DicomTag.IssuerOfPatientID, "OLDISSUER")
            .Add(DicomTag.PatientBirthDate, "19500101")
            .Add(DicomTag.PatientSex, "M")
            .Add(DicomTag.PatientAge, "057Y")
            .Add(DicomTag.PatientComments, "OLDCOMMENT")
            .Add(DicomTag.PatientIdentityRemoved, "YES")
            .Add(DicomTag.OtherPatientIDsSequence, new DicomDataset { { DicomTag.PatientID, "OLDOTHER" } })
            .Add(DicomTag.ClinicalTrialSubjectID, "OLDTRIAL")
            .Add(DicomTag.AdmissionID, "OLDADMISSION")
            .Add(DicomTag.AdmittingDiagnosesDescription, "OLDDIAGNOSIS")
            .Add(DicomTag.OriginalAttributesSequence, new DicomDataset { { DicomTag.SourceOfPreviousValues, "OLDORIGINAL" } })
            .Add(DicomTag.IssuerOfAccessionNumberSequence, new DicomDataset { { DicomTag.LocalNamespaceEntityID, "OLDACCISSUER" } })
            .Add(DicomTag.RequestAttributesSequence, new DicomDataset { { DicomTag.RequestedProcedureID, "OLDREQUEST" } })
            .Add(DicomTag.ReferringPhysicianName, "OLDREFERRER")
            .Add(DicomTag.NameOfPhysiciansReadingStudy, "OLDREADER")
            .Add(DicomTag.ProcedureCodeSequence, new DicomDataset { { DicomTag.CodeMeaning, "OLDPROCEDURE" } });
        AddGlass(dataset);
    }

    private static void AddGlass(DicomDataset dataset) => dataset
        .Add(DicomTag.IssuerOfTheContainerIdentifierSequence, new DicomDataset { { DicomTag.LocalNamespaceEntityID, "OLDGLASSISSUER" } })
        .Add(DicomTag.ContainerDescription, "OLDGLASSTEXT")
        .Add(DicomTag.SpecimenDescriptionSequence, new DicomDataset { { DicomTag.SpecimenIdentifier, "OLDSPECIMEN" } })
        .Add(DicomTag.InstitutionAddress, "OLDADDRESS")
        .Add(DicomTag.InstitutionalDepartmentName, "OLDDEPARTMENT")
        .Add(DicomTag.SeriesDescription, "biopsy Jane");

    private static string ReadText(DicomFile file)
    {
        var lines = new StringBuilder();
        void Walk(DicomDataset dataset)
        {
            foreach (var item in dataset)
            {
                switch (item)
                {
                    case DicomSequence sequence:
                        sequence.Items.ToList().ForEach(Walk);
                        break;
                    case DicomStringElement element:
                        lines.AppendJoin('\n', element.Values).Append('\n');
                        break;
                }
            }
        }

        Walk(file.Dataset);
        return lines.ToString();
    }

    private string Text(string profile, string fields)
    {
        using var file = Convert(profile, fields);
        return ReadText(file);
    }

    private DicomFile Convert(string profile, string fields)
    {
        var path = new DicomBuilder { Change = AddMore }.Write(_folder.Path);
        var output = Directory.CreateDirectory(Path.Combine(_folder.Path, "out")).FullName;
        var converter = new SlideConverter(new ConversionOptions
        {
            Profile = ConvertedSlide.Profile(profile),
            Key = new ProjectKey(new byte[ProjectKey.LengthBytes]),
            CaseData = CaseDataFile.Parse(Encoding.UTF8.GetBytes($"{{\"Slides\":[{{\"FileName\":\"a.dcm\",{fields}}}]}}")),
            Workers = 1,
        });
        using var slide = SlideFormats.Open(path);
        var result = converter.Convert(slide, output, progress: null, CancellationToken.None);
        return DicomFile.Open(Path.Combine(result.Directory, "volume-0.dcm"));
    }
}
