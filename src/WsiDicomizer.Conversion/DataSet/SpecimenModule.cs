using WsiDicomizer.Conversion.Planning;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Conversion.DataSet;

/// <summary>Specimen and Acquisition Context (PS3.3 C.7.6.22, C.7.6.14): one specimen on one glass slide.</summary>
/// <remarks>Several sequences are Type 2: present, and empty where nothing is known.</remarks>
internal static class SpecimenModule
{
    public static void AddTo(DicomDataset dataset, SlideIdentifiers identifiers)
    {
        var container = DicomText.ToLongString(identifiers.ContainerIdentifier) is { Length: > 0 } text ? text : "Unknown";
        dataset.Add(DicomTag.ContainerIdentifier, container);
        dataset.Add(new DicomSequence(DicomTag.IssuerOfTheContainerIdentifierSequence));
        dataset.Add(DicomTag.ContainerTypeCodeSequence, CodedConcept.MicroscopeSlide.ToItem());
        var specimen = new DicomDataset
        {
            { DicomTag.SpecimenIdentifier, container },
            { DicomTag.SpecimenUID, identifiers.SpecimenUID },
            new DicomSequence(DicomTag.IssuerOfTheSpecimenIdentifierSequence),
            new DicomSequence(DicomTag.SpecimenPreparationSequence),
        };
        dataset.Add(DicomTag.SpecimenDescriptionSequence, specimen);
        dataset.Add(new DicomSequence(DicomTag.AcquisitionContextSequence));
    }
}
