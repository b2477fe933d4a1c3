using System.Globalization;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Cli.Json;

/// <summary>The metadata in <c>inspect --json</c>; what the slide does not say is null.</summary>
internal sealed record MetadataDescription
{
    /// <summary>The maker of the scanner.</summary>
    public string? Manufacturer { get; init; }

    /// <summary>The scanner's model.</summary>
    public string? ManufacturerModelName { get; init; }

    /// <summary>The scanner's serial number.</summary>
    public string? DeviceSerialNumber { get; init; }

    /// <summary>The software that wrote the file.</summary>
    public required IReadOnlyList<string> SoftwareVersions { get; init; }

    /// <summary>The local date of the scan, <c>2023-12-29</c>.</summary>
    public string? AcquisitionDate { get; init; }

    /// <summary>The local time of the scan, <c>09:59:15</c>.</summary>
    public string? AcquisitionTime { get; init; }

    /// <summary>The local time's distance from UTC, <c>-05:00</c>.</summary>
    public string? UtcOffset { get; init; }

    /// <summary>The nominal magnification of the objective.</summary>
    public double? ObjectivePower { get; init; }

    /// <summary>Between neighbours in a row.</summary>
    public double? MicrometresPerPixelX { get; init; }

    /// <summary>Between neighbours in a column.</summary>
    public double? MicrometresPerPixelY { get; init; }

    /// <summary>The text of the barcode.</summary>
    public string? Barcode { get; init; }

    /// <summary>Who operated the scanner.</summary>
    public string? Operator { get; init; }

    /// <summary>A description that somebody entered.</summary>
    public string? Title { get; init; }

    /// <summary>Where the scanned area starts on the glass, along the long side.</summary>
    public double? OriginXMillimetres { get; init; }

    /// <summary>Where the scanned area starts on the glass, along the short side.</summary>
    public double? OriginYMillimetres { get; init; }

    /// <summary>What the vendor says of the compression.</summary>
    public string? Compression { get; init; }

    /// <summary>Names and values as the vendor wrote them, in the order of the file.</summary>
    public required IReadOnlyList<VendorProperty> Vendor { get; init; }

    /// <summary>Describes metadata.</summary>
    public static MetadataDescription From(SlideMetadata metadata) => new()
    {
        Manufacturer = metadata.Manufacturer,
        ManufacturerModelName = metadata.ManufacturerModelName,
        DeviceSerialNumber = metadata.DeviceSerialNumber,
        SoftwareVersions = metadata.SoftwareVersions,
        AcquisitionDate = DateText(metadata.AcquisitionDate),
        AcquisitionTime = TimeText(metadata.AcquisitionTime),
        UtcOffset = OffsetText(metadata.UtcOffset),
        ObjectivePower = metadata.ObjectivePower,
        MicrometresPerPixelX = metadata.Spacing?.XMicrometres,
        MicrometresPerPixelY = metadata.Spacing?.YMicrometres,
        Barcode = metadata.Barcode,
        Operator = metadata.Operator,
        Title = metadata.Title,
        OriginXMillimetres = metadata.Origin?.XMillimetres,
        OriginYMillimetres = metadata.Origin?.YMillimetres,
        Compression = metadata.CompressionDescription,
        Vendor = [.. metadata.VendorProperties.Select(property => new VendorProperty(property.Key, property.Value))],
    };

    /// <summary>A date: <c>2023-12-29</c>.</summary>
    public static string? DateText(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A time of day: <c>09:59:15</c>.</summary>
    public static string? TimeText(TimeOnly? time) => time?.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>An offset from UTC: <c>-05:00</c>.</summary>
    public static string? OffsetText(TimeSpan? offset) => offset is not { } known
        ? null
        : (known < TimeSpan.Zero ? "-" : "+") + known.ToString(@"hh\:mm", CultureInfo.InvariantCulture);
}

/// <summary>A name and value as the vendor wrote them.</summary>
internal sealed record VendorProperty(string Name, string Value);
