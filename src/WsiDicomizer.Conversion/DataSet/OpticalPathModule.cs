using WsiDicomizer.Conversion.Planning;
using WsiDicomizer.Dicom;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.DataSet;

/// <summary>Optical Path (PS3.3 C.8.12.5): white light from below, the objective, and the colours' meaning.</summary>
internal static class OpticalPathModule
{
    /// <summary>The only path's identifier; readers expect identifiers from 1.</summary>
    public const string Identifier = "1";

    public static void AddTo(DicomDataset dataset, SlideMetadata metadata, InstancePlan instance)
    {
        var path = new DicomDataset
        {
            { DicomTag.OpticalPathIdentifier, Identifier },
            { DicomTag.IlluminationTypeCodeSequence, CodedConcept.BrightfieldIllumination.ToItem() },
            { DicomTag.IlluminationColorCodeSequence, CodedConcept.FullSpectrum.ToItem() },
        };
        if (instance.Role == ImageRole.Volume && metadata.ObjectivePower is { } power)
        {
            path.Add(DicomTag.ObjectiveLensPower, power);
        }

        if (!instance.IccProfile.IsEmpty)
        {
            path.Add(DicomTag.ICCProfile, instance.IccProfile);
        }

        dataset.Add(DicomTag.NumberOfOpticalPaths, 1);
        dataset.Add(DicomTag.OpticalPathSequence, path);
    }
}
