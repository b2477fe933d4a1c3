using WsiDicomizer.Conversion.Planning;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Conversion.DataSet;

/// <summary>
/// The attributes of a part of a concatenation (PS3.3 C.7.6.16.2.2.4, table C.7.6.16-1): all else, InstanceNumber included,
/// is the same in every part.
/// </summary>
internal static class ConcatenationAttributes
{
    public static DicomUID GetSOPInstanceUID(SlideIdentifiers identifiers, InstancePlan instance) => instance.Part is { } part
        ? identifiers.GetSOPInstanceUID(instance.InstanceNumber, part)
        : identifiers.GetSOPInstanceUID(instance.InstanceNumber);

    public static void AddTo(DicomDataset dataset, SlideIdentifiers identifiers, InstancePlan instance)
    {
        if (instance.Part is not { } part)
        {
            return;
        }

        // The source is the instance as it would be in one file: nobody has it, but viewers group by it.
        dataset.Add(
            DicomTag.SOPInstanceUIDOfConcatenationSource, identifiers.GetSOPInstanceUID(instance.InstanceNumber));
        dataset.Add(DicomTag.ConcatenationUID, identifiers.GetConcatenationUID(instance.InstanceNumber, part));
        dataset.Add(DicomTag.InConcatenationNumber, part.Number);
        dataset.Add(DicomTag.InConcatenationTotalNumber, part.Total);
        dataset.Add(DicomTag.ConcatenationFrameOffsetNumber, part.FrameOffset);
    }
}
