using System.Globalization;
using WsiDicomizer.Deidentification.Keys;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Conversion.Instances;

/// <summary>The pseudonyms under which an instance stands in the output: never UIDs, which some profiles keep.</summary>
/// <param name="Study">The study's folder.</param>
/// <param name="Series">The series' folder in it.</param>
/// <param name="Instance">The file's name without extension.</param>
internal sealed record InstanceName(string Study, string Series, string Instance)
{
    // 32 to the power of 12 and 16: a million studies or a thousand million instances do not meet by chance.
    private const int FolderDigits = 12;
    private const int FileDigits = 16;

    /// <summary>The name of an instance.</summary>
    /// <param name="dataset">The identified data set.</param>
    /// <param name="pseudonymizer">Makes the codes, each for a purpose of its own.</param>
    public static InstanceName Of(DicomDataset dataset, Pseudonymizer pseudonymizer) => new(
        pseudonymizer.CreateCode("folder/study", Text(dataset, DicomTag.StudyInstanceUID), FolderDigits),
        pseudonymizer.CreateCode("folder/series", Text(dataset, DicomTag.SeriesInstanceUID), FolderDigits),
        pseudonymizer.CreateCode("file/instance", Text(dataset, DicomTag.SOPInstanceUID), FileDigits));

    /// <summary>The path below the output.</summary>
    /// <param name="number">1 for the only or first instance of this name.</param>
    public string FilePath(int number)
    {
        var suffix = number == 1 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"-{number}");
        return Path.Combine(Study, Series, $"{Instance}{suffix}.dcm");
    }

    private static string Text(DicomDataset dataset, DicomTag tag) =>
        dataset.TryGetDicomItem<DicomStringElement>(tag, out var element) && element.Count > 0 ? element.Values[0] : string.Empty;
}
