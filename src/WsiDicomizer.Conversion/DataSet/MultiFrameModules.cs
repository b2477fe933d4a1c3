using WsiDicomizer.Conversion.Planning;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Conversion.DataSet;

/// <summary>
/// Multi-frame Functional Groups and Multi-frame Dimension (PS3.3 C.7.6.16, C.7.6.17): TILED_FULL, so that the frames'
/// order alone tells where each belongs and there is nothing per frame.
/// </summary>
internal static class MultiFrameModules
{
    private const double SectionThicknessMm = 0.004;

    public static void AddTo(DicomDataset dataset, SlideIdentifiers identifiers, InstancePlan instance)
    {
        dataset.Add(DicomTag.NumberOfFrames, instance.FrameCount);
        dataset.Add(DicomTag.DimensionOrganizationType, "TILED_FULL");
        dataset.Add(DicomTag.DimensionOrganizationSequence, new DicomDataset
        {
            { DicomTag.DimensionOrganizationUID, identifiers.GetDimensionOrganizationUID(instance.InstanceNumber) },
        });

        var shared = new DicomDataset
        {
            { DicomTag.WholeSlideMicroscopyImageFrameTypeSequence, new DicomDataset
            {
                { DicomTag.FrameType, SlideImageModule.GetImageType(instance) },
            } },
            { DicomTag.OpticalPathIdentificationSequence, new DicomDataset
            {
                { DicomTag.OpticalPathIdentifier, OpticalPathModule.GetIdentifier(instance) },
            } },
        };
        if (instance.Spacing is { } spacing)
        {
            // PixelSpacing is the distance between rows first, then between columns, in millimetres (10.7.1.3).
            shared.Add(DicomTag.PixelMeasuresSequence, new DicomDataset
            {
                { DicomTag.PixelSpacing, spacing.YMicrometres / 1000, spacing.XMicrometres / 1000 },
                { DicomTag.SliceThickness, SectionThicknessMm },
            });
        }

        dataset.Add(DicomTag.SharedFunctionalGroupsSequence, shared);
    }
}
