using System.Globalization;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Cli.Inspecting;

/// <summary>The metadata that a slide states, as names and texts.</summary>
internal static class MetadataRows
{
    /// <summary>What is there, in a fixed order; what the slide does not say is left out.</summary>
    public static IEnumerable<(string Name, string Value)> Of(SlideMetadata metadata) =>
        All(metadata).Where(row => row.Value is not null).Select(row => (row.Name, row.Value!));

    private static IEnumerable<(string Name, string? Value)> All(SlideMetadata metadata) =>
    [
        ("manufacturer", metadata.Manufacturer),
        ("model", metadata.ManufacturerModelName),
        ("serial number", metadata.DeviceSerialNumber),
        ("software", metadata.SoftwareVersions.Count == 0 ? null : string.Join("; ", metadata.SoftwareVersions)),
        ("acquisition date", metadata.AcquisitionDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ("acquisition time", metadata.AcquisitionTime?.ToString("HH:mm:ss", CultureInfo.InvariantCulture)),
        ("UTC offset", OffsetText(metadata.UtcOffset)),
        ("objective power", metadata.ObjectivePower?.ToString("0.##", CultureInfo.InvariantCulture)),
        ("spacing", metadata.Spacing is null ? null : SlideText.Text(metadata.Spacing)),
        ("barcode", metadata.Barcode),
        ("operator", metadata.Operator),
        ("title", metadata.Title),
        ("origin", metadata.Origin is not { } origin
            ? null
            : string.Create(
                CultureInfo.InvariantCulture, $"{origin.XMillimetres:0.######} mm, {origin.YMillimetres:0.######} mm")),
        ("compression", metadata.CompressionDescription),
    ];

    /// <summary>An offset from UTC: <c>-05:00</c>.</summary>
    public static string? OffsetText(TimeSpan? offset) => offset is not { } known
        ? null
        : (known < TimeSpan.Zero ? "-" : "+") + known.ToString(@"hh\:mm", CultureInfo.InvariantCulture);
}
