using System.Globalization;
using WsiDicomizer.Dicom;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Inventories;

/// <summary>Finds out which attributes a vendor's property becomes: those whose value the slide says to be the same.</summary>
/// <remarks>Formats say what they understood, not from which key; the value tells.</remarks>
internal static class UnderstoodProperties
{
    private static readonly string[] DateFormats =
        ["MM/dd/yy", "MM/dd/yyyy", "dd/MM/yyyy", "dd.MM.yyyy", "yyyy/MM/dd", "yyyy-MM-dd", "yyyyMMdd", "O"];

    private static readonly string[] TimeFormats = ["HH:mm:ss", "HH:mm", "HHmmss", "O"];

    /// <summary>The attributes that hold what the property says, as conversion fills them.</summary>
    /// <param name="metadata">What the slide says.</param>
    /// <param name="value">The property's value.</param>
    public static IEnumerable<DicomTag> Find(SlideMetadata metadata, string value)
    {
        var text = value.Trim();
        if (text.Length == 0)
        {
            return [];
        }

        var texts = All(metadata).Where(pair => pair.Value == text).Select(pair => pair.Tag);
        var isDate = metadata.AcquisitionDate is { } date
            && DateOnly.TryParseExact(text, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day == date;
        var isTime = metadata.AcquisitionTime is { } time
            && TimeOnly.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock) && clock == time;
        var isPower = metadata.ObjectivePower is { } power
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number == power;
        var isSpacing = metadata.Spacing is { } spacing
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var size) && size == spacing.XMicrometres;
        var isOffset = metadata is { AcquisitionDate: not null, UtcOffset: { } offset } && text.EndsWith(
            string.Create(CultureInfo.InvariantCulture, $"{(offset < TimeSpan.Zero ? '-' : '+')}{offset:hhmm}"),
            StringComparison.Ordinal);
        return
        [
            .. texts,
            .. isOffset ? [DicomTag.TimezoneOffsetFromUTC] : Array.Empty<DicomTag>(),
            .. isDate ? [DicomTag.AcquisitionDateTime, DicomTag.StudyDate] : Array.Empty<DicomTag>(),
            .. isTime ? [DicomTag.AcquisitionDateTime, DicomTag.StudyTime] : Array.Empty<DicomTag>(),
            .. isPower ? [DicomTag.ObjectiveLensPower] : Array.Empty<DicomTag>(),
            .. isSpacing ? [DicomTag.PixelSpacing] : Array.Empty<DicomTag>(),
        ];
    }

    private static IEnumerable<(string? Value, DicomTag Tag)> All(SlideMetadata metadata) =>
    [
        (metadata.Manufacturer, DicomTag.Manufacturer),
        (metadata.ManufacturerModelName, DicomTag.ManufacturerModelName),
        (metadata.DeviceSerialNumber, DicomTag.DeviceSerialNumber),
        .. metadata.SoftwareVersions.Select(version => ((string?)version, DicomTag.SoftwareVersions)),
        (metadata.Operator, DicomTag.OperatorsName),
        (metadata.Barcode, DicomTag.BarcodeValue),
        (metadata.Barcode, DicomTag.ContainerIdentifier),
    ];
}
