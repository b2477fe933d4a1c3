using WsiDicomizer.Conversion.Planning;
using WsiDicomizer.Dicom;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.DataSet;

/// <summary>Patient (PS3.3 C.7.1.1), General Study (C.7.2.1), General and Whole Slide Microscopy Series (C.7.3.1, C.8.12.3).</summary>
/// <remarks>A scanner's file knows neither patient nor order: what is Type 2 and not known is there, and empty.</remarks>
internal static class PatientAndStudyModules
{
    public static void AddTo(DicomDataset dataset, SlideMetadata metadata, SlideIdentifiers identifiers)
    {
        dataset.Add<string>(DicomTag.PatientName);
        dataset.Add<string>(DicomTag.PatientID);
        dataset.Add<string>(DicomTag.PatientBirthDate);
        dataset.Add<string>(DicomTag.PatientSex);

        dataset.Add(DicomTag.StudyInstanceUID, identifiers.StudyInstanceUID);
        dataset.Add(DicomTag.StudyDate, Known(metadata.AcquisitionDate));
        dataset.Add(DicomTag.StudyTime, Known(metadata.AcquisitionTime));
        dataset.Add<string>(DicomTag.ReferringPhysicianName);
        dataset.Add<string>(DicomTag.StudyID);
        dataset.Add<string>(DicomTag.AccessionNumber);

        dataset.Add(DicomTag.Modality, "SM");
        dataset.Add(DicomTag.SeriesInstanceUID, identifiers.SeriesInstanceUID);
        dataset.Add(DicomTag.SeriesNumber, 1);
        if (metadata.Operator is { Length: > 0 } person)
        {
            dataset.Add(DicomTag.OperatorsName, DicomText.ToPersonName(person));
        }
    }

    private static T[] Known<T>(T? value)
        where T : struct => value is { } known ? [known] : [];
}
