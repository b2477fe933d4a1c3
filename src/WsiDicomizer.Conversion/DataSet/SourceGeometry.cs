using System.Globalization;
using WsiDicomizer.Conversion.Frames;
using WsiDicomizer.Conversion.Planning;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Conversion.DataSet;

/// <summary>What of a source's measures and functional groups still holds: frames go out TILED_FULL, in the order of tiles.</summary>
internal static class SourceGeometry
{
    /// <summary>Sets them.</summary>
    /// <param name="result">The source's data set, to be changed.</param>
    /// <param name="built">What the conversion says.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="source">The source's data set, unchanged.</param>
    public static void Apply(DicomDataset result, DicomDataset built, InstancePlan instance, DicomDataset source)
    {
        var isInOrder = source.TryGetSingleValue<string>(DicomTag.DimensionOrganizationType, out var type) && type == "TILED_FULL";
        if (!isInOrder || source.Contains(DicomTag.ConcatenationUID) || instance.Frames.Handling == FrameHandling.Computed)
        {
            // Indices and positions of frames that are in another order, or in other files, now.
            result.Remove(DicomTag.PerFrameFunctionalGroupsSequence);
        }

        if (!isInOrder || !HasItem(result, DicomTag.DimensionOrganizationSequence))
        {
            result.Remove(DicomTag.DimensionIndexSequence, DicomTag.DimensionOrganizationSequence);
        }

        if (instance.ReplacesSourceSpacing)
        {
            result.Remove(DicomTag.ImagedVolumeWidth, DicomTag.ImagedVolumeHeight);
        }

        foreach (var tag in new[] { DicomTag.ImagedVolumeWidth, DicomTag.ImagedVolumeHeight, DicomTag.ImagedVolumeDepth })
        {
            RemoveZero(result, tag);
        }

        if (!HasItem(result, DicomTag.TotalPixelMatrixOriginSequence))
        {
            result.Remove(DicomTag.TotalPixelMatrixOriginSequence);
        }

        ApplyShared(result, built, instance, source);
    }

    private static void ApplyShared(DicomDataset result, DicomDataset built, InstancePlan instance, DicomDataset source)
    {
        var shared = result.TryGetSequence(DicomTag.SharedFunctionalGroupsSequence, out var groups) && groups.Items is [var first, ..]
            ? first
            : [];
        shared.Remove(DicomTag.PlanePositionSlideSequence);

        // What was said of each frame and is the same for all of a slide.
        if (!result.Contains(DicomTag.PerFrameFunctionalGroupsSequence)
            && source.TryGetSequence(DicomTag.PerFrameFunctionalGroupsSequence, out var perFrame) && perFrame.Items is [var frame, ..])
        {
            foreach (var tag in new[] { DicomTag.PixelMeasuresSequence, DicomTag.OpticalPathIdentificationSequence })
            {
                if (!shared.Contains(tag) && frame.TryGetDicomItem<DicomSequence>(tag, out var sequence))
                {
                    shared.Add(new DicomSequence(tag, [.. sequence.Items.Select(item => item.Clone())]));
                }
            }
        }

        var own = built.GetSequence(DicomTag.SharedFunctionalGroupsSequence).Items[0];
        shared.AddOrUpdate(DicomTag.WholeSlideMicroscopyImageFrameTypeSequence, new DicomDataset
        {
            { DicomTag.FrameType, SourcePixels.GetImageType(instance, source) },
        });
        ApplyMeasures(shared, own, instance);
        shared.AddOrUpdate(DicomTag.OpticalPathIdentificationSequence, new DicomDataset
        {
            { DicomTag.OpticalPathIdentifier, GetPathIdentifier(result, instance) },
        });
        foreach (var item in own.Where(item => !shared.Contains(item.Tag)))
        {
            shared.Add(item);
        }

        result.AddOrUpdate(DicomTag.SharedFunctionalGroupsSequence, shared);
    }

    private static void ApplyMeasures(DicomDataset shared, DicomDataset own, InstancePlan instance)
    {
        if (!shared.TryGetSequence(DicomTag.PixelMeasuresSequence, out var sequence) || sequence.Items is not [var measures])
        {
            shared.Remove(DicomTag.PixelMeasuresSequence);
            return;
        }

        RemoveZero(measures, DicomTag.SliceThickness);
        if (instance.ReplacesSourceSpacing || instance.Frames.Handling == FrameHandling.Computed)
        {
            measures.Remove(DicomTag.PixelSpacing);
        }

        RemoveZero(measures, DicomTag.PixelSpacing);
        if (!own.TryGetSequence(DicomTag.PixelMeasuresSequence, out var ours))
        {
            return;
        }

        foreach (var item in ours.Items[0].Where(item => !measures.Contains(item.Tag)))
        {
            measures.Add(item);
        }
    }

    // The path of the sequence that goes out; where the source has none, the conversion's own follows.
    private static string GetPathIdentifier(DicomDataset result, InstancePlan instance) =>
        result.TryGetSequence(DicomTag.OpticalPathSequence, out var paths) && paths.Items is [var path]
        && path.TryGetSingleValue<string>(DicomTag.OpticalPathIdentifier, out var identifier)
            ? identifier
            : OpticalPathModule.GetIdentifier(instance);

    private static bool HasItem(DicomDataset dataset, DicomTag tag) =>
        dataset.TryGetSequence(tag, out var sequence) && sequence.Items.Count > 0;

    // 0 is no measure; the conversion says what it knows instead.
    private static void RemoveZero(DicomDataset dataset, DicomTag tag)
    {
        if (dataset.TryGetDicomItem<DicomElement>(tag, out var element) && !IsPositive(element))
        {
            dataset.Remove(tag);
        }
    }

    private static bool IsPositive(DicomElement element) => element.Count > 0 && element.GetAll<string>().All(text =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0);
}
