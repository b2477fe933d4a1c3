using System.Globalization;
using WsiDicomizer.Conversion.Planning;
using WsiDicomizer.Dicom;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.DataSet;

/// <summary>
/// Optical Path (PS3.3 C.8.12.5): the light, the objective, and the colours' meaning. An instance has one path: white light
/// from below, or one channel of several.
/// </summary>
internal static class OpticalPathModule
{
    /// <summary>The path's identifier: readers expect them from 1; channels of a slide have different ones.</summary>
    /// <param name="instance">The instance.</param>
    public static string GetIdentifier(InstancePlan instance) =>
        ((instance.OpticalPath?.Index ?? 0) + 1).ToString(CultureInfo.InvariantCulture);

    public static void AddTo(DicomDataset dataset, SlideMetadata metadata, InstancePlan instance)
    {
        var path = new DicomDataset { { DicomTag.OpticalPathIdentifier, GetIdentifier(instance) } };
        AddLight(path, instance.OpticalPath);
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

    private static void AddLight(DicomDataset path, OpticalPath? optics)
    {
        // What somebody may have typed: the engine knows the attribute as free text.
        if (optics?.Name is { } name && DicomText.ToShortText(name) is { Length: > 0 } description)
        {
            path.Add(DicomTag.OpticalPathDescription, description);
        }

        var method = optics is { IsFluorescence: true } ? CodedConcept.EpifluorescenceIllumination : CodedConcept.BrightfieldIllumination;
        path.Add(DicomTag.IlluminationTypeCodeSequence, method.ToItem());

        // Of wavelength and colour of the light one has to be there. What lamp and filters let through is not known where no
        // wavelength is told: the whole spectrum is all that can be said.
        if (optics?.ExcitationNanometres is { } wavelength)
        {
            path.Add(DicomTag.IlluminationWaveLength, (float)wavelength);
        }
        else
        {
            path.Add(DicomTag.IlluminationColorCodeSequence, CodedConcept.FullSpectrum.ToItem());
        }

        if (optics?.EmissionNanometres is { } emission && Math.Round(emission) is > 0 and <= ushort.MaxValue and var seen)
        {
            path.Add(DicomTag.ImagePathFilterPassThroughWavelength, (ushort)seen);
        }
    }
}
