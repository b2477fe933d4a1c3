using WsiDicomizer.Imaging.Geometry;

namespace WsiDicomizer.Slides;

/// <summary>What the scanner said about the acquisition. Everything is optional: null means that the file does not say.</summary>
public sealed record SlideMetadata
{
    /// <summary>The maker of the scanner.</summary>
    public string? Manufacturer { get; init; }

    /// <summary>The scanner's model.</summary>
    public string? ManufacturerModelName { get; init; }

    /// <summary>The scanner's serial number.</summary>
    public string? DeviceSerialNumber { get; init; }

    /// <summary>The software that wrote the file, one entry per name and version.</summary>
    public IReadOnlyList<string> SoftwareVersions { get; init; } = [];

    /// <summary>The local date of the scan.</summary>
    public DateOnly? AcquisitionDate { get; init; }

    /// <summary>The local time of the scan.</summary>
    public TimeOnly? AcquisitionTime { get; init; }

    /// <summary>The offset of the local time from UTC.</summary>
    public TimeSpan? UtcOffset { get; init; }

    /// <summary>The nominal magnification of the objective, e.g. 20.</summary>
    public double? ObjectivePower { get; init; }

    /// <summary>Micrometres per pixel of the base level.</summary>
    public PixelSpacing? Spacing { get; init; }

    /// <summary>The text of the slide's barcode.</summary>
    public string? Barcode { get; init; }

    /// <summary>Who operated the scanner.</summary>
    public string? Operator { get; init; }

    /// <summary>A free description or title that a person or the laboratory system entered.</summary>
    public string? Title { get; init; }

    /// <summary>
    /// Where the top left corner of the base level lies on the glass, in millimetres from the corner of the slide, or null.
    /// </summary>
    public SlidePosition? Origin { get; init; }

    /// <summary>
    /// On which side of the levels and of the macro the label of the glass lies, as far as all scanners that write the format
    /// agree; null where that is not known. No format states it (formats.md 13, 7): it is what wsidicomizer takes for the
    /// format, except where the format's own README gives another reason.
    /// </summary>
    public LabelSide? LabelSide { get; init; }

    /// <summary>
    /// How far the middle of the base level lies from the middle of the slide, in millimetres along the rows and columns of
    /// the image, or null.
    /// </summary>
    public SlidePosition? CentreOffset { get; init; }

    /// <summary>Whether the base level was compressed with loss, e.g. by JPEG; null where only the streams tell.</summary>
    public string? CompressionDescription { get; init; }

    /// <summary>All key and value texts as the vendor wrote them, in the order of the file.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> VendorProperties { get; init; } = [];
}

/// <summary>A position on the glass.</summary>
/// <param name="XMillimetres">Along the long side of the slide.</param>
/// <param name="YMillimetres">Along the short side.</param>
public readonly record struct SlidePosition(double XMillimetres, double YMillimetres);
