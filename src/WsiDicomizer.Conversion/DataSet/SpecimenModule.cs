using WsiDicomizer.Conversion.CaseData.Model;
using WsiDicomizer.Conversion.Planning;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Conversion.DataSet;

/// <summary>Specimen and Acquisition Context (PS3.3 C.7.6.22, C.7.6.14): what lies on the glass slide.</summary>
/// <remarks>
/// Several sequences are Type 2: present, and empty where nothing is known. Without case data it is one specimen under the
/// container's identifier.
/// </remarks>
internal static class SpecimenModule
{
    public static void AddTo(DicomDataset dataset, SlideIdentifiers identifiers)
    {
        var record = identifiers.CaseRecord;
        var container = DicomText.ToLongString(identifiers.ContainerIdentifier) is { Length: > 0 } text ? text : "Unknown";
        dataset.Add(DicomTag.ContainerIdentifier, container);
        dataset.Add(IssuerItems.ToSequence(
            DicomTag.IssuerOfTheContainerIdentifierSequence, record?.Container.Issuer));
        dataset.Add(
            DicomTag.ContainerTypeCodeSequence, (record?.Container.Type ?? CodedConcept.MicroscopeSlide).ToItem());
        dataset.Add(new DicomSequence(
            DicomTag.SpecimenDescriptionSequence,
            record is { Specimens.Count: > 0 }
                ? [.. record.Specimens.Select(specimen => Describe(specimen, identifiers))]
                : [Unknown(container, identifiers)]));
        dataset.Add(new DicomSequence(DicomTag.AcquisitionContextSequence));
    }

    private static DicomDataset Unknown(string container, SlideIdentifiers identifiers) => new()
    {
        { DicomTag.SpecimenIdentifier, container },
        { DicomTag.SpecimenUID, identifiers.SpecimenUID },
        new DicomSequence(DicomTag.IssuerOfTheSpecimenIdentifierSequence),
        new DicomSequence(DicomTag.SpecimenPreparationSequence),
    };

    private static DicomDataset Describe(SpecimenData specimen, SlideIdentifiers identifiers)
    {
        var item = new DicomDataset
        {
            { DicomTag.SpecimenIdentifier, specimen.Identifier },
            { DicomTag.SpecimenUID, identifiers.GetSpecimenUID(specimen) },
            IssuerItems.ToSequence(DicomTag.IssuerOfTheSpecimenIdentifierSequence, specimen.Issuer),
            SpecimenPreparation.ToSequence(specimen.Preparation),
        };
        if (specimen.Type is not null)
        {
            item.Add(DicomTag.SpecimenTypeCodeSequence, specimen.Type.ToItem());
        }

        if (specimen.ShortDescription is not null)
        {
            item.Add(DicomTag.SpecimenShortDescription, specimen.ShortDescription);
        }

        if (specimen.DetailedDescription is not null)
        {
            item.Add(DicomTag.SpecimenDetailedDescription, specimen.DetailedDescription);
        }

        if (specimen.Anatomy is not null)
        {
            item.Add(DicomTag.PrimaryAnatomicStructureSequence, ToAnatomy(specimen.Anatomy, specimen.AnatomyModifiers));
        }

        if (specimen.Location is not null)
        {
            // TID 8004.
            item.Add(
                DicomTag.SpecimenLocalizationContentItemSequence,
                ContentItems.Text(PreparationConcepts.LocationOfSpecimen, specimen.Location));
        }

        return item;
    }

    // Primary Anatomic Structure macro, PS3.3 10.8.
    private static DicomDataset ToAnatomy(CodedConcept anatomy, IReadOnlyList<CodedConcept> modifiers)
    {
        var item = anatomy.ToItem();
        if (modifiers.Count > 0)
        {
            item.Add(new DicomSequence(
                DicomTag.PrimaryAnatomicStructureModifierSequence, [.. modifiers.Select(modifier => modifier.ToItem())]));
        }

        return item;
    }
}
