using System.Globalization;
using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Conversion.Planning;
using WsiDicomizer.Dicom;
using WsiDicomizer.Imaging.Color;

namespace WsiDicomizer.Conversion.DataSet;

/// <summary>What of a source's image type, loss and optics still holds for the instance that is made of it.</summary>
internal static class SourcePixels
{
    private static readonly DicomTag[] Loss =
    [
        DicomTag.LossyImageCompression, DicomTag.LossyImageCompressionRatio, DicomTag.LossyImageCompressionMethod,
    ];

    /// <summary>Sets them.</summary>
    /// <param name="result">The source's data set, to be changed.</param>
    /// <param name="built">What the conversion says.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="source">The source's data set, unchanged.</param>
    public static void Apply(DicomDataset result, DicomDataset built, InstancePlan instance, DicomDataset source)
    {
        result.AddOrUpdate(DicomTag.ImageType, GetImageType(instance, source));
        ApplyLoss(result, built, instance);
        ApplyOptics(result, built, instance);
        if (instance.Mask is not null)
        {
            // What is covered may be seen there.
            result.Remove(DicomTag.IconImageSequence);
        }

        if (instance.Role.ShowsLabel())
        {
            result.AddOrUpdate(built.GetDicomItem<DicomItem>(DicomTag.BurnedInAnnotation));
            result.AddOrUpdate(built.GetDicomItem<DicomItem>(DicomTag.SpecimenLabelInImage));
        }
        else
        {
            // C.8.12.8: only with a label; empty ones fail validation.
            result.Remove(item => (item.Tag == DicomTag.LabelText || item.Tag == DicomTag.BarcodeValue) && item is DicomElement { Count: 0 });
            if (result.Contains(DicomTag.BarcodeValue) && !result.Contains(DicomTag.LabelText))
            {
                result.Add<string>(DicomTag.LabelText);
            }
            else if (result.Contains(DicomTag.LabelText) && !result.Contains(DicomTag.BarcodeValue))
            {
                result.Add<string>(DicomTag.BarcodeValue);
            }
        }
    }

    /// <summary>The source's ImageType as far as it is one, with the role that the instance has now.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="source">Its source.</param>
    public static string[] GetImageType(InstancePlan instance, DicomDataset source)
    {
        var own = SlideImageModule.GetImageType(instance);
        if (!source.TryGetDicomItem<DicomStringElement>(DicomTag.ImageType, out var element) || element.Count < 4)
        {
            return own;
        }

        if (instance.Frames.Handling == FrameHandling.Computed)
        {
            return own;
        }

        // Frames that were copied are as original as they were before.
        var isDerived = instance.Frames.Handling is FrameHandling.Reencoded or FrameHandling.Masked || element.Values[0] != "ORIGINAL";
        return [isDerived ? "DERIVED" : "ORIGINAL", own[1], own[2], element.Values[3] is "NONE" or "RESAMPLED" ? element.Values[3] : own[3]];
    }

    // C.7.6.1.1.5: once lossy, always lossy; a further step is added at the end.
    private static void ApplyLoss(DicomDataset result, DicomDataset built, InstancePlan instance)
    {
        var wasLossy = result.TryGetSingleValue<string>(DicomTag.LossyImageCompression, out var flag) && flag == "01";
        var ratios = GetTexts(result, DicomTag.LossyImageCompressionRatio);
        var methods = GetTexts(result, DicomTag.LossyImageCompressionMethod);
        if (wasLossy && ratios.Length > 0 && methods.Length > 0)
        {
            if (instance.AddsLoss)
            {
                var step = instance.Loss[^1];
                result.AddOrUpdate(
                    DicomTag.LossyImageCompressionRatio, [.. ratios, step.Ratio.ToString("0.##", CultureInfo.InvariantCulture)]);
                result.AddOrUpdate(DicomTag.LossyImageCompressionMethod, [.. methods, step.Method]);
            }

            return;
        }

        // The history is incomplete: what the frames show is told, and the flag stays.
        result.Remove(Loss);
        if (wasLossy)
        {
            result.AddOrUpdate(DicomTag.LossyImageCompression, "01");
            Keep(result, DicomTag.LossyImageCompressionRatio, ratios);
            Keep(result, DicomTag.LossyImageCompressionMethod, methods);
        }

        foreach (var tag in Loss.Where(tag => built.Contains(tag) && !result.Contains(tag)))
        {
            result.Add(built.GetDicomItem<DicomItem>(tag));
        }
    }

    private static void Keep(DicomDataset result, DicomTag tag, string[] values)
    {
        if (values.Length > 0)
        {
            result.AddOrUpdate(tag, values);
        }
    }

    private static string[] GetTexts(DicomDataset dataset, DicomTag tag) =>
        dataset.TryGetDicomItem<DicomStringElement>(tag, out var element) ? [.. element.Values] : [];

    private static void ApplyOptics(DicomDataset result, DicomDataset built, InstancePlan instance)
    {
        var own = built.GetSequence(DicomTag.OpticalPathSequence).Items[0];
        if (!result.TryGetSequence(DicomTag.OpticalPathSequence, out var paths) || paths.Items is not [var path])
        {
            result.Remove(DicomTag.OpticalPathSequence);
            return;
        }

        // The profile's device class is fixed by C.11.15.1.1; what defines colour is kept.
        if (instance.SamplesPerPixel == 1)
        {
            path.Remove(DicomTag.ICCProfile);
        }
        else if (path.TryGetDicomItem<DicomBytesElement>(DicomTag.ICCProfile, out var profile))
        {
            path.AddOrUpdate(DicomTag.ICCProfile, ToInputDevice(profile, instance));
        }

        foreach (var item in own.Where(item => !path.TryGetDicomItem<DicomItem>(item.Tag, out var kept) || IsEmpty(kept)))
        {
            path.AddOrUpdate(item);
        }
    }

    private static ReadOnlyMemory<byte> ToInputDevice(DicomBytesElement stored, InstancePlan instance)
    {
        if (stored.Source.Length > IccLimits.Default.MaxBytes)
        {
            return instance.IccProfile;
        }

        var bytes = stored.ToArray();
        return IccProfile.TryRead(bytes, IccLimits.Default, out var profile, out _)
            && profile is { CanBeInputDevice: true, ColorSpace: "RGB " }
                ? profile.DeviceClass == IccProfile.InputDeviceClass ? bytes : profile.AsInputDevice().Bytes
                : instance.IccProfile;
    }

    private static bool IsEmpty(DicomItem item) => item is DicomElement { Count: 0 } or DicomSequence { Items.Count: 0 };
}
