using WsiDicomizer.Conversion.Planning;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Conversion.DataSet;

/// <summary>
/// The identified data set of an instance that was DICOM before: everything that the source says, under what the
/// conversion itself determines, over what it would say of a slide that says nothing.
/// </summary>
/// <remarks>
/// Patient, study, equipment, specimen, optics, geometry, dates and private blocks stay as they were. The instance, its
/// series and its pyramid are new (their UIDs change, the study's and the frame of reference's do not), and
/// SourceImageSequence names the instance that it comes from.
/// </remarks>
internal static class SourceCarryOver
{
    // What the frames as they are written say of themselves.
    private static readonly DicomTag[] Determined =
    [
        DicomTag.SpecificCharacterSet, DicomTag.SOPClassUID, DicomTag.SOPInstanceUID, DicomTag.SeriesInstanceUID,
        DicomTag.InstanceNumber, DicomTag.PyramidUID, DicomTag.SamplesPerPixel, DicomTag.PhotometricInterpretation,
        DicomTag.PlanarConfiguration, DicomTag.Rows, DicomTag.Columns, DicomTag.BitsAllocated, DicomTag.BitsStored,
        DicomTag.HighBit, DicomTag.PixelRepresentation, DicomTag.NumberOfFrames, DicomTag.DimensionOrganizationType,
        DicomTag.TotalPixelMatrixColumns, DicomTag.TotalPixelMatrixRows, DicomTag.TotalPixelMatrixFocalPlanes,
        DicomTag.NumberOfOpticalPaths, DicomTag.ConcatenationUID, DicomTag.SOPInstanceUIDOfConcatenationSource,
        DicomTag.InConcatenationNumber, DicomTag.InConcatenationTotalNumber, DicomTag.ConcatenationFrameOffsetNumber,
    ];

    // Signatures are over what is no more; a digest of them would say so to everybody.
    private static readonly DicomTag[] Void =
        [DicomTag.MACParametersSequence, DicomTag.DigitalSignaturesSequence, DicomTag.DataSetTrailingPadding];

    // Empty means that nobody knew: the date of the scan is another thing.
    private static readonly DicomTag[] MayStayEmpty = [DicomTag.StudyDate, DicomTag.StudyTime, DicomTag.SeriesNumber];

    /// <summary>Joins both.</summary>
    /// <param name="built">What the conversion says, complete by itself; its items may become part of the result.</param>
    /// <param name="instance">The instance with its source.</param>
    /// <param name="source">The source's data set; not changed.</param>
    /// <param name="fromCase">What the conversion says because case data says it: it takes the place of the source's.</param>
    public static DicomDataset Apply(
        DicomDataset built, InstancePlan instance, DicomDataset source, IReadOnlySet<DicomTag> fromCase)
    {
        var result = source.Clone();
        RemoveEncoding(result);
        result.Remove(item => item.Tag >= DicomTag.ExtendedOffsetTable || item.Tag.Group is <= 0x0002 or 0x7FE0);
        result.Remove(Void);
        result.Remove(Determined);
        result.Remove(item => fromCase.Contains(item.Tag));
        SourcePixels.Apply(result, built, instance, source);
        SourceGeometry.Apply(result, built, instance, source);
        CompleteSpecimens(result, built);
        foreach (var item in built)
        {
            if (!result.TryGetDicomItem<DicomItem>(item.Tag, out var kept) || (IsEmpty(kept) && !MayStayEmpty.Contains(item.Tag)))
            {
                result.AddOrUpdate(item);
            }
        }

        AddReference(result, source);
        return result;
    }

    // What belongs to a file's encoding: it is encoded anew.
    private static void RemoveEncoding(DicomDataset dataset)
    {
        dataset.Remove(static item => item.Tag.IsGroupLength || item.Tag == DicomTag.SpecificCharacterSet);
        foreach (var item in dataset.OfType<DicomSequence>().SelectMany(sequence => sequence.Items))
        {
            RemoveEncoding(item);
        }
    }

    private static bool IsEmpty(DicomItem item) => item is DicomElement { Count: 0 };

    // PS3.3 C.12.4: the image that this one was made of, and C.12.2: the series that it is in.
    private static void AddReference(DicomDataset result, DicomDataset source)
    {
        if (!source.TryGetSingleValue<string>(DicomTag.SOPInstanceUID, out var uid) || uid.Length == 0
            || !source.TryGetSingleValue<string>(DicomTag.SeriesInstanceUID, out var series) || series.Length == 0)
        {
            return;
        }

        DicomDataset CreateReference() => new()
        {
            { DicomTag.ReferencedSOPClassUID, DicomUID.VLWholeSlideMicroscopyImageStorage },
            { DicomTag.ReferencedSOPInstanceUID, uid },
        };
        Append(result, DicomTag.SourceImageSequence, CreateReference());
        Append(result, DicomTag.ReferencedSeriesSequence, new DicomDataset
        {
            { DicomTag.SeriesInstanceUID, series },
            { DicomTag.ReferencedInstanceSequence, CreateReference() },
        });
    }

    private static void Append(DicomDataset dataset, DicomTag tag, DicomDataset item)
    {
        var earlier = dataset.TryGetSequence(tag, out var sequence) ? sequence.Items : [];
        dataset.AddOrUpdate(new DicomSequence(tag, [.. earlier, item]));
    }

    // Type 2 of the Specimen macro (C.7.6.22.1): there, and empty where nothing is known.
    private static void CompleteSpecimens(DicomDataset result, DicomDataset built)
    {
        if (!result.TryGetSequence(DicomTag.SpecimenDescriptionSequence, out var specimens))
        {
            return;
        }

        var own = built.GetSequence(DicomTag.SpecimenDescriptionSequence).Items[0];
        foreach (var specimen in specimens.Items)
        {
            // Of several specimens each is another: an identity of ours would make them one.
            foreach (var item in own.Where(item => !specimen.Contains(item.Tag) && (item is DicomSequence || specimens.Items.Count == 1)))
            {
                specimen.Add(item);
            }
        }
    }
}
