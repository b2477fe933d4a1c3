using WsiDicomizer.Conversion.CaseData.Model;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Conversion.DataSet;

/// <summary>Which attributes case data says something of.</summary>
internal static class CaseDataTags
{
    /// <summary>Finds them: those that are there, or another, only with case data.</summary>
    /// <param name="with">Built with case data.</param>
    /// <param name="without">Built without.</param>
    /// <param name="record">The case data.</param>
    public static HashSet<DicomTag> Find(DicomDataset with, DicomDataset without, CaseRecord record)
    {
        var tags = new HashSet<DicomTag>();
        foreach (var item in with.Where(item => !IsEmpty(item)))
        {
            var isSame = without.TryGetDicomItem<DicomItem>(item.Tag, out var other)
                && DicomDatasetComparer.FindDifference(new DicomDataset(item), new DicomDataset(other)) is null;
            if (!isSame)
            {
                tags.Add(item.Tag);
            }
        }

        // A container's identifier alone says nothing of what lies on it.
        if (record.Specimens.Count == 0)
        {
            tags.Remove(DicomTag.SpecimenDescriptionSequence);
        }

        return tags;
    }

    private static bool IsEmpty(DicomItem item) => item is DicomElement { Count: 0 } or DicomSequence { Items.Count: 0 };
}
