using WsiDicomizer.Conversion.CaseData.Model;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Conversion.DataSet;

/// <summary>Which attributes of a source give way to case data.</summary>
internal static class CaseDataTags
{
    /// <summary>Finds them: those that are there, or another, only with case data, and all that belongs to the same.</summary>
    /// <param name="with">Built with case data.</param>
    /// <param name="without">Built without.</param>
    /// <param name="record">The case data.</param>
    /// <param name="source">The source's data set.</param>
    public static HashSet<DicomTag> Find(DicomDataset with, DicomDataset without, CaseRecord record, DicomDataset source)
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

        tags.UnionWith(SupersededAttributes.Find(source, record));
        return tags;
    }

    private static bool IsEmpty(DicomItem item) => item is DicomElement { Count: 0 } or DicomSequence { Items.Count: 0 };
}
