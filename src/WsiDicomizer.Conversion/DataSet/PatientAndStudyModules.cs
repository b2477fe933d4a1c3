using WsiDicomizer.Conversion.CaseData.Model;
using WsiDicomizer.Conversion.Planning;
using WsiDicomizer.Dicom;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.DataSet;

/// <summary>
/// Patient (PS3.3 C.7.1.1), General Study (C.7.2.1), Patient Study (C.7.2.2), General and Whole Slide Microscopy Series
/// (C.7.3.1, C.8.12.3).
/// </summary>
/// <remarks>
/// A scanner's file knows neither patient nor order, case data does: what is Type 2 and not known is there, and empty.
/// </remarks>
internal static class PatientAndStudyModules
{
    private static readonly PatientData UnknownPatient = new();
    private static readonly StudyData UnknownStudy = new();

    public static void AddTo(DicomDataset dataset, SlideMetadata metadata, SlideIdentifiers identifiers)
    {
        var record = identifiers.CaseRecord;
        AddPatient(dataset, record?.Patient ?? UnknownPatient);
        AddStudy(dataset, metadata, identifiers, record?.Study ?? UnknownStudy);
        if (record?.Patient.Age is { } age)
        {
            dataset.Add(DicomTag.PatientAge, age);
        }

        dataset.Add(DicomTag.Modality, "SM");
        dataset.Add(DicomTag.SeriesInstanceUID, identifiers.SeriesInstanceUID);
        if (record?.SeriesDescription is { } description)
        {
            dataset.Add(DicomTag.SeriesDescription, description);
        }

        if (metadata.Operator is { Length: > 0 } person)
        {
            dataset.Add(DicomTag.OperatorsName, DicomText.ToPersonName(person));
        }
    }

    private static void AddPatient(DicomDataset dataset, PatientData patient)
    {
        dataset.Add(DicomTag.PatientName, Known(patient.Name));
        dataset.Add(DicomTag.PatientID, Known(patient.Identifier));
        IssuerItems.AddPatientIssuer(dataset, patient.Issuer);
        dataset.Add(DicomTag.PatientBirthDate, Known(patient.BirthDate));
        dataset.Add(DicomTag.PatientSex, Known(patient.Sex));
        if (patient.OtherIdentifiers.Count > 0)
        {
            dataset.Add(new DicomSequence(
                DicomTag.OtherPatientIDsSequence, [.. patient.OtherIdentifiers.Select(ToItem)]));
        }
    }

    private static DicomDataset ToItem(OtherPatientIdentifier other)
    {
        var item = new DicomDataset
        {
            { DicomTag.PatientID, other.Identifier },
            { DicomTag.TypeOfPatientID, "TEXT" },
        };
        IssuerItems.AddPatientIssuer(item, other.Issuer);
        return item;
    }

    private static void AddStudy(
        DicomDataset dataset, SlideMetadata metadata, SlideIdentifiers identifiers, StudyData study)
    {
        // Slides of one case may have been scanned on different days, but a study has one date in all its instances.
        var isOfSlide = study is { Key: null, Date: null };
        dataset.Add(DicomTag.StudyInstanceUID, identifiers.StudyInstanceUID);
        dataset.Add(DicomTag.StudyDate, Known(isOfSlide ? metadata.AcquisitionDate : study.Date));
        dataset.Add(DicomTag.StudyTime, Known(isOfSlide && study.Time is null ? metadata.AcquisitionTime : study.Time));
        dataset.Add(DicomTag.ReferringPhysicianName, Known(study.ReferringPhysicianName));
        dataset.Add(DicomTag.StudyID, Known(study.Identifier));
        dataset.Add(DicomTag.AccessionNumber, Known(study.AccessionNumber));
        if (study.AccessionIssuer is not null)
        {
            dataset.Add(IssuerItems.ToSequence(DicomTag.IssuerOfAccessionNumberSequence, study.AccessionIssuer));
        }

        if (study.Description is not null)
        {
            dataset.Add(DicomTag.StudyDescription, study.Description);
        }
    }

    private static T[] Known<T>(T? value)
        where T : struct => value is { } known ? [known] : [];

    private static string[] Known(string? value) => value is null ? [] : [value];
}
