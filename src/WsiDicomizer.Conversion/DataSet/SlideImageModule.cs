using System.Globalization;
using WsiDicomizer.Conversion.Planning;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Conversion.DataSet;

/// <summary>
/// General Image, Image Pixel, Whole Slide Microscopy Image and Frame of Reference (PS3.3 C.7.6.1, C.7.6.3, C.8.12.4,
/// C.7.4.1), and the pyramid that the levels belong to (C.8.12.4 PyramidUID).
/// </summary>
internal static class SlideImageModule
{
    private const float SectionThicknessMicrometres = 4;

    public static void AddTo(DicomDataset dataset, SlideIdentifiers identifiers, InstancePlan instance)
    {
        dataset.Add(DicomTag.ImageType, GetImageType(instance));
        dataset.Add(DicomTag.FrameOfReferenceUID, identifiers.FrameOfReferenceUID);
        dataset.Add(DicomTag.PositionReferenceIndicator, "SLIDE_CORNER");
        if (instance.Role == ImageRole.Volume)
        {
            dataset.Add(DicomTag.PyramidUID, identifiers.PyramidUID);
        }

        AddPixels(dataset, instance);
        AddLoss(dataset, instance.Loss);
        AddGeometry(dataset, instance);
        var label = instance.Role.ShowsLabel() ? "YES" : "NO";

        // A label that is covered is no annotation; dicom3tools wants YES of every overview, for the glass's label is in it.
        dataset.Add(DicomTag.BurnedInAnnotation, instance.Mask is null ? label : "NO");

        // Nobody's face is on a slide; what is written on it is the annotation's matter (C.7.6.1.1.6).
        dataset.Add(DicomTag.RecognizableVisualFeatures, "NO");
        dataset.Add(DicomTag.SpecimenLabelInImage, label);
        dataset.Add(DicomTag.VolumetricProperties, "VOLUME");
        dataset.Add(DicomTag.FocusMethod, "AUTO");
        dataset.Add(DicomTag.ExtendedDepthOfField, "NO");
    }

    /// <summary>The four values of ImageType; FrameType repeats them (C.8.12.4.1.1).</summary>
    /// <param name="instance">The instance.</param>
    public static string[] GetImageType(InstancePlan instance) =>
    [
        instance.IsDerived ? "DERIVED" : "ORIGINAL",
        "PRIMARY",
        instance.Role.ToTerm(),
        instance.IsResampled ? "RESAMPLED" : "NONE",
    ];

    private static void AddPixels(DicomDataset dataset, InstancePlan instance)
    {
        dataset.Add(DicomTag.SamplesPerPixel, instance.SamplesPerPixel);
        dataset.Add(DicomTag.PhotometricInterpretation, instance.PhotometricInterpretation);
        dataset.Add(DicomTag.Rows, instance.FrameSize.Height);
        dataset.Add(DicomTag.Columns, instance.FrameSize.Width);
        dataset.Add(DicomTag.BitsAllocated, instance.BitsPerSample);
        dataset.Add(DicomTag.BitsStored, instance.BitsPerSample);
        dataset.Add(DicomTag.HighBit, instance.BitsPerSample - 1);
        dataset.Add(DicomTag.PixelRepresentation, 0);
        if (instance.SamplesPerPixel > 1)
        {
            dataset.Add(DicomTag.PlanarConfiguration, 0);
            return;
        }

        // C.8.12.4: for MONOCHROME2 the grey scale is stated, and is the identity.
        dataset.Add(DicomTag.PresentationLUTShape, "IDENTITY");
        dataset.Add(DicomTag.RescaleIntercept, 0);
        dataset.Add(DicomTag.RescaleSlope, 1);
    }

    private static void AddLoss(DicomDataset dataset, IReadOnlyList<LossyStep> loss)
    {
        dataset.Add(DicomTag.LossyImageCompression, loss.Count == 0 ? "00" : "01");
        if (loss.Count > 0)
        {
            dataset.Add(
                DicomTag.LossyImageCompressionRatio,
                loss.Select(step => step.Ratio.ToString("0.##", CultureInfo.InvariantCulture)).ToArray());
            dataset.Add(DicomTag.LossyImageCompressionMethod, loss.Select(step => step.Method).ToArray());
        }
    }

    private static void AddGeometry(DicomDataset dataset, InstancePlan instance)
    {
        dataset.Add(DicomTag.TotalPixelMatrixColumns, instance.Size.Width);
        dataset.Add(DicomTag.TotalPixelMatrixRows, instance.Size.Height);
        dataset.Add(DicomTag.TotalPixelMatrixFocalPlanes, 1);
        dataset.Add(DicomTag.ImageOrientationSlide, GlassPlacement.GetOrientation(instance.LabelSide));
        if (instance.ImagedVolume is { } volume)
        {
            dataset.Add(DicomTag.ImagedVolumeWidth, (float)volume.WidthMm);
            dataset.Add(DicomTag.ImagedVolumeHeight, (float)volume.HeightMm);
            dataset.Add(DicomTag.ImagedVolumeDepth, SectionThicknessMicrometres);
        }

        AddOrigin(dataset, instance);
    }

    // C.8.12.4: the Z offset is required unless it is 0. It is counted in micrometres from the glass; how high above it the
    // nominal plane is no scanner says, so that plane is 0 here as it is in every slide of one plane. TILED_FULL of one
    // plane needs neither SpacingBetweenSlices nor positions per frame.
    private static void AddOrigin(DicomDataset dataset, InstancePlan instance)
    {
        var origin = new DicomDataset
        {
            { DicomTag.XOffsetInSlideCoordinateSystem, instance.Origin.XMillimetres },
            { DicomTag.YOffsetInSlideCoordinateSystem, instance.Origin.YMillimetres },
        };
        if (instance.FocalPlane is { OffsetMicrometres: { } offset })
        {
            origin.Add(DicomTag.ZOffsetInSlideCoordinateSystem, offset);
        }

        dataset.Add(DicomTag.TotalPixelMatrixOriginSequence, origin);
    }
}
