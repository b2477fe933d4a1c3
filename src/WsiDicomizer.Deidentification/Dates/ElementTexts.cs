using System.Text;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Dates;

/// <summary>The values of attributes that decide how dates move, also where they came as bytes (VR UN).</summary>
internal static class ElementTexts
{
    // No identifier, date or UID is longer, and several of them hardly.
    private const int MaximumBytes = 1024;

    /// <summary>The values of an attribute; none where it is absent or no text.</summary>
    public static IReadOnlyList<string> Of(DicomDataset dataset, DicomTag tag) =>
        dataset.TryGetDicomItem<DicomStringElement>(tag, out var element) ? element.Values
        : dataset.TryGetDicomItem<DicomUnknown>(tag, out var bytes) && bytes.Source.Length <= MaximumBytes
            ? Encoding.Latin1.GetString(bytes.ToArray()).TrimEnd(' ', '\0').Split('\\')
        : [];
}
