using WsiDicomizer.Conversion.CaseData.Model;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Conversion.DataSet;

/// <summary>A step of preparation as content items, in the order of PS3.16 TID 8001, whose order is significant.</summary>
internal static class SpecimenPreparation
{
    /// <summary>The sequence of steps, oldest first (PS3.3 C.7.6.22.1.3).</summary>
    public static DicomSequence ToSequence(IEnumerable<PreparationStep> steps) =>
        new(DicomTag.SpecimenPreparationSequence, [.. steps.Select(step => new DicomDataset
        {
            new DicomSequence(DicomTag.SpecimenPreparationStepContentItemSequence, [.. Items(step)]),
        })]);

    private static IEnumerable<DicomDataset> Items(PreparationStep step)
    {
        // Rows 1 to 6.
        yield return ContentItems.Text(PreparationConcepts.SpecimenIdentifier, step.SpecimenIdentifier);
        if (step.Issuer is not null)
        {
            yield return ContentItems.Text(PreparationConcepts.IssuerOfSpecimenIdentifier, step.Issuer.ToString());
        }

        yield return ContentItems.Code(PreparationConcepts.ProcessingType, TypeOf(step.Kind));
        if (step.DateTime is not null)
        {
            yield return ContentItems.DateTime(PreparationConcepts.DateTimeOfProcessing, step.DateTime);
        }

        if (step.Description is not null)
        {
            yield return ContentItems.Text(PreparationConcepts.ProcessingStepDescription, step.Description);
        }

        if (step.Procedure is not null)
        {
            yield return ContentItems.Code(PreparationConcepts.ProcessingStepDescription, step.Procedure);
        }

        foreach (var item in step.Kind switch
        {
            PreparationKind.Collection => [ContentItems.Code(PreparationConcepts.SpecimenCollection, step.Method!)],
            PreparationKind.Sampling => Sampling(step),
            PreparationKind.Staining => Staining(step),
            _ => [],
        })
        {
            yield return item;
        }

        // Rows 10 and 11.
        if (step.Fixative is not null)
        {
            yield return ContentItems.Code(PreparationConcepts.TissueFixative, step.Fixative);
        }

        if (step.EmbeddingMedium is not null)
        {
            yield return ContentItems.Code(PreparationConcepts.EmbeddingMedium, step.EmbeddingMedium);
        }
    }

    // TID 8002.
    private static IEnumerable<DicomDataset> Sampling(PreparationStep step)
    {
        var parent = step.Parent!;
        yield return ContentItems.Code(PreparationConcepts.SamplingMethod, step.Method!);
        yield return ContentItems.Text(PreparationConcepts.ParentSpecimenIdentifier, parent.Identifier);
        if (parent.Issuer is not null)
        {
            yield return ContentItems.Text(PreparationConcepts.IssuerOfParentSpecimenIdentifier, parent.Issuer.ToString());
        }

        yield return ContentItems.Code(PreparationConcepts.ParentSpecimenType, parent.Type);
        if (step.SamplingSite is not null)
        {
            yield return ContentItems.Text(PreparationConcepts.LocationOfSamplingSite, step.SamplingSite);
        }
    }

    // TID 8003.
    private static IEnumerable<DicomDataset> Staining(PreparationStep step) =>
        step.Substances.Select(code => ContentItems.Code(PreparationConcepts.UsingSubstance, code))
            .Concat(step.SubstanceTexts.Select(text => ContentItems.Text(PreparationConcepts.UsingSubstance, text)));

    private static CodedConcept TypeOf(PreparationKind kind) => kind switch
    {
        PreparationKind.Collection => PreparationConcepts.SpecimenCollection,
        PreparationKind.Receiving => PreparationConcepts.SpecimenReceiving,
        PreparationKind.Sampling => PreparationConcepts.SpecimenSampling,
        PreparationKind.Staining => PreparationConcepts.Staining,
        PreparationKind.Storage => PreparationConcepts.SpecimenStorage,
        _ => PreparationConcepts.SpecimenProcessing,
    };
}
