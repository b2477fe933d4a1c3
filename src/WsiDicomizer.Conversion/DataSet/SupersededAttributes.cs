using WsiDicomizer.Conversion.CaseData.Model;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Conversion.DataSet;

/// <summary>
/// What of a source goes because case data names a patient, an order, a glass or an institution: all that the source says
/// of it, also what the case data does not mention. It may be of another one.
/// </summary>
internal static class SupersededAttributes
{
    // Beside groups 0010, 0012 and 0038: PS3.3 C.7.1.1, C.7.2.2, and earlier or hidden states of the same (C.12.1).
    private static readonly DicomTag[] OfPatient =
    [
        DicomTag.ReferencedPatientSequence, DicomTag.AdmittingDiagnosesDescription, DicomTag.AdmittingDiagnosesCodeSequence,
        DicomTag.ReasonForVisit, DicomTag.ReasonForVisitCodeSequence, DicomTag.OriginalAttributesSequence,
        DicomTag.EncryptedAttributesSequence,
    ];

    // The request names the accession number too (PS3.3 C.7.3.1, 10.6).
    private static readonly DicomTag[] OfOrder =
        [DicomTag.AccessionNumber, DicomTag.IssuerOfAccessionNumberSequence, DicomTag.RequestAttributesSequence];

    // General Study (PS3.3 C.7.2.1).
    private static readonly DicomTag[] OfStudy =
    [
        DicomTag.StudyInstanceUID, DicomTag.StudyDate, DicomTag.StudyTime, DicomTag.StudyID, DicomTag.StudyDescription,
        DicomTag.ReferringPhysicianName, DicomTag.ReferringPhysicianIdentificationSequence, DicomTag.ConsultingPhysicianName,
        DicomTag.ConsultingPhysicianIdentificationSequence, DicomTag.PhysiciansOfRecord,
        DicomTag.PhysiciansOfRecordIdentificationSequence, DicomTag.NameOfPhysiciansReadingStudy,
        DicomTag.PhysiciansReadingStudyIdentificationSequence, DicomTag.RequestingService,
        DicomTag.RequestingServiceCodeSequence, DicomTag.ReferencedStudySequence, DicomTag.ProcedureCodeSequence,
        DicomTag.ReasonForPerformedProcedureCodeSequence,
    ];

    // Specimen (PS3.3 C.7.6.22), the glass.
    private static readonly DicomTag[] OfContainer =
    [
        DicomTag.ContainerIdentifier, DicomTag.IssuerOfTheContainerIdentifierSequence,
        DicomTag.AlternateContainerIdentifierSequence, DicomTag.ContainerTypeCodeSequence, DicomTag.ContainerDescription,
        DicomTag.ContainerComponentSequence,
    ];

    // The same, what lies on it; and what came before this module (retired).
    private static readonly DicomTag[] OfSpecimens =
    [
        DicomTag.SpecimenDescriptionSequence, new(0x0040, 0x050A), new(0x0040, 0x0550), new(0x0040, 0x0551),
        new(0x0040, 0x0552), new(0x0040, 0x06FA),
    ];

    // General Equipment (PS3.3 C.7.5.1), the institution.
    private static readonly DicomTag[] OfInstitution =
    [
        DicomTag.InstitutionName, DicomTag.InstitutionAddress, DicomTag.InstitutionCodeSequence,
        DicomTag.InstitutionalDepartmentName, DicomTag.InstitutionalDepartmentTypeCodeSequence,
    ];

    /// <summary>Finds them.</summary>
    /// <param name="source">The source's data set.</param>
    /// <param name="record">The case data.</param>
    public static IEnumerable<DicomTag> Find(DicomDataset source, CaseRecord record)
    {
        var (patient, study) = (record.Patient, record.Study);
        IEnumerable<DicomTag> tags = [];
        if (patient.Identifier is not null || patient.Name is not null || patient.OtherIdentifiers.Count > 0)
        {
            // Patient, Clinical Trial Subject and Study, Visit: whole groups, with what future editions add.
            tags = source.Select(item => item.Tag).Where(tag => tag.Group is 0x0010 or 0x0012 or 0x0038).Concat(OfPatient);
        }

        if (study.AccessionNumber is not null)
        {
            tags = tags.Concat(OfOrder);
        }

        if (IsOther(source, DicomTag.AccessionNumber, study.AccessionNumber)
            || IsOther(source, DicomTag.StudyInstanceUID, study.InstanceUID))
        {
            tags = tags.Concat(OfOrder).Concat(OfStudy);
        }

        if (record.Container.Identifier is not null)
        {
            tags = tags.Concat(OfContainer);
        }

        if (record.Specimens.Count > 0 || IsOther(source, DicomTag.ContainerIdentifier, record.Container.Identifier))
        {
            tags = tags.Concat(OfSpecimens);
        }

        return record.Institution.Name is null ? tags : tags.Concat(OfInstitution);
    }

    // Both say one, and they differ.
    private static bool IsOther(DicomDataset source, DicomTag tag, string? told) =>
        told is not null
        && source.TryGetDicomItem<DicomStringElement>(tag, out var element)
        && element.Values is [{ Length: > 0 } stated, ..]
        && stated != told;
}
