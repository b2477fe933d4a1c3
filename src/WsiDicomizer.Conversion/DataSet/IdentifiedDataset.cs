using System.Collections.Frozen;
using WsiDicomizer.Conversion.Planning;
using WsiDicomizer.Dicom;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.DataSet;

/// <summary>
/// Builds the full, honest, identified data set of an instance, without pixel data: VL Whole Slide Microscopy Image
/// (PS3.3 A.32.8). What must not go out is taken off afterwards, by the de-identification engine, and only there.
/// </summary>
public static class IdentifiedDataset
{
    /// <summary>Builds the data set.</summary>
    /// <param name="slide">Whose metadata it is.</param>
    /// <param name="identifiers">Its names and UIDs, and what the laboratory says of it.</param>
    /// <param name="instance">The instance.</param>
    public static DicomDataset Build(Slide slide, SlideIdentifiers identifiers, InstancePlan instance)
    {
        var dataset = BuildAlone(slide, identifiers, instance);
        if (instance.Source is not { } source)
        {
            return dataset;
        }

        // What case data changes in the data set is what it says; the laboratory knows better than the source.
        IReadOnlySet<DicomTag> fromCase = identifiers.CaseRecord is null
            ? FrozenSet<DicomTag>.Empty
            : CaseDataTags.Find(dataset, BuildAlone(slide, identifiers.WithoutCaseRecord(), instance), identifiers.CaseRecord, source);
        return SourceCarryOver.Apply(dataset, instance, source, fromCase);
    }

    private static DicomDataset BuildAlone(Slide slide, SlideIdentifiers ofSlide, InstancePlan instance)
    {
        var identifiers = ofSlide.OfArea(instance.AreaIndex);
        var metadata = slide.Areas[instance.AreaIndex].Metadata;
        var dataset = new DicomDataset
        {
            { DicomTag.SpecificCharacterSet, DicomEncoding.Utf8Term },
            { DicomTag.SOPClassUID, DicomUID.VLWholeSlideMicroscopyImageStorage },
            { DicomTag.SOPInstanceUID, ConcatenationAttributes.GetSOPInstanceUID(identifiers, instance) },
            { DicomTag.InstanceNumber, instance.InstanceNumber },
        };
        PatientAndStudyModules.AddTo(dataset, slide.Metadata, identifiers);
        dataset.Add(DicomTag.SeriesNumber, instance.AreaIndex + 1);
        EquipmentModules.AddTo(dataset, metadata, identifiers.CaseRecord?.Institution);
        AcquisitionModules.AddTo(dataset, metadata);
        SlideImageModule.AddTo(dataset, identifiers, instance);
        MultiFrameModules.AddTo(dataset, identifiers, instance);
        ConcatenationAttributes.AddTo(dataset, identifiers, instance);
        OpticalPathModule.AddTo(dataset, metadata, instance);
        SpecimenModule.AddTo(dataset, identifiers);
        SlideLabelModule.AddTo(dataset, slide.Metadata, instance);
        VendorPropertiesBlock.AddTo(dataset, slide);
        return dataset;
    }
}
