using WsiDicomizer.Conversion.CaseData.Model;
using WsiDicomizer.Dicom;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.DataSet;

/// <summary>General and Enhanced General Equipment (PS3.3 C.7.5.1, C.7.5.2): the scanner, and the institution where it is.</summary>
/// <remarks>All four of the scanner are Type 1 in the latter; where the file does not say, the value says so.</remarks>
internal static class EquipmentModules
{
    private const string Unknown = "Unknown";

    public static void AddTo(DicomDataset dataset, SlideMetadata metadata, InstitutionData? institution)
    {
        AddIfKnown(dataset, DicomTag.InstitutionName, institution?.Name);
        AddIfKnown(dataset, DicomTag.InstitutionAddress, institution?.Address);
        AddIfKnown(dataset, DicomTag.InstitutionalDepartmentName, institution?.Department);
        dataset.Add(DicomTag.Manufacturer, Known(metadata.Manufacturer));
        dataset.Add(DicomTag.ManufacturerModelName, Known(metadata.ManufacturerModelName));
        dataset.Add(DicomTag.DeviceSerialNumber, Known(metadata.DeviceSerialNumber));
        var versions = metadata.SoftwareVersions.Select(DicomText.ToLongString).Where(version => version.Length > 0);
        dataset.Add(DicomTag.SoftwareVersions, versions.DefaultIfEmpty(Unknown).ToArray());
    }

    private static void AddIfKnown(DicomDataset dataset, DicomTag tag, string? text)
    {
        if (text is not null)
        {
            dataset.Add(tag, text);
        }
    }

    private static string Known(string? text) =>
        DicomText.ToLongString(text ?? string.Empty) is { Length: > 0 } known ? known : Unknown;
}
