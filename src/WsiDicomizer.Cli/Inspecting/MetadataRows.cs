using System.Globalization;
using WsiDicomizer.Cli.Json;
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
        ("acquisition date", MetadataDescription.DateText(metadata.AcquisitionDate)),
        ("acquisition time", MetadataDescription.TimeText(metadata.AcquisitionTime)),
        ("UTC offset", MetadataDescription.OffsetText(metadata.UtcOffset)),
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
}
